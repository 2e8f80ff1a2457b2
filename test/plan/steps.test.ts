import {
  simulate,
  SCENARIOS,
  unknown,
  type Assumptions,
  type CanaryStrategy,
  type Plan,
  type Step,
} from '../../lib/plan';
import { analyse, analysis, canaryPlan, metric, NO_DELAYS, pause, plan, routed, setWeight } from './plans';

const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0, routePropagationSeconds: 0 };

function healthy(strategy: Partial<CanaryStrategy>, given: Partial<Assumptions> = {}, props: Partial<Plan> = {}) {
  return simulate(canaryPlan(strategy, props), { kind: 'healthy' }, { ...GIVEN, ...given });
}

test('each step takes a hop, each change of pods their start, and the jump to 100 % comes without a soak', () => {
  const { steps, durationSeconds, curve } = healthy({ steps: [setWeight(20), pause(60), setWeight(20), pause(0)] });
  expect(steps.map(({ stepIndex, startSeconds, endSeconds }) => [stepIndex, startSeconds, endSeconds])).toEqual([
    [0, 1, 31],
    [1, 32, 92],
    [2, 93, 93],
    [3, 94, 94],
    [4, 95, 125],
  ]);
  expect(durationSeconds).toBe(125);
  expect(curve.map(({ exposure }) => exposure)).toEqual([0, 0.2, 1]);
});

test('a pause without a duration blocks for ever, or until somebody resumes it', () => {
  const strategy = { steps: [setWeight(20), pause('indefinite')] };
  expect(healthy(strategy)).toMatchObject({
    outcome: 'paused',
    reason: 'indefinitePause',
    stepIndex: 1,
    durationSeconds: 'never',
    finalExposure: 0.2,
  });
  expect(healthy(strategy, { manualResumeSeconds: 3600 })).toMatchObject({
    outcome: 'promoted',
    durationSeconds: 32 + 3600 + 31,
  });
});

test('a rollout somebody froze does nothing', () => {
  const frozen = simulate(plan({ paused: true }), { kind: 'healthy' });
  expect(frozen).toMatchObject({ outcome: 'paused', reason: 'frozen', durationSeconds: 'never', weightMinutes: 0 });
});

test('whole pods decide the exposure without a router: 3 pods asked for 10 % serve 25 %', () => {
  const { curve } = healthy(
    { steps: [setWeight(10), pause(60)], traffic: { mode: 'podShare' } },
    {},
    { replicas: { desired: 3 } },
  );
  expect(curve[1]?.exposure).toBe(0.25);
});

test('with a Service each and no router nothing is exposed before promotion', () => {
  const { curve, durationSeconds } = healthy({
    steps: [setWeight(50), pause(60)],
    traffic: { mode: 'separateServices' },
  });
  expect(curve).toEqual([
    { atSeconds: 0, exposure: 0 },
    { atSeconds: Number(durationSeconds) + 1, exposure: 1 },
  ]);
});

test('a router without steps waits for all pods and then gives the canary everything', () => {
  const { curve, durationSeconds } = healthy({ steps: [] });
  expect(durationSeconds).toBe(31);
  expect(curve.map(({ exposure }) => exposure)).toEqual([0, 1]);
});

test('setCanaryScale sets pods apart from weight: pods kept ready make the next weight immediate', () => {
  const scale: Step = { kind: 'setCanaryScale', scale: { weight: 100 } };
  const { steps } = healthy({ steps: [scale, setWeight(10), setWeight(50)] });
  expect(steps.slice(1, 3).map(({ startSeconds, endSeconds = NaN }) => endSeconds - startSeconds)).toEqual([0, 0]);
});

test('a scale of no pods takes the canary out of the traffic whatever its weight', () => {
  const none: Step = { kind: 'setCanaryScale', scale: { replicas: 0 } };
  const { curve } = healthy({ steps: [setWeight(50), pause(60), none, pause(60)] });
  expect(curve.map(({ exposure }) => exposure)).toEqual([0, 0.5, 0, 1]);
});

test('a router that confirms weights is asked again every ten seconds', () => {
  const times = (routePropagationSeconds: number) =>
    healthy({ steps: [setWeight(20)], traffic: routed({ verifiesWeight: true }) }, { routePropagationSeconds }).steps[0]
      ?.endSeconds;
  expect(times(0)).toBe(31);
  expect(times(3)).toBe(41);
  expect(times(12)).toBe(51);
});

test('maxTrafficWeight is what counts as all traffic', () => {
  const { curve } = healthy({ steps: [setWeight(5), pause(60)], traffic: routed({ maxWeight: 1000 }) });
  expect(curve[1]?.exposure).toBe(0.005);
});

