import {
  simulate,
  simulateAll,
  SCENARIOS,
  type Assumptions,
  type ExperimentAnalysis,
  type Plan,
  type Step,
} from '../../lib/plan';
import { analyse, analysis, canaryPlan, metric, pause, plan, routed, setWeight } from './plans';

const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0, routePropagationSeconds: 0 };
const ABORTS = { progressDeadline: { seconds: 600, aborts: true } };

test('all scenarios are simulated, in their order', () => {
  const simulations = simulateAll(canaryPlan({ steps: [setWeight(20), pause(60)] }));
  expect(simulations.map(({ scenario }) => scenario)).toEqual(SCENARIOS);
});

describe('crash loop', () => {
  const crash = (props: Partial<Plan>, given: Partial<Assumptions> = {}, traffic = routed()) =>
    simulate(
      canaryPlan({ steps: [setWeight(20), pause(60)], traffic }, props),
      { kind: 'crashLoop' },
      { ...GIVEN, ...given },
    );

  test('is stuck at the first step, nothing exposed, and only marked degraded', () => {
    expect(crash({})).toMatchObject({
      outcome: 'stuck',
      reason: 'missingPods',
      stepIndex: 0,
      durationSeconds: 'never',
      finalExposure: 0,
      degradedAtSeconds: 602,
    });
  });

  test('aborts one second after the deadline where it says so', () => {
    const { outcome, durationSeconds, detection } = crash(ABORTS);
    expect({ outcome, durationSeconds }).toEqual({ outcome: 'aborted', durationSeconds: 602 });
    expect(detection).toMatchObject({ by: 'deadline', secondsToDetect: 602 });
  });

  test('holds the deadline off with every restart that gets ready for less than minReadySeconds', () => {
    const aborted = (crashReadyRestarts: number) =>
      crash({ ...ABORTS, minReadySeconds: 5 }, { crashReadyRestarts }).durationSeconds;
    expect(aborted(0)).toBe(602);
    expect(aborted(1)).toBe(602 + 30);
    // restarts after 10 s and 20 s, each ready 30 s later
    expect(aborted(3)).toBe(602 + 30 + 10 + 30 + 20 + 30);
  });

  test('keeps neither deadline nor analysis where the controller stalls on missing pods', () => {
    expect(crash(ABORTS, {}, routed({ stallsOnMissingPods: true }))).toMatchObject({
      outcome: 'stuck',
      reason: 'missingPods',
    });
  });

  test('brings a rolling update to a halt that nothing ends', () => {
    const rolling = plan({
      ...ABORTS,
      strategy: { kind: 'rolling', maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } },
    });
    expect(simulate(rolling, { kind: 'crashLoop' }, GIVEN)).toMatchObject({ outcome: 'stuck', finalExposure: 0 });
    expect(simulate(rolling, { kind: 'healthy' }, GIVEN).outcome).toBe('promoted');
  });
});

describe('cold start', () => {
  const watched = (startingStep: number, initialDelaySeconds = 0) =>
    simulate(
      canaryPlan({
        steps: [setWeight(20), pause(600)],
        background: { analysis: analysis(metric({ initialDelaySeconds, lookBackSeconds: 60 })), startingStep },
      }),
      { kind: 'coldStart' },
      { ...GIVEN, podStartSeconds: 90 },
    );

  test('a query that errs without data aborts a good version whose pods take longer than 40 s', () => {
    expect(watched(0)).toMatchObject({ outcome: 'aborted', detection: { verdict: 'Error', measurement: 5 } });
  });

  test('a later step or a delay gives it the time', () => {
    expect(watched(1).outcome).toBe('promoted');
    expect(watched(0, 120).outcome).toBe('promoted');
  });
});

