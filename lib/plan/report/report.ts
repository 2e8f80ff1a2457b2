import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { PlanReport } from '../model/report';
import { prove } from '../prove';
import { remarksOn } from '../remarks';
import { simulateAll } from '../simulate';

/** Options of {@link reportOn}. */
export interface ReportOptions {
  /** Rise of the error rate that is simulated, and whose chance to be seen is computed. @default 0.01 */
  readonly rise?: number;
}

/** Simulates all scenarios of a plan, proves its analyses and remarks on what they show. */
export function reportOn(
  plan: Plan,
  assumptions: Partial<Assumptions> = {},
  { rise = 0.01 }: ReportOptions = {},
): PlanReport {
  const given: Assumptions = { ...DEFAULT_ASSUMPTIONS, ...assumptions };
  const simulations = simulateAll(plan, given, rise);
  const proofs = prove(plan, given, { rise });
  // whoever waits for a person hides what lies behind the wait; what was inconclusive, nobody resumes at once
  const waits =
    given.manualResumeSeconds === undefined && simulations.some(({ reason }) => reason === 'indefinitePause');
  const resumed = waits ? simulateAll(plan, { ...given, manualResumeSeconds: 0 }, rise) : simulations;
  const remarks = remarksOn({ plan, assumptions: given, simulations, resumed, proofs });
  return {
    plan,
    assumptions: given,
    simulations,
    ...(waits ? { resumed } : {}),
    proofs,
    ...(given.requestRate === undefined && judgesInStandardErrors(plan) ? { riseNeedsRequestRate: true } : {}),
    remarks,
  };
}

function judgesInStandardErrors({ strategy }: Plan): boolean {
  const metrics = strategy.kind === 'canary' ? (strategy.background?.analysis.metrics ?? []) : [];
  return metrics.some(({ judged }) => judged.quantity === 'errorRateSignificance');
}
