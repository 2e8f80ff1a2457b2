import type { Assumptions, Plan, Scenario } from '../../../lib/plan';
import { BlueGreenReference } from './blue-green';
import { CanaryReference } from './canary';
import { runReference, type ReferenceResult } from './controller';
import { RollingReference } from './rolling';
import { World, type Known } from './world';

/** Runs one scenario of a plan in which everything is known. */
export function reference(plan: Known<Plan>, scenario: Scenario, given: Assumptions): ReferenceResult {
  const world = new World(given, scenario);
  const kinds = { canary: CanaryReference, blueGreen: BlueGreenReference, rolling: RollingReference };
  const controller = new kinds[plan.strategy.kind](plan, given, world);
  return runReference(controller, quietSeconds(plan, scenario, given), 50_000);
}

/** Longer than any timer of the plan: if nothing has changed for that long, nothing will. */
function quietSeconds(plan: Known<Plan>, scenario: Scenario, given: Assumptions): number {
  let longest = plan.progressDeadline.seconds + given.podStartSeconds + plan.minReadySeconds;
  const visit = (value: unknown, key = '') => {
    if (typeof value === 'number' && /seconds/i.test(key)) longest = Math.max(longest, value);
    if (typeof value !== 'object' || value === null) return;
    if ('failureLimit' in value) {
      const metric = value as Known<{ intervalSeconds?: number; failureLimit: number; count: number | 'unbounded' }>;
      const times = metric.count === 'unbounded' ? metric.failureLimit + 8 : metric.count + 8;
      longest = Math.max(longest, times * Math.max(10, metric.intervalSeconds ?? 10) + 200);
    }
    for (const [name, child] of Object.entries(value)) visit(child, name);
  };
  visit(plan.strategy);
  const fault = scenario.kind === 'fault' ? scenario.atSeconds : 0;
  return longest + fault + (given.manualResumeSeconds ?? 0) + 100;
}