describe('the worst moment', () => {
  const guarded = canaryPlan({
    steps: [setWeight(10), pause(600), setWeight(50), pause(600)],
    background: { analysis: analysis(metric({ intervalSeconds: 60, failureLimit: 2 })), startingStep: 0 },
  });

  test('is right after a measurement at the highest weight at which a fault is still caught', () => {
    const { worstMoment, detection, outcome } = simulate(guarded, { kind: 'worstMoment' }, GIVEN);
    expect(outcome).toBe('aborted');
    // f + 1 intervals
    expect(detection?.secondsToDetect).toBeCloseTo(3 * 60, -1);
    const at = worstMoment?.faultAtSeconds ?? NaN;
    expect(simulate(guarded, { kind: 'fault', atSeconds: at }, GIVEN).badWeightMinutes).toBeGreaterThanOrEqual(
      simulate(guarded, { kind: 'fault', atSeconds: at - 30 }, GIVEN).badWeightMinutes ?? 0,
    );
  });

  test('tells from when on no fault is caught any more, to the second', () => {
    const from = simulate(guarded, { kind: 'worstMoment' }, GIVEN).worstMoment?.unguardedFromSeconds ?? NaN;
    expect(simulate(guarded, { kind: 'fault', atSeconds: from - 1.5 }, GIVEN).outcome).toBe('aborted');
    expect(simulate(guarded, { kind: 'fault', atSeconds: from + 0.5 }, GIVEN).outcome).toBe('promoted');
  });

  test('without an analysis all of the rollout is unguarded', () => {
    const { outcome, worstMoment } = simulate(
      canaryPlan({ steps: [setWeight(10), pause(60)] }),
      { kind: 'worstMoment' },
      GIVEN,
    );
    expect({ outcome, worstMoment }).toEqual({ outcome: 'promoted', worstMoment: { unguardedFromSeconds: 31 } });
  });
});

test('requests served while the version was bad follow from the rate', () => {
  const caught = canaryPlan({ steps: [setWeight(50), analyse(metric({ initialDelaySeconds: 57, count: 1 }))] });
  const { badRequestsServed, badWeightMinutes, weightMinutes } = simulate(
    caught,
    { kind: 'badFromStart' },
    { ...GIVEN, requestRate: 10 },
  );
  // half the traffic for the delay and four hops: next step, first look, notice, abort
  expect(badWeightMinutes).toBeCloseTo((0.5 * (57 + 4)) / 60);
  expect(weightMinutes).toBe(badWeightMinutes);
  expect(badRequestsServed).toBeCloseTo(0.5 * 61 * 10);
  expect(simulate(caught, { kind: 'healthy' }, GIVEN).badWeightMinutes).toBeUndefined();
});

describe('a rise of the error rate', () => {
  const one = (props: Parameters<typeof metric>[0], rise = 0.01, given: Partial<Assumptions> = {}) =>
    simulate(
      canaryPlan({
        steps: [setWeight(20), analyse(metric({ count: 1, initialDelaySeconds: 300, lookBackSeconds: 300, ...props }))],
      }),
      { kind: 'errorRise', rise },
      { ...GIVEN, ...given },
    ).outcome;

  test('of one point is seen by a comparison of rates below it, not by a threshold above it', () => {
    expect(one({ judged: { quantity: 'errorRateRise', threshold: 0.005 } })).toBe('aborted');
    expect(one({ judged: { quantity: 'errorRateRise', threshold: 0.02 } })).toBe('promoted');
    expect(one({ judged: { quantity: 'successRate', threshold: 0.95 } })).toBe('promoted');
    expect(one({ judged: { quantity: 'successRate', threshold: 0.95 } }, 0.06)).toBe('aborted');
  });

  test('is significant only with enough requests', () => {
    const significant = { judged: { quantity: 'errorRateSignificance', threshold: 1.645 } } as const;
    expect(one(significant, 0.01, { requestRate: 1 })).toBe('promoted');
    expect(one(significant, 0.01, { requestRate: 20 })).toBe('aborted');
    expect(one(significant, 0.01)).toBe('promoted');
  });
});