test('a progress threshold lets a step go on with some of the pods, from 1.9 on', () => {
  const strategy = {
    steps: [setWeight(50)],
    traffic: { mode: 'podShare' },
    maxSurge: 2,
    maxUnavailable: 0,
    progressThreshold: 1,
  } as const;
  const first = (controllerVersion: Assumptions['controllerVersion']) =>
    healthy(strategy, { controllerVersion }).steps[0]?.endSeconds ?? NaN;
  expect(first('1.9')).toBeLessThan(first('1.8'));
});

test('header and mirror routes change no weight, and what they send is named as not counted', () => {
  const steps: Step[] = [
    { kind: 'setHeaderRoute', name: 'beta', matches: 1 },
    { kind: 'setMirrorRoute', name: 'copy', matches: 1, percentage: 100 },
    { kind: 'setHeaderRoute', name: 'gone', matches: 0 },
  ];
  const { notCounted, durationSeconds } = healthy({ steps });
  expect(notCounted).toHaveLength(2);
  expect(notCounted.join()).toMatch(/beta.*copy/);
  expect(durationSeconds).toBe(1 + 3 + 30);
});

test('a plugin that takes longer than the deadline is aborted by it, an analysis is not', () => {
  const deadline = { progressDeadline: { seconds: 100, aborts: true } };
  const plugin: Step = { kind: 'plugin', name: 'slow', seconds: 300 };
  expect(healthy({ steps: [plugin] }, {}, deadline)).toMatchObject({
    outcome: 'aborted',
    reason: 'deadline',
    detection: { by: 'deadline' },
  });
  expect(healthy({ steps: [analyse(metric({ count: 6 }))] }, {}, deadline).outcome).toBe('promoted');
});

test('an inline analysis without a template never comes to an end', () => {
  const empty: Step = { kind: 'analysis', analysis: { name: 'none', templates: [], metrics: [] } };
  expect(healthy({ steps: [setWeight(10), empty] })).toMatchObject({
    outcome: 'stuck',
    reason: 'endlessAnalysis',
    stepIndex: 1,
  });
  expect(healthy({ steps: [setWeight(10), analyse(metric())] })).toMatchObject({
    outcome: 'stuck',
    reason: 'endlessAnalysis',
  });
});

test('an analysis that cannot start errs at once and aborts even a good version', () => {
  const broken = { ...analysis(metric({ count: 1 })), errsAtStart: 'args.service was not resolved' };
  expect(healthy({ steps: [{ kind: 'analysis', analysis: broken }] })).toMatchObject({
    outcome: 'aborted',
    durationSeconds: 3,
  });
});

test('a background analysis begins with its step; as many as there are steps is the final jump, more is never', () => {
  const begins = (startingStep: number) =>
    healthy({ steps: [setWeight(20), pause(100)], background: { analysis: analysis(metric()), startingStep } })
      .analyses[0]?.startSeconds;
  expect(begins(0)).toBe(2);
  expect(begins(1)).toBe(33);
  expect(begins(2)).toBe(134);
  expect(begins(3)).toBeUndefined();
});

test('ten thousand steps are no problem', () => {
  const steps = Array.from({ length: 10_000 }, (_, index) =>
    index % 2 === 0 ? setWeight((index / 2) % 100) : pause(1),
  );
  const before = process.cpuUsage().user;
  expect(healthy({ steps }).outcome).toBe('promoted');
  expect(process.cpuUsage(undefined).user - before).toBeLessThan(2_000_000);
});

test('what a plan does not know is named with what was taken instead, and simulated all the same', () => {
  const vague = canaryPlan(
    {
      steps: [setWeight(20), { kind: 'pause', seconds: unknown('duration: {{ .Values.pause }}') }],
      background: {
        analysis: analysis(metric({ failureLimit: unknown('failureLimit: "{{args.limit}}"') })),
        startingStep: 0,
      },
    },
    { replicas: { desired: unknown('replicas: {{ .Values.replicas }}') } },
  );
  for (const scenario of SCENARIOS) {
    const { settlements } = simulate(vague, scenario);
    expect(settlements.map(({ path }) => path)).toEqual([
      'replicas.desired',
      'strategy.steps[1].seconds',
      'strategy.background.analysis.metrics[0].failureLimit',
    ]);
  }
  // nothing is claimed from a limit that is not known
  expect(simulate(vague, { kind: 'badFromStart' }, NO_DELAYS).outcome).toBe('promoted');
});
