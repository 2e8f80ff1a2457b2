import {
  simulate,
  type Assumptions,
  type CanaryStrategy,
  type ControllerVersion,
  type Plan,
  type RoutedTraffic,
} from '../../lib/plan';
import { analyse, canaryPlan, metric, NO_DELAYS, pause, routed, setWeight } from './plans';

/** Everything but pods, hops and router takes no time. R 30 s, m 5 s, P 3 s. */
const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0, routePropagationSeconds: 3 };
const POD = 35;
const BAD_AT_ONCE = analyse(metric({ count: 1, initialDelaySeconds: 10 }));

function wayBack(strategy: Partial<CanaryStrategy>, props: Partial<Plan> = {}, given: Partial<Assumptions> = {}) {
  const plan = canaryPlan(strategy, { minReadySeconds: 5, ...props });
  const { rollback, outcome, curve } = simulate(plan, { kind: 'badFromStart' }, { ...GIVEN, ...given });
  expect(outcome).toBe('aborted');
  return { ...rollback, exposures: curve.map(({ exposure }) => exposure) };
}

test('behind a router exposure ends two hops and the propagation after the verdict, and stable was never smaller', () => {
  expect(wayBack({ steps: [setWeight(20), BAD_AT_ONCE] })).toMatchObject({
    secondsToZeroExposure: 2 + 3,
    secondsToFullCapacity: 0,
  });
});

/** Reference §7.1: exposure may be over long before all pods are back. Hops: two to notice, one per set of pods scaled. */
test.each([
  [20, 3, 2 + POD],
  [80, 4 + POD, 3 + 2 * POD],
])(
  'without a router, 5 pods at 25 %%/25 %% and %i %%: nothing exposed after %i s, all pods back after %i s',
  (weight, zero, full) => {
    expect(
      wayBack({ steps: [setWeight(weight), BAD_AT_ONCE], traffic: { mode: 'podShare' } }, { replicas: { desired: 5 } }),
    ).toMatchObject({
      secondsToZeroExposure: zero,
      secondsToFullCapacity: full,
    });
  },
);

test('where stable has all its pods both numbers are only hops', () => {
  const { secondsToZeroExposure, secondsToFullCapacity } = wayBack(
    { steps: [setWeight(10), BAD_AT_ONCE], traffic: { mode: 'podShare' }, maxSurge: 1, maxUnavailable: 0 },
    { replicas: { desired: 3 } },
  );
  expect(secondsToZeroExposure).toBe(2);
  expect(secondsToFullCapacity).toBe(0);
});

test('pod by pod, the way back from 50 % takes as many waves as there are canary pods', () => {
  const { secondsToFullCapacity, exposures } = wayBack({
    steps: [setWeight(50), BAD_AT_ONCE],
    traffic: { mode: 'podShare' },
    maxSurge: 1,
    maxUnavailable: 0,
  });
  expect(Math.floor(Number(secondsToFullCapacity) / POD)).toBe(5);
  const down = exposures.slice(exposures.indexOf(Math.max(...exposures)));
  expect([...down].sort((one, other) => other - one)).toEqual(down);
});

const DYNAMIC: Partial<RoutedTraffic> = { dynamicStableScale: true };
const LADDER = [10, 20, 30, 40, 50, 60, 80].map(setWeight);

function dynamic(traffic: Partial<RoutedTraffic>, controllerVersion: ControllerVersion) {
  return wayBack(
    { steps: [...LADDER, BAD_AT_ONCE], traffic: routed({ ...DYNAMIC, ...traffic }) },
    { replicas: { desired: 5 } },
    { controllerVersion },
  );
}

test('dynamicStableScale goes back by distinct pod counts: 5 pods from 80 % over 60, 40 and 20 to 0 in 4 waves', () => {
  const { secondsToZeroExposure, exposures } = dynamic({}, '1.9');
  expect(exposures.slice(exposures.indexOf(0.8))).toEqual([0.8, 0.6, 0.4, 0.2, 0]);
  expect(Math.floor(Number(secondsToZeroExposure) / POD)).toBe(4);
});

test('before 1.9 dynamicStableScale brings all of stable back at once, in one wave', () => {
  const { secondsToZeroExposure, exposures } = dynamic({}, '1.8.1');
  expect(exposures.slice(exposures.indexOf(0.8))).toEqual([0.8, 0]);
  expect(Math.floor(Number(secondsToZeroExposure) / POD)).toBe(1);
});

test.each(['1.9', '1.10'] as const)(
  'with an abortScaleDownDelay of its own, dynamicStableScale never gets back on %s',
  (version) => {
    const delayed = { abortScaleDownDelay: { seconds: 30, explicit: true } };
    expect(dynamic(delayed, version)).toMatchObject({ secondsToZeroExposure: 'never', secondsToFullCapacity: 'never' });
    expect(dynamic(delayed, '1.8').secondsToZeroExposure).toBeLessThan(2 * POD);
    expect(Math.floor(Number(dynamic(delayed, 'head').secondsToZeroExposure) / POD)).toBe(4);
  },
);

test('minPodsPerReplicaSet holds a dynamicStableScale abort at the lowest weight on 1.9, not before and not after', () => {
  const fewest = { minPodsPerReplicaSet: 2 };
  const held = dynamic(fewest, '1.9');
  expect(held.secondsToZeroExposure).toBe('never');
  expect(held.exposures[held.exposures.length - 1]).toBe(0.2);
  expect(dynamic(fewest, '1.8').secondsToZeroExposure).not.toBe('never');
  expect(dynamic(fewest, 'head').secondsToZeroExposure).not.toBe('never');
});

test('before 1.8.1 a lower weight is set although stable has not yet the pods for it', () => {
  const plan = canaryPlan(
    { steps: [setWeight(100), pause(60), setWeight(20), pause(600)], traffic: routed(DYNAMIC) },
    { minReadySeconds: 5 },
  );
  const lowered = (controllerVersion: ControllerVersion) =>
    simulate(plan, { kind: 'healthy' }, { ...GIVEN, controllerVersion }).curve.find(({ exposure }) => exposure === 0.2)
      ?.atSeconds ?? NaN;
  expect(lowered('1.8.1') - lowered('1.8')).toBeGreaterThanOrEqual(POD - 2);
});

test('pods that start at once are all back when a revert ends, and the way back says so', () => {
  const steps = [setWeight(20), pause(60), setWeight(80), pause(60)];
  const revert = simulate(canaryPlan({ steps, traffic: routed() }), { kind: 'revert', afterSeconds: 3600 }, NO_DELAYS);
  expect(revert).toMatchObject({ outcome: 'promoted', durationSeconds: 120 });
  expect(revert.rollback).toEqual({ secondsToZeroExposure: 120, secondsToFullCapacity: 120 });
});
