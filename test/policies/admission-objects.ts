import fc from 'fast-check';
import type { KubeObject } from '../../lib/facts/item';

/** Texts and numbers that a whole number may be written as; what only a run says is left out on request. */
const numbers = (open: boolean) =>
  fc.oneof(
    fc.integer({ min: -2, max: 6 }),
    fc.integer({ min: -2, max: 6 }).map(String),
    fc.constantFrom('', 'x', '+3', '1.5', ...(open ? ['{{args.n}}'] : [])),
  );

const PROVIDERS = [
  {},
  { prometheus: { query: 'sum(up)' } },
  { prometheus: { query: 'sum(rate(x[1m]))' } },
  { prometheus: { query: 'max(up)' } },
  { web: { url: 'http://judge/verdict' } },
  { web: { url: 'http://web/Healthz?full=1' } },
  { web: { url: 'http://web/status/page' } },
  { datadog: { query: 'avg:x{*}' } },
  { kayenta: {} },
  { plugin: { 'acme/judge': {} } },
  { job: {} },
  { job: { spec: { backoffLimit: 0 } } },
  { job: { spec: { backoffLimit: 0, activeDeadlineSeconds: 60 } } },
];

const metric = (open: boolean) =>
  fc.record(
    {
      name: fc.constantFrom('one', 'two', 'three', 'four'),
      count: numbers(open),
      failureLimit: numbers(open),
      consecutiveErrorLimit: numbers(open),
      interval: fc.constantFrom(
        '',
        '1m',
        '0',
        '5s',
        '10s',
        '1.5s',
        '30s',
        '.5m',
        '1m1.5s',
        ...(open ? ['{{args.n}}'] : []),
      ),
      successCondition: fc.constantFrom('', 'result[0] > 0.5'),
      failureCondition: fc.constantFrom('', 'result[0] < 0.5'),
      provider: fc.constantFrom(...PROVIDERS),
    },
    { requiredKeys: ['name', 'provider'] },
  );

/** Templates that may hold any fault. */
export const templates = (open: boolean): fc.Arbitrary<KubeObject> =>
  fc
    .record(
      { metrics: fc.array(metric(open), { maxLength: 3 }), args: fc.constant([{ name: 'n' }]) },
      { requiredKeys: [] },
    )
    .map((spec) => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'x' }, spec }));

const STEPS: readonly (readonly [string, fc.Arbitrary<object | number>])[] = [
  ['setWeight', fc.constant(20)],
  ['pause', fc.constant({})],
  ['analysis', fc.constantFrom({}, { templates: [] }, { templates: [{ templateName: 'x' }] })],
  [
    'experiment',
    fc.record(
      {
        duration: fc.constantFrom('', '10m'),
        analyses: fc.constantFrom([], [{}], [{ requiredForCompletion: false }], [{}, { requiredForCompletion: true }]),
      },
      { requiredKeys: [] },
    ),
  ],
  ['setCanaryScale', fc.constant({ weight: 20 })],
  ['setHeaderRoute', fc.constant({ name: 'x' })],
  ['setMirrorRoute', fc.constant({ name: 'x' })],
  ['plugin', fc.constant({ name: 'acme/step' })],
];

const step = fc
  .subarray([...STEPS], { maxLength: 3 })
  .chain((kinds) => fc.record(Object.fromEntries(kinds)) as fc.Arbitrary<object>);

const delay = fc.constantFrom(0, 30);

const canary = fc.record(
  {
    steps: fc.array(step, { maxLength: 4 }),
    dynamicStableScale: fc.boolean(),
    abortScaleDownDelaySeconds: delay,
    minPodsPerReplicaSet: fc.constant(2),
    trafficRouting: fc.constant({ nginx: { stableIngress: 'x' } }),
  },
  { requiredKeys: [] },
);

const blueGreen = fc.record(
  { activeService: fc.constant('x'), abortScaleDownDelaySeconds: delay },
  { requiredKeys: ['activeService'] },
);

const history = fc.integer({ min: 0, max: 12 });

/** Rollouts that may hold any fault of their strategy. */
export const rollouts: fc.Arbitrary<KubeObject> = fc
  .record(
    {
      strategy: fc.oneof(fc.record({ canary }), fc.record({ canary }), fc.record({ blueGreen }), fc.constant({})),
      progressDeadlineAbort: fc.boolean(),
      revisionHistoryLimit: history,
      rollbackWindow: fc.record({ revisions: history }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  .map((spec) => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'x' }, spec }));

const updateStrategy = fc.record(
  {
    type: fc.constantFrom('OnDelete', 'RollingUpdate'),
    rollingUpdate: fc.record(
      { partition: fc.integer({ min: 0, max: 3 }), maxUnavailable: fc.constant(1) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** Deployments and StatefulSets. */
export const workloads = (kind: string): fc.Arbitrary<KubeObject> =>
  fc
    .record(
      { revisionHistoryLimit: history, ...(kind === 'StatefulSet' ? { updateStrategy } : {}) },
      { requiredKeys: [] },
    )
    .map((spec) => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'x' }, spec }));
