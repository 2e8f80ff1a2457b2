import fc from 'fast-check';
import { simulate, type ExposurePoint, type Simulation } from '../../lib/plan';
import { anyAssumptions, anyPlan, anyScenario } from './generate';
import { FEATURES, featuresOf } from './features';
import type { ReferenceResult } from './reference/controller';
import { reference } from './reference/run';

/** Seconds by which one timer may differ. */
const PER_TIMER = 2;

/** Plans compared; the seed is fixed, so that all machines compare the same. */
const PLANS = 5_000;
const SEED = 20_261;

/** Plans in which each feature is to be found, at least. */
const FEWEST = 50;

interface Gap {
  readonly what: string;
  readonly seconds: number;
}

/** Full-traffic seconds up to a moment. */
function area(curve: readonly ExposurePoint[], until: number): number {
  return curve.reduce((sum, { atSeconds, exposure }, index) => {
    const end = Math.min(until, curve[index + 1]?.atSeconds ?? until);
    return sum + Math.max(0, end - atSeconds) * exposure;
  }, 0);
}

const never = (seconds: number | 'never' | undefined) =>
  seconds === undefined || seconds === 'never' ? Infinity : seconds;
const apart = (one: number, other: number) => (one === other ? 0 : Math.abs(one - other));

/** How far the two are apart, or why they do not agree at all. */
function compare(formula: Simulation, slow: ReferenceResult): Gap[] | string {
  if (formula.outcome !== slow.outcome) return `${formula.outcome} (${formula.reason}) is ${slow.outcome}`;
  if (formula.stepIndex !== slow.stepIndex) return `step ${String(formula.stepIndex)} is ${String(slow.stepIndex)}`;
  const seconds = slow.exposure.length;
  const gaps = [
    { what: 'duration', seconds: apart(never(formula.durationSeconds), never(slow.decidedAt)) },
    {
      what: 'exposure',
      seconds: apart(
        area(formula.curve, seconds),
        slow.exposure.reduce((sum, share) => sum + share, 0),
      ),
    },
  ];
  const { rollback, detection } = formula;
  if (!rollback) return gaps;
  const verdictAt = slow.verdictAt ?? 0;
  return [
    ...gaps,
    { what: 'detection', seconds: apart(never(detection?.atSeconds), verdictAt) },
    {
      what: 'zero exposure',
      seconds: apart(never(rollback.secondsToZeroExposure), Math.max(0, never(slow.zeroExposureAt) - verdictAt)),
    },
    {
      what: 'full capacity',
      seconds: apart(never(rollback.secondsToFullCapacity), Math.max(0, never(slow.fullCapacityAt) - verdictAt)),
    },
  ];
}

test(`the simulation agrees with a controller that looks every second, on ${PLANS} plans within ${PER_TIMER} s per timer`, () => {
  const cases = fc.sample(fc.tuple(anyPlan, anyScenario, anyAssumptions), { numRuns: PLANS, seed: SEED });
  const disagreements: string[] = [];
  const outcomes = new Map<string, number>();
  const features = new Map(FEATURES.map((feature) => [feature, 0]));
  let withinOneTimer = 0;
  for (const [plan, scenario, given] of cases) {
    for (const feature of featuresOf(plan, scenario, given)) features.set(feature, (features.get(feature) ?? 0) + 1);
    const formula = simulate(plan, scenario, given);
    const slow = reference(plan, scenario, given);
    const gaps = compare(formula, slow);
    outcomes.set(formula.outcome, (outcomes.get(formula.outcome) ?? 0) + 1);
    const describe = (what: string) => `${what}: ${JSON.stringify({ scenario, given, plan })}`;
    if (typeof gaps === 'string') {
      disagreements.push(describe(gaps));
      continue;
    }
    if (gaps.every(({ seconds }) => seconds <= PER_TIMER)) withinOneTimer++;
    const allowed = PER_TIMER * Math.max(1, slow.timers);
    for (const { what, seconds } of gaps) {
      if (seconds > allowed) disagreements.push(describe(`${what} differs by ${seconds} s with ${slow.timers} timers`));
    }
  }
  expect(disagreements).toEqual([]);
  // the tolerance is per timer, but hardly any plan needs more than that of one
  expect(withinOneTimer / PLANS).toBeGreaterThan(0.99);
  // a feature that is hardly ever generated is not compared
  expect([...features].filter(([, count]) => count < FEWEST)).toEqual([]);
  // the comparison is worth little if all plans end alike
  for (const outcome of ['promoted', 'aborted', 'paused', 'stuck']) {
    expect(outcomes.get(outcome)).toBeGreaterThan(PLANS / 50);
  }
}, 180_000);
