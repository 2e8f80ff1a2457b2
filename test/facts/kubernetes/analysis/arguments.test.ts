import { analysisOf, readExperimentStep, readStep, template } from './read';

const METRIC = {
  name: 'rate',
  successCondition: 'result[0] > 0.9',
  provider: {
    prometheus: {
      query: 'sum(rate(good{service="{{args.service}}"}[5m])) / sum(rate(all{service="{{args.service}}"}[5m]))',
    },
  },
};
const ERRORS = 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))';
const declares = (args: readonly object[], metric: object = METRIC) => ({ args, metrics: [metric] });
const passes = (...args: readonly object[]) => ({ args });
const from = (name: string, valueFrom: object) => ({ name, valueFrom });

describe('the value of an argument is', () => {
  const scopeWith = (declared: object, use: object = {}) => analysisOf(declares([declared]), use).metrics[0]?.scope;

  test('its default, where nothing is passed', () => {
    expect(scopeWith({ name: 'service', value: 'shop-canary' })).toBe('canary');
    expect(scopeWith({ name: 'service', value: 'anyone' })).toBe('service');
  });

  test('what is passed, whatever the default', () => {
    const passed = passes({ name: 'service', value: 'shop-canary' });
    expect(scopeWith({ name: 'service' }, passed)).toBe('canary');
    expect(scopeWith({ name: 'service', value: 'anyone' }, passed)).toBe('canary');
  });

  test('the hash of a version, which tells whose requests a query sees', () => {
    const hash = (podTemplateHashValue: string) => passes(from('service', { podTemplateHashValue }));
    expect(scopeWith({ name: 'service' }, hash('Latest'))).toBe('canary');
    expect(scopeWith({ name: 'service' }, hash('Stable'))).toEqual({
      unknown: 'scope: it names only what the old version is behind',
    });
  });

  test('a key of a Secret, which only the cluster knows', () => {
    expect(scopeWith(from('service', { secretKeyRef: { name: 'names', key: 'canary' } }))).toEqual({
      unknown: 'scope: it stands in key canary of Secret names',
    });
  });

  test.each([
    ["metadata.annotations['example.com/limit']", 0.009],
    ['spec.replicas', 0.05],
  ])('a field of the rollout: %s', (fieldPath, threshold) => {
    const metric = {
      name: 'rate',
      failureCondition: 'result[0] > {{args.limit}} / 100',
      provider: { prometheus: { query: ERRORS } },
    };
    const analysis = analysisOf(
      declares([{ name: 'limit' }], metric),
      passes(from('limit', { fieldRef: { fieldPath } })),
    );
    expect(analysis.errsAtStart).toBeUndefined();
    expect(analysis.metrics[0]?.judged).toEqual({ quantity: 'errorRate', threshold });
  });

  test('a field of the rollout that only the cluster knows: not known, and said so', () => {
    const passed = passes(from('service', { fieldRef: { fieldPath: 'status.currentPodHash' } }));
    expect(scopeWith({ name: 'service' }, passed)).toEqual({
      unknown: 'scope: status.currentPodHash of the rollout is only known in the cluster',
    });
  });
});

describe('the analysis errs at its start, because an argument', () => {
  test.each([
    ['is declared and has no value', declares([{ name: 'service' }]), {}, 'args.service was not resolved'],
    [
      'is declared and has no value, although nothing uses it',
      declares([{ name: 'service', value: 'shop' }, { name: 'spare' }]),
      {},
      'args.spare was not resolved',
    ],
    [
      'takes a field of the rollout in the template, which Argo does not resolve',
      declares([from('service', { fieldRef: { fieldPath: 'metadata.name' } })]),
      {},
      'args.service was not resolved',
    ],
    ['is used and not declared', { metrics: [METRIC] }, {}, '{{args.service}} cannot be resolved'],
    [
      'is used and passed, but not declared',
      { metrics: [METRIC] },
      passes({ name: 'service', value: 'shop-canary' }),
      '{{args.service}} cannot be resolved',
    ],
  ])('%s', (_, spec, use, why) => {
    expect(analysisOf(spec, use).errsAtStart).toBe(why);
  });

  test('has two values in two templates', () => {
    const { read } = readStep(
      { templates: [{ templateName: 'a' }, { templateName: 'b' }] },
      template('a', declares([{ name: 'service', value: 'one' }])),
      template('b', declares([{ name: 'service', value: 'two' }], { ...METRIC, name: 'other' })),
    );
    expect(read?.errsAtStart).toBe('the argument service has two values: "one" and "two"');
  });
});

