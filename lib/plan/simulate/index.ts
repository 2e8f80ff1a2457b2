import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import { SCENARIOS, type Scenario } from '../model/scenario';
import type { Simulation } from '../model/simulation';
import { revert } from './revert';
import { run } from './run';
import { worstMoment } from './worst-moment';

/**
 * What a plan comes to in a scenario. Pure: the same numbers in, the same numbers out.
 *
 * Every timer of the controller runs up to 2 s longer than said here (reference §2.0); pod start, query latency and
 * route propagation, which are assumed, weigh far more.
 */
export function simulate(plan: Plan, scenario: Scenario, assumptions: Partial<Assumptions> = {}): Simulation {
  const given = { ...DEFAULT_ASSUMPTIONS, ...assumptions };
  if (scenario.kind === 'worstMoment') return worstMoment(plan, given);
  if (scenario.kind === 'revert') return revert(plan, scenario, given);
  return run(plan, scenario, given);
}

/** All `SCENARIOS` of a plan, in their order, with a rise of the error rate of one point unless another is asked for. */
export function simulateAll(plan: Plan, assumptions: Partial<Assumptions> = {}, rise = 0.01): Simulation[] {
  return SCENARIOS.map((one) => simulate(plan, one.kind === 'errorRise' ? { ...one, rise } : one, assumptions));
}
