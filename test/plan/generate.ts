import fc from 'fast-check';
import { CONTROLLER_VERSIONS } from '../../lib/plan';
import type { Analysis, Assumptions, Metric, Plan, Scenario, Step, Strategy, Traffic, Verdict } from '../../lib/plan';
import { routed } from './plans';
import type { Known } from './reference/world';

/**
 * Plans in which everything is known, small enough to be looked at second by second. All timers differ from one
 * another, so that few of them end in the same second.
 */

const limit = (most: number) => fc.integer({ min: 0, max: most });
const verdict = fc.constantFrom<Verdict>('Successful', 'Failed', 'Inconclusive', 'Error');
const mostly = <T>(value: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, other);

const judged: fc.Arbitrary<Known<Metric>['judged']> = fc.oneof(
  fc.record({ quantity: fc.constant('errorRate' as const), threshold: fc.constantFrom(0.005, 0.05, 0.2) }),
  fc.record({ quantity: fc.constant('successRate' as const), threshold: fc.constantFrom(0.95, 0.8) }),
  fc.record({ quantity: fc.constant('errorRateRise' as const), threshold: fc.constantFrom(0.005, 0.02) }),
  fc.record({
    quantity: fc.constant('errorRateSignificance' as const),
    threshold: fc.constantFrom(1.645, 3),
    minimumRequests: fc.constantFrom(0, 50),
    minimumStableRequests: fc.constantFrom(0, 50),
    continuityCorrected: fc.boolean(),
  }),
  fc.record({ quantity: fc.constant('other' as const) }),
);

const limits = {
  failureLimit: mostly(0, limit(4)),
  inconclusiveLimit: limit(2),
  consecutiveErrorLimit: mostly(4, limit(3)),
  consecutiveSuccessLimit: mostly(0, limit(3)),
};

const metric = (counts: fc.Arbitrary<number | 'unbounded'>, name: string): fc.Arbitrary<Known<Metric>> =>
  fc
    .record({
      name: fc.constant(name),
      intervalSeconds: fc.integer({ min: 7, max: 71 }),
      initialDelaySeconds: mostly(0, fc.integer({ min: 3, max: 97 })),
      count: counts,
      ...limits,
      dryRun: mostly(false, fc.boolean()),
      verdicts: fc.record({
        bad: mostly<Verdict>('Failed', verdict),
        noData: mostly<Verdict>('Error', verdict),
        notANumber: mostly<Verdict>('Failed', verdict),
      }),
      scope: mostly<'canary' | 'service'>('canary', fc.constant('service')),
      needsTraffic: mostly(true, fc.constant(false)),
      lookBackSeconds: fc.constantFrom(0, 30, 61, 120),
      judged,
    })
    .map((one) => ({ ...one, count: atLeastLimits(one) }));

/** What the controller's own validation asks for (reference §3.5). */
function atLeastLimits(
  one: Pick<Known<Metric>, 'count' | 'failureLimit' | 'consecutiveSuccessLimit' | 'inconclusiveLimit'>,
) {
  if (one.count === 'unbounded') return one.count;
  return Math.max(one.count, one.failureLimit + one.consecutiveSuccessLimit, one.inconclusiveLimit);
}

const counted = fc.integer({ min: 1, max: 7 });

const analysis = (counts: fc.Arbitrary<number | 'unbounded'>): fc.Arbitrary<Known<Analysis>> =>
  mostly(1, fc.constant(2)).chain((metrics) =>
    fc.record({
      name: fc.constant('checks'),
      templates: fc.constant(['checks']),
      metrics: fc.tuple(...['one', 'two'].slice(0, metrics).map((name) => metric(counts, name))),
    }),
  );

const experiment: fc.Arbitrary<Known<Step>> = fc
  .record({
    durationSeconds: fc.option(fc.integer({ min: 20, max: 200 }), { nil: undefined }),
    templates: fc.constantFrom(
      [{ name: 'new', version: 'canary' as const, replicas: 1, weight: 5 }],
      [
        { name: 'old', version: 'stable' as const, replicas: 1 },
        { name: 'new', version: 'canary' as const, replicas: 2 },
      ],
    ),
    analyses: fc.array(fc.record({ analysis: analysis(counted), required: fc.boolean() }), { maxLength: 2 }),
  })
  .map((one) => ({ kind: 'experiment', experiment: one }));

const route = {
  name: fc.constant('beta'),
  matches: mostly(1, fc.constant(0)),
};

const stepOf = (traffic: Known<Traffic>): fc.Arbitrary<Known<Step>> => {
  const isRouted = traffic.mode === 'routed';
  const weight = fc.integer({ min: 0, max: isRouted ? traffic.maxWeight : 100 });
  return fc.oneof(
    { weight: 5, arbitrary: weight.map((one): Known<Step> => ({ kind: 'setWeight', weight: one })) },
    {
      weight: 4,
      arbitrary: fc.integer({ min: 0, max: 240 }).map((seconds): Known<Step> => ({ kind: 'pause', seconds })),
    },
    { weight: 2, arbitrary: analysis(counted).map((one): Known<Step> => ({ kind: 'analysis', analysis: one })) },
    { weight: 1, arbitrary: fc.constant<Known<Step>>({ kind: 'pause', seconds: 'indefinite' }) },
    { weight: 1, arbitrary: experiment },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 5, max: 60 })
        .map((seconds): Known<Step> => ({ kind: 'plugin', name: 'p', seconds })),
    },
    {
      weight: isRouted ? 1 : 0,
      arbitrary: fc.oneof(
        limit(6).map((replicas): Known<Step> => ({ kind: 'setCanaryScale', scale: { replicas } })),
        weight.map((one): Known<Step> => ({ kind: 'setCanaryScale', scale: { weight: one } })),
        fc.constant<Known<Step>>({ kind: 'setCanaryScale', scale: { matchTrafficWeight: true } }),
      ),
    },
    {
      weight: isRouted ? 1 : 0,
      arbitrary: fc.oneof(
        fc.record({ kind: fc.constant('setHeaderRoute' as const), ...route }),
        fc.record({ kind: fc.constant('setMirrorRoute' as const), ...route, percentage: limit(100) }),
      ),
    },
  );
};