describe('it does not err where an argument', () => {
  test.each([
    [
      'is passed, not declared and not used',
      declares([{ name: 'service', value: 'shop' }]),
      passes({ name: 'stranger', value: 'x' }),
    ],
    ['stands in a Secret', declares([from('service', { secretKeyRef: { name: 'names', key: 'canary' } })]), {}],
    ['is passed as an empty text', declares([{ name: 'service' }]), passes({ name: 'service', value: '' })],
  ])('%s', (_, spec, use) => {
    expect(analysisOf(spec, use)).not.toHaveProperty('errsAtStart');
  });
});

test('counts and limits are put in as arguments; text that is no number counts as none', () => {
  const metric = { ...METRIC, interval: '{{args.interval}}', count: '{{args.count}}', failureLimit: '{{args.limit}}' };
  const values = (count: string, limit: string) => [
    { name: 'service', value: 'shop' },
    { name: 'interval', value: '90s' },
    { name: 'count', value: count },
    { name: 'limit', value: limit },
  ];
  const read = (count: string, limit: string) => analysisOf(declares(values(count, limit), metric));
  expect(read('5', '2').metrics[0]).toMatchObject({ intervalSeconds: 90, count: 5, failureLimit: 2 });
  expect(read('many', '').metrics[0]).toMatchObject({ intervalSeconds: 90, count: 'unbounded', failureLimit: 0 });
  expect(read('2', '3').errsAtStart).toBe(
    'metrics[0]: count (2) must be >= failureLimit + consecutiveSuccessLimit (3 + 0) if both >= 0',
  );
});

test('a limit in a Secret is not known, and what depends on it says so', () => {
  const secret = from('limit', { secretKeyRef: { name: 'slo', key: 'rate' } });
  const metric = {
    name: 'rate',
    failureCondition: 'result[0] > {{args.limit}}',
    failureLimit: '{{args.limit}}',
    provider: { prometheus: { query: ERRORS } },
  };
  const [read] = analysisOf(declares([secret], metric)).metrics;
  expect(read?.judged).toEqual({
    quantity: 'errorRate',
    threshold: { unknown: 'threshold: it stands in key rate of Secret slo' },
  });
  expect(read?.failureLimit).toEqual({ unknown: 'failureLimit: it stands in key rate of Secret slo' });
  expect(read?.verdicts).toMatchObject({ bad: 'Failed', noData: 'Error' });
});

describe('an experiment passes to its analyses', () => {
  const experiment = (value: string) => ({
    templates: [
      { name: 'baseline', specRef: 'stable' },
      { name: 'candidate', specRef: 'canary' },
    ],
    analyses: [
      { name: 'judge', templateName: 'checks', requiredForCompletion: true, args: [{ name: 'service', value }] },
    ],
  });
  const read = (value: string) =>
    readExperimentStep(experiment(value), template('checks', declares([{ name: 'service' }]))).read?.analyses[0];

  test.each([
    ['the hash of its canary pods', '{{templates.candidate.podTemplateHash}}', 'canary'],
    ['their ReplicaSet', 'web-{{ templates.candidate.replicaset.name }}', 'canary'],
    [
      'the hash of its stable pods',
      '{{templates.baseline.podTemplateHash}}',
      { unknown: 'scope: it names only what the old version is behind' },
    ],
    [
      'the hash of what it has not',
      '{{templates.nobody.podTemplateHash}}',
      { unknown: 'scope: {{templates.nobody.podTemplateHash}} is only known when the experiment runs' },
    ],
  ])('%s', (_, value, scope) => {
    expect(read(value)?.analysis.metrics[0]?.scope).toEqual(scope);
    expect(read(value)).toMatchObject({ required: true, analysis: { name: 'judge', templates: ['checks'] } });
  });
});
