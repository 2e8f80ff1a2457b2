import fc from 'fast-check';
import { simulate, type ExposurePoint, type Scenario, type Simulation } from '../../lib/plan';
import { anyAssumptions, anyPlan, anyScenario } from './generate';
import { analysis, canaryPlan, metric, NO_DELAYS, pause, setWeight } from './plans';

const RUNS = { seed: 31, numRuns: 600 };
const anyCase = fc.tuple(anyPlan, anyScenario, anyAssumptions);
const anyKind = fc.oneof(
  anyScenario,
  fc.constantFrom<Scenario>({ kind: 'worstMoment' }, { kind: 'revert', afterSeconds: 60 }),
);

const at = (curve: readonly ExposurePoint[], time: number) =>
  curve.reduce((share, point) => (point.atSeconds <= time ? point.exposure : share), 0);

test('exposure is a share, and time only goes forward', () => {
  fc.assert(
    fc.property(anyPlan, anyKind, anyAssumptions, (plan, scenario, given) => {
      const { curve, finalExposure } = simulate(plan, scenario, given);
      for (const { exposure } of [...curve, { exposure: finalExposure }]) {
        expect(exposure).toBeGreaterThanOrEqual(0);
        expect(exposure).toBeLessThanOrEqual(1);
      }
      const times = curve.map(({ atSeconds }) => atSeconds);
      expect([...new Set(times)].sort((one, other) => one - other)).toEqual(times);
      expect(times[0]).toBe(0);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test('weight-minutes are the integral of the curve, those of a bad version at most that', () => {
  fc.assert(
    fc.property(anyPlan, anyKind, anyAssumptions, (plan, scenario, given) => {
      const { curve, weightMinutes, badWeightMinutes = 0, requestsServed } = simulate(plan, scenario, given);
      const seconds = curve.reduce(
        (sum, { atSeconds, exposure }, index) =>
          sum + exposure * ((curve[index + 1]?.atSeconds ?? atSeconds) - atSeconds),
        0,
      );
      expect(weightMinutes).toBeCloseTo(seconds / 60, 6);
      expect(badWeightMinutes).toBeLessThanOrEqual(weightMinutes + 1e-9);
      if (given.requestRate !== undefined) expect(requestsServed).toBeCloseTo(seconds * given.requestRate, 3);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test('the same plan comes to the same, and is left as it was', () => {
  fc.assert(
    fc.property(anyCase, ([plan, scenario, given]) => {
      const before = JSON.stringify(plan);
      const first = simulate(plan, scenario, given);
      expect(simulate(structuredClone(plan), scenario, given)).toEqual(first);
      expect(JSON.stringify(plan)).toBe(before);
    }),
    { ...RUNS, numRuns: 300 },
  );
});

test('a good version is never stopped by an analysis when nothing is left to chance', () => {
  fc.assert(
    fc.property(anyPlan, anyAssumptions, (plan, given) => {
      const { outcome, reason, detection } = simulate(plan, { kind: 'healthy' }, given);
      expect(outcome === 'aborted' ? reason : 'deadline').toBe('deadline');
      expect(detection?.by ?? 'deadline').toBe('deadline');
    }),
    RUNS,
  );
});

test('what ends has an end, and what does not says what it waits for', () => {
  fc.assert(
    fc.property(anyCase, ([plan, scenario, given]) => {
      const { outcome, reason, durationSeconds, rollback, detection } = simulate(plan, scenario, given);
      const ended = outcome === 'promoted' || outcome === 'aborted';
      expect(durationSeconds === 'never').toBe(!ended);
      expect(outcome === 'promoted').toBe(reason === 'completed');
      expect(rollback !== undefined).toBe(outcome === 'aborted');
      if (outcome === 'aborted') expect(detection?.atSeconds).toBeLessThanOrEqual(Number(durationSeconds));
    }),
    RUNS,
  );
});

const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 });
const ladder = (all: readonly number[]) => all.flatMap((weight) => [setWeight(weight), pause(120)]);
const watched = (all: readonly number[], failureLimit = 2) =>
  canaryPlan({
    steps: ladder(all),
    background: { analysis: analysis(metric({ intervalSeconds: 45, failureLimit })), startingStep: 0 },
  });

test('more weight earlier never lowers exposure, at any time', () => {
  fc.assert(
    fc.property(weights, fc.nat(5), fc.integer({ min: 1, max: 99 }), (all, place, more) => {
      const index = place % all.length;
      const raised = all.map((weight, step) => (step === index ? Math.min(100, weight + more) : weight));
      for (const kind of ['healthy', 'badFromStart'] as const) {
        const low = simulate(watched(all), { kind }, NO_DELAYS);
        const high = simulate(watched(raised), { kind }, NO_DELAYS);
        for (const { atSeconds } of [...low.curve, ...high.curve]) {
          expect(at(high.curve, atSeconds)).toBeGreaterThanOrEqual(at(low.curve, atSeconds));
        }
        expect(high.weightMinutes).toBeGreaterThanOrEqual(low.weightMinutes);
      }
    }),
    { ...RUNS, numRuns: 200 },
  );
});

const detectedAt = ({ outcome, detection }: Simulation) =>
  outcome === 'aborted' ? (detection?.atSeconds ?? Infinity) : Infinity;

test('a larger failureLimit never detects sooner', () => {
  fc.assert(
    fc.property(weights, fc.nat(4), fc.nat(4), anyAssumptions, fc.nat(900), (all, limit, more, given, fault) => {
      for (const scenario of [{ kind: 'badFromStart' }, { kind: 'fault', atSeconds: fault }] as const) {
        const strict = detectedAt(simulate(watched(all, limit), scenario, given));
        const lax = detectedAt(simulate(watched(all, limit + more), scenario, given));
        expect(lax).toBeGreaterThanOrEqual(strict);
      }
    }),
    { ...RUNS, numRuns: 200 },
  );
});

test('slower pods never make a good rollout faster', () => {
  fc.assert(
    fc.property(
      weights,
      fc.constantFrom('podShare', 'routed'),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(60),
      (all, mode, start, more) => {
        const plan = canaryPlan({ steps: ladder(all), ...(mode === 'podShare' ? { traffic: { mode } } : {}) });
        const takes = (podStartSeconds: number) =>
          Number(simulate(plan, { kind: 'healthy' }, { podStartSeconds }).durationSeconds);
        expect(takes(start + more)).toBeGreaterThanOrEqual(takes(start));
      },
    ),
    { ...RUNS, numRuns: 300 },
  );
});

test('a way back is over once nothing is exposed and all pods are there', () => {
  fc.assert(
    fc.property(anyCase, ([plan, scenario, given]) => {
      const { rollback, finalExposure } = simulate(plan, scenario, given);
      if (rollback) expect(rollback.secondsToZeroExposure === 'never').toBe(finalExposure > 0);
    }),
    RUNS,
  );
});