const traffic: fc.Arbitrary<Known<Traffic>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ mode: 'podShare' as const }) },
  { weight: 1, arbitrary: fc.constant({ mode: 'separateServices' as const }) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        maxWeight: mostly(100, fc.constantFrom(10, 1000)),
        dynamicStableScale: fc.boolean(),
        stallsOnMissingPods: mostly(false, fc.constant(true)),
        pingPong: mostly(false, fc.constant(true)),
        minPodsPerReplicaSet: mostly(1, fc.constantFrom(2, 3)),
        verifiesWeight: mostly(false, fc.constant(true)),
        abortScaleDownDelay: mostly(
          { seconds: 30, explicit: false },
          fc.constantFrom({ seconds: 30, explicit: true }, { seconds: 0, explicit: true }),
        ),
      })
      .map((one) => routed(one) as Known<ReturnType<typeof routed>>),
  },
);

const surge = {
  maxSurge: fc.oneof(limit(3), fc.constant({ percent: 25 })),
  maxUnavailable: fc.oneof(limit(3), fc.constant({ percent: 25 })),
};

const canary: fc.Arbitrary<Known<Strategy>> = traffic.chain((one) =>
  fc.record({
    kind: fc.constant('canary' as const),
    steps: fc.array(stepOf(one), { maxLength: 7 }),
    traffic: fc.constant(one),
    ...surge,
    background: fc.option(
      fc.record({ analysis: analysis(fc.oneof(fc.constant('unbounded' as const), counted)), startingStep: limit(5) }),
      {
        nil: undefined,
      },
    ),
    progressThreshold: mostly(undefined, fc.constantFrom({ percent: 50 }, 2)),
  }),
);

const blueGreen: fc.Arbitrary<Known<Strategy>> = fc.record({
  kind: fc.constant('blueGreen' as const),
  autoPromotes: mostly(true, fc.constant(false)),
  autoPromotionSeconds: mostly(0, fc.integer({ min: 5, max: 120 })),
  previewReplicas: mostly(undefined, fc.integer({ min: 1, max: 6 })),
  prePromotion: fc.option(analysis(counted), { nil: undefined }),
  postPromotion: fc.option(analysis(counted), { nil: undefined }),
  scaleDownDelaySeconds: fc.constant(30),
  abortScaleDownDelaySeconds: fc.constantFrom(30, 0, 75),
});

const rolling: fc.Arbitrary<Known<Strategy>> = fc.record({ kind: fc.constant('rolling' as const), ...surge });

/** A plan. */
export const anyPlan: fc.Arbitrary<Known<Plan>> = fc.record({
  identity: fc.constant({ name: 'generated', kind: 'Rollout' }),
  replicas: fc.record({ desired: fc.integer({ min: 1, max: 12 }) }),
  minReadySeconds: mostly(0, fc.integer({ min: 1, max: 13 })),
  strategy: fc.oneof(
    { weight: 15, arbitrary: canary },
    { weight: 4, arbitrary: blueGreen },
    { weight: 1, arbitrary: rolling },
  ),
  progressDeadline: fc.record({ seconds: fc.integer({ min: 60, max: 130 }), aborts: fc.boolean() }),
  paused: fc.constant(false),
  rollbackWindowRevisions: fc.constant(0),
  revisionHistoryLimit: fc.constant(10),
});

/** A scenario that is one rollout. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.oneof(
  fc.constantFrom<Scenario>(
    { kind: 'healthy' },
    { kind: 'coldStart' },
    { kind: 'badFromStart' },
    { kind: 'crashLoop' },
    { kind: 'noData' },
    { kind: 'notANumber' },
    { kind: 'errorRise', rise: 0.01 },
    { kind: 'errorRise', rise: 0.3 },
  ),
  fc.integer({ min: 0, max: 600 }).map((atSeconds): Scenario => ({ kind: 'fault', atSeconds })),
);

/** Assumptions in whole seconds. */
export const anyAssumptions: fc.Arbitrary<Assumptions> = fc.record({
  podStartSeconds: fc.integer({ min: 1, max: 40 }),
  queryLatencySeconds: limit(2),
  reconcileSeconds: fc.constant(1),
  routePropagationSeconds: mostly(0, limit(14)),
  requestRate: mostly(undefined, fc.constantFrom(1, 20)),
  baselineErrorRate: fc.constantFrom(0, 0.001, 0.01),
  badErrorRate: mostly(1, fc.constantFrom(0.1, 0.5)),
  crashReadyRestarts: fc.constant(0),
  manualResumeSeconds: mostly(undefined, fc.integer({ min: 10, max: 300 })),
  controllerVersion: fc.constantFrom(...CONTROLLER_VERSIONS),
});
