import type { PlanReport, Scenario, Simulation } from '../../../lib/plan';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';

/** What a scenario comes to, if people resume at once whatever waits for them. */
export function simulated(report: PlanReport | undefined, kind: Scenario['kind']): Simulation | undefined {
  return (report?.resumed ?? report?.simulations)?.find(({ scenario }) => scenario.kind === kind);
}

/** Where the steps of a canary stand, or one of them. */
export function stepsAt(...index: readonly number[]): FieldPath {
  return ['spec', 'strategy', 'canary', 'steps', ...index];
}
