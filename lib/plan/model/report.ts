import type { Assumptions } from './assumptions';
import type { Plan } from './plan';
import type { AnalysisProof } from './proof';
import type { Remark } from './remark';
import type { Simulation } from './simulation';

/** Everything that can be said about a plan before it runs: what people and tools read. */
export interface PlanReport {
  readonly plan: Plan;
  /** What was taken for what no manifest says. */
  readonly assumptions: Assumptions;
  /** One for each of `SCENARIOS`, in their order. */
  readonly simulations: readonly Simulation[];
  /**
   * The same if a person resumes each pause without an end at once.
   * @default - there is no such pause, or `manualResumeSeconds` says how long
   */
  readonly resumed?: readonly Simulation[];
  readonly proofs: readonly AnalysisProof[];
  /**
   * A rise is judged in standard errors, and no request rate says how many they are: then the scenario `errorRise` tells of no more
   * than the other metrics see.
   * @default - it is not, or the rate is given
   */
  readonly riseNeedsRequestRate?: true;
  /** Warnings first. */
  readonly remarks: readonly Remark[];
}

/** What can be said about an AnalysisTemplate on its own, wherever it is used. */
export interface TemplateReport {
  readonly name: string;
  /** `AnalysisTemplate` or `ClusterAnalysisTemplate`. */
  readonly kind: string;
  /** Where it was read, for messages: a construct path, or file and line. */
  readonly source: string;
  /** Whether any rollout that was read uses it; what its reports say is not said here again. */
  readonly used: boolean;
  readonly remarks: readonly Remark[];
}
