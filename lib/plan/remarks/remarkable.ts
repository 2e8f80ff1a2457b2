import type { Remark, RemarkSeverity } from '../model/remark';
import type { PlanReport } from '../model/report';
import type { Scenario } from '../model/scenario';
import type { CanaryStrategy } from '../model/strategy';
import type { Simulation } from '../model/simulation';
import { settle, type Settled } from '../model/settled';

/** What a remark is made from. */
export interface Remarkable extends Pick<PlanReport, 'plan' | 'proofs' | 'assumptions'> {
  /** All scenarios, with nobody to resume a rollout that waits for a person. */
  readonly simulations: readonly Simulation[];
  /** All scenarios, with somebody who resumes it at once: what lies behind the wait. */
  readonly resumed: readonly Simulation[];
}

/** One kind of remark: a question that a plan is asked. */
export interface RemarkKind {
  /** Names it in reports and on the command line. */
  readonly id: string;
  readonly severity: RemarkSeverity;
  /** What it looks for, for the table of remarks. */
  readonly title: string;
  /** Answers with what it found; nothing where all is well. */
  readonly find: (on: Remarkable) => readonly Found[];
}

/** A remark without what all of its kind share. */
export type Found = Omit<Remark, 'id' | 'severity'>;

/** A scenario in which people resume at once. */
export function resumedIn({ resumed }: Remarkable, kind: Scenario['kind']): Simulation | undefined {
  return resumed.find(({ scenario }) => scenario.kind === kind);
}

/** The canary strategy with a value everywhere; nothing for other strategies. */
export function canaryOf({ plan }: Remarkable): Settled<CanaryStrategy> | undefined {
  const { strategy } = settle(plan).plan;
  return strategy.kind === 'canary' ? strategy : undefined;
}
