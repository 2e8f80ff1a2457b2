import { simulate, type Assumptions, type BlueGreenStrategy, type Plan, type Scenario } from '../../lib/plan';
import { analysis, blueGreenPlan, metric } from './plans';

const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0 };

function run(
  strategy: Partial<BlueGreenStrategy>,
  scenario: Scenario = { kind: 'healthy' },
  props: Partial<Plan> = {},
  given: Partial<Assumptions> = {},
) {
  return simulate(blueGreenPlan(strategy, props), scenario, { ...GIVEN, ...given });
}

const twice = metric({ count: 2, intervalSeconds: 60, failureLimit: 1 });
const probe = metric({ count: 2, intervalSeconds: 60, failureLimit: 1, needsTraffic: false });

test('pods, analysis, wait, switch, analysis, promotion', () => {
  const { durationSeconds, curve, analyses } = run({
    prePromotion: analysis(twice),
    autoPromotionSeconds: 100,
    postPromotion: analysis(twice),
  });
  const pods = 1 + 30;
  const pre = pods + 1 + 60 + 1;
  const switched = pre + 100;
  expect(analyses.map(({ role, startSeconds, endSeconds }) => [role, startSeconds, endSeconds])).toEqual([
    ['prePromotion', pods + 1, pods + 61],
    ['postPromotion', switched + 2, switched + 62],
  ]);
  expect(curve).toEqual([
    { atSeconds: 0, exposure: 0 },
    { atSeconds: switched, exposure: 1 },
    { atSeconds: switched + 63, exposure: 1 },
  ]);
  expect(durationSeconds).toBe(switched + 63);
});

test('fewer preview pods cost a second start of pods before the switch', () => {
  const switched = (strategy: Partial<BlueGreenStrategy>) => run(strategy).durationSeconds;
  expect(switched({})).toBe(31);
  expect(switched({ previewReplicas: 2 })).toBe(31 + 1 + 30);
});

test('without auto-promotion it waits for a person, whatever the seconds say', () => {
  expect(run({ autoPromotes: false, autoPromotionSeconds: 10 })).toMatchObject({
    outcome: 'paused',
    reason: 'indefinitePause',
    finalExposure: 0,
  });
  expect(run({ autoPromotes: false }, { kind: 'healthy' }, {}, { manualResumeSeconds: 600 }).durationSeconds).toBe(631);
});

test('a bad version that a probe finds before the switch is never exposed', () => {
  const { outcome, weightMinutes, rollback } = run({ prePromotion: analysis(probe) }, { kind: 'badFromStart' });
  expect({ outcome, weightMinutes }).toEqual({ outcome: 'aborted', weightMinutes: 0 });
  expect(rollback).toEqual({ secondsToZeroExposure: 0, secondsToFullCapacity: 0 });
});

test('a metric that needs traffic finds nothing before the switch; after it, two hops lead back', () => {
  const { detection, rollback, badWeightMinutes } = run(
    { prePromotion: analysis(twice), postPromotion: analysis(twice) },
    { kind: 'badFromStart' },
  );
  expect(detection).toMatchObject({ verdict: 'Failed', secondsToDetect: 62 });
  expect(rollback).toEqual({ secondsToZeroExposure: 2, secondsToFullCapacity: 0 });
  expect(badWeightMinutes).toBeCloseTo(64 / 60);
});

test('without an analysis after the switch a bad version is never found', () => {
  const { outcome, detection, finalExposure } = run({}, { kind: 'badFromStart' });
  expect({ outcome, detection, finalExposure }).toEqual({
    outcome: 'promoted',
    detection: undefined,
    finalExposure: 1,
  });
});

test('the deadline runs on during the analysis before the switch and aborts a good version', () => {
  const long = analysis(metric({ count: 10, intervalSeconds: 60 }));
  const deadline = { progressDeadline: { seconds: 300, aborts: true } };
  expect(run({ prePromotion: long }, { kind: 'healthy' }, deadline)).toMatchObject({
    outcome: 'aborted',
    reason: 'deadline',
  });
  expect(run({ postPromotion: long }, { kind: 'healthy' }, deadline).outcome).toBe('promoted');
});

test('an analysis without a template is never made and blocks, before or after the switch', () => {
  const none = { name: 'none', templates: [], metrics: [] };
  expect(run({ prePromotion: none })).toMatchObject({ outcome: 'stuck', reason: 'endlessAnalysis', finalExposure: 0 });
  expect(run({ postPromotion: none })).toMatchObject({ outcome: 'stuck', reason: 'endlessAnalysis', finalExposure: 1 });
});

test('an inconclusive analysis pauses where it is', () => {
  const unsure = analysis(
    metric({ count: 2, verdicts: { bad: 'Inconclusive', noData: 'Error', notANumber: 'Failed' } }),
  );
  expect(run({ postPromotion: unsure }, { kind: 'badFromStart' })).toMatchObject({
    outcome: 'paused',
    reason: 'inconclusive',
    finalExposure: 1,
  });
});

const revert = (afterSeconds: number): Scenario => ({ kind: 'revert', afterSeconds });

test('while the old pods are still up, going back is one switch', () => {
  expect(run({ prePromotion: analysis(twice) }, revert(20)).rollback).toEqual({
    secondsToZeroExposure: 1,
    secondsToFullCapacity: 0,
  });
});

test('later, going back takes the whole way again, indefinite pause included', () => {
  expect(run({ prePromotion: analysis(twice) }, revert(40)).rollback?.secondsToZeroExposure).toBe(31 + 62);
  expect(run({ autoPromotes: false }, revert(40))).toMatchObject({
    outcome: 'paused',
    finalExposure: 1,
    rollback: { secondsToZeroExposure: 'never' },
  });
});

test('the rollback window skips nothing in a blue-green with a gate before the switch: it never comes back', () => {
  const window = { rollbackWindowRevisions: 3 };
  const back = (strategy: Partial<BlueGreenStrategy>) => run(strategy, revert(40), window);
  expect(back({ postPromotion: analysis(twice) }).rollback?.secondsToZeroExposure).toBe(31);
  for (const gate of [{ prePromotion: analysis(twice) }, { autoPromotes: false }, { autoPromotionSeconds: 10 }]) {
    expect(back(gate)).toMatchObject({ outcome: 'stuck', reason: 'rollbackWindow', finalExposure: 1 });
  }
});