describe('reverting after promotion', () => {
  const steps = [setWeight(20), pause(600), setWeight(50), pause(600)];
  const back = (props: Partial<Plan>, some: Step[] = steps, afterSeconds = 3600) =>
    simulate(canaryPlan({ steps: some }, props), { kind: 'revert', afterSeconds }, GIVEN);

  test('takes all steps again, and what the bad version serves meanwhile counts', () => {
    const { rollback, badWeightMinutes, curve } = back({});
    const seconds = Number(rollback?.secondsToZeroExposure);
    expect(seconds).toBe(back({}).durationSeconds);
    expect(curve.map(({ exposure }) => exposure)).toEqual([1, 0.8, 0.5, 0]);
    expect(badWeightMinutes).toBeGreaterThan(0.8 * 10 + 0.5 * 10);
  });

  test('skips them within the rollback window', () => {
    expect(back({ rollbackWindowRevisions: 1 }).rollback).toEqual({
      secondsToZeroExposure: 31,
      secondsToFullCapacity: 31,
    });
  });

  test('hangs in an indefinite pause', () => {
    expect(back({}, [setWeight(20), pause('indefinite')])).toMatchObject({
      outcome: 'paused',
      finalExposure: 0.8,
      rollback: { secondsToZeroExposure: 'never', secondsToFullCapacity: 'never' },
    });
  });
});

describe('experiments', () => {
  const step = (props: { durationSeconds?: number; analyses?: ExperimentAnalysis[]; weight?: number }): Step => ({
    kind: 'experiment',
    experiment: {
      durationSeconds: props.durationSeconds,
      analyses: props.analyses ?? [],
      templates: [{ name: 'new', version: 'canary', replicas: 1, weight: props.weight }],
    },
  });
  const check = (count: number, required: boolean): ExperimentAnalysis => ({
    analysis: analysis(metric({ count, needsTraffic: false })),
    required,
  });
  const run = (
    experiment: Step,
    kind: 'healthy' | 'badFromStart' | 'crashLoop' = 'healthy',
    props: Partial<Plan> = {},
  ) => simulate(canaryPlan({ steps: [experiment] }, props), { kind }, GIVEN);
  /** Two hops to create and start the pods, their start. */
  const AVAILABLE = 1 + 2 + 30;

  test('last as long as they say from when their pods are available, even with an analysis still running', () => {
    expect(run(step({ durationSeconds: 100 })).steps[0]?.endSeconds).toBe(AVAILABLE + 100 + 1);
    expect(run(step({ durationSeconds: 100, analyses: [check(10, false)] })).outcome).toBe('promoted');
  });

  test('end with their required analyses, but not while another one runs', () => {
    expect(run(step({ analyses: [check(3, true)] })).steps[0]?.endSeconds).toBe(AVAILABLE + 2 + 120 + 2);
    expect(run(step({ analyses: [check(3, true), check(5, false)] })).steps[0]?.endSeconds).toBe(
      AVAILABLE + 2 + 240 + 2,
    );
    expect(run(step({ durationSeconds: 10, analyses: [check(3, true)] })).steps[0]?.endSeconds).toBe(
      AVAILABLE + 2 + 120 + 2,
    );
  });

  test('with neither never end', () => {
    expect(run(step({}))).toMatchObject({ outcome: 'stuck', reason: 'endlessExperiment', stepIndex: 0 });
  });

  test('abort when an analysis fails, or when their pods do not come', () => {
    expect(run(step({ analyses: [check(3, true)] }), 'badFromStart')).toMatchObject({
      outcome: 'aborted',
      reason: 'analysis',
    });
    expect(run(step({ durationSeconds: 60 }), 'crashLoop')).toMatchObject({
      outcome: 'aborted',
      reason: 'experimentFailed',
    });
  });

  test('expose the new version by the weight of its pods while they run', () => {
    const { curve } = run(step({ durationSeconds: 100, weight: 5 }));
    expect(curve.slice(0, 3)).toEqual([
      { atSeconds: 0, exposure: 0 },
      { atSeconds: AVAILABLE + 1, exposure: 0.05 },
      { atSeconds: AVAILABLE + 101, exposure: 0 },
    ]);
  });
});
