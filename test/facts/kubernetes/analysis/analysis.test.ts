import * as argo from '../../../support/argo';
import { testWith } from '../../../support/tools';
import { analysisOf, clusterTemplate, readStep, template } from './read';

const metric = (name: string, more: object = {}) => ({
  name,
  successCondition: 'result[0] > 0.9',
  provider: { prometheus: { query: 'up' } },
  ...more,
});
const namesOf = (analysis: { readonly metrics: readonly { readonly name: string }[] } | undefined) =>
  analysis?.metrics.map(({ name }) => name);

describe('how often it is measured', () => {
  test.each([
    ['once, where nothing is said', {}, { count: 1 }],
    ['without end, with an interval alone', { interval: '1m30s' }, { count: 'unbounded', intervalSeconds: 90 }],
    ['without end, with a count of 0', { interval: '1m', count: 0 }, { count: 'unbounded', intervalSeconds: 60 }],
    ['as often as the count says', { interval: '1m', count: 5 }, { count: 5, intervalSeconds: 60 }],
    ['after a delay', { initialDelay: '2m' }, { count: 1, initialDelaySeconds: 120 }],
  ])('%s', (_, more, expected) => {
    const analysis = analysisOf({ metrics: [metric('rate', more)] });
    expect(analysis).not.toHaveProperty('errsAtStart');
    expect(analysis.metrics[0]).toMatchObject(expected);
  });

  test("limits are Argo's own where nothing is said", () => {
    expect(analysisOf({ metrics: [metric('rate')] }).metrics[0]).toMatchObject({
      initialDelaySeconds: 0,
      failureLimit: 0,
      inconclusiveLimit: 0,
      consecutiveErrorLimit: 4,
      consecutiveSuccessLimit: 0,
      dryRun: false,
    });
  });

  test('limits that are written are taken over', () => {
    const limits = { failureLimit: -1, inconclusiveLimit: 2, consecutiveErrorLimit: 0, consecutiveSuccessLimit: 3 };
    const analysis = analysisOf({ metrics: [metric('rate', { interval: '1m', count: 5, ...limits })] });
    expect(analysis).not.toHaveProperty('errsAtStart');
    expect(analysis.metrics[0]).toMatchObject(limits);
  });
});

/** Specs that Argo makes an Error of as it starts, and its words for it. */
const ERRING: readonly (readonly [string, argo.MetricsInput, string])[] = [
  ['no metric', { metrics: [] }, 'no metrics specified'],
  ['two metrics of one name', { metrics: [metric('a'), metric('a')] }, "metrics[1]: duplicate name 'a'"],
  [
    'a count without an interval',
    { metrics: [metric('a', { count: 2 })] },
    'metrics[0]: interval must be specified when count > 1',
  ],
  [
    'a failureLimit above the count',
    { metrics: [metric('a', { interval: '1m', count: 2, failureLimit: 3 })] },
    'metrics[0]: count (2) must be >= failureLimit + consecutiveSuccessLimit (3 + 0) if both >= 0',
  ],
  [
    'both limits above the count',
    { metrics: [metric('a', { interval: '1m', count: 3, failureLimit: 2, consecutiveSuccessLimit: 2 })] },
    'metrics[0]: count (3) must be >= failureLimit + consecutiveSuccessLimit (2 + 2) if both >= 0',
  ],
  [
    'more successes in a row than the count',
    { metrics: [metric('a', { interval: '1m', count: 3, failureLimit: -1, consecutiveSuccessLimit: 4 })] },
    'metrics[0]: count must be >= consecutiveSuccessLimit',
  ],
  [
    'no limit at all',
    { metrics: [metric('a', { interval: '1m', failureLimit: -1 })] },
    'metrics[0]: failureLimit and consecutiveSuccessLimit cannot both be disabled',
  ],
  [
    'a negative inconclusiveLimit',
    { metrics: [metric('a', { inconclusiveLimit: -1 })] },
    'metrics[0]: inconclusiveLimit must be >= 0',
  ],
  ['no provider', { metrics: [metric('a', { provider: {} })] }, 'metrics[0]: no provider specified'],
  [
    'two providers',
    { metrics: [metric('a', { provider: { prometheus: { query: 'up' }, job: { spec: { template: {} } } } })] },
    'metrics[0]: multiple providers specified',
  ],
  [
    'dryRun of "*", which is no regular expression',
    { metrics: [metric('a')], dryRun: [{ metricName: '*' }] },
    "dryRun[0]: Rule didn't match any metric name(s)",
  ],
  [
    'dryRun of a metric that is not there',
    { metrics: [metric('a')], dryRun: [{ metricName: 'a' }, { metricName: 'b' }] },
    "dryRun[1]: Rule didn't match any metric name(s)",
  ],
  [
    'measurementRetention of a metric that is not there',
    { metrics: [metric('a')], measurementRetention: [{ metricName: 'b', limit: 5 }] },
    "measurementRetention[0]: Rule didn't match any metric name(s)",
  ],
];

describe('it errs at its start', () => {
  test.each(ERRING)('with %s', (_, spec, why) => {
    expect(analysisOf(spec).errsAtStart).toBe(why);
  });

  testWith(argo.oracle(), argo.NO_ORACLE, "in the words of Argo's own code", () => {
    const found = argo.metrics(ERRING.map(([, spec]) => spec)).map(({ errors }) => errors[0]);
    expect(found).toEqual(ERRING.map(([, , why]) => expect.stringContaining(why) as string));
  });
});

describe('dryRun', () => {
  const silenced = (patterns: readonly string[]) =>
    analysisOf({
      metrics: [metric('error-rate'), metric('error-rate-p99'), metric('latency')],
      dryRun: patterns.map((metricName) => ({ metricName })),
    })
      .metrics.filter(({ dryRun }) => dryRun)
      .map(({ name }) => name);

  test.each([
    ['silences whatever has the pattern in its name', ['error-rate'], ['error-rate', 'error-rate-p99']],
    ['silences one where the pattern is anchored', ['^error-rate$'], ['error-rate']],
    ['silences all by ".*"', ['.*'], ['error-rate', 'error-rate-p99', 'latency']],
    ['silences by several patterns', ['p99', 'latency'], ['error-rate-p99', 'latency']],
  ])('%s', (_, patterns, names) => {
    expect(silenced(patterns)).toEqual(names);
  });

  test('of the rollout counts beside that of the template, and the same pattern in both is an Error', () => {
    const spec = { metrics: [metric('a'), metric('b')], dryRun: [{ metricName: 'a' }] };
    expect(analysisOf(spec, { dryRun: [{ metricName: 'b' }] }).metrics.map(({ dryRun }) => dryRun)).toEqual([
      true,
      true,
    ]);
    expect(analysisOf(spec, { dryRun: [{ metricName: 'a' }] }).errsAtStart).toBe(
      "two dryRun rules have the same metric name 'a'",
    );
  });

  test('keeps a metric that can never be good from making an Error of the analysis', () => {
    const never = metric('never', { successCondition: 'result.rate > 1' });
    expect(analysisOf({ metrics: [never] }).errsAtStart).toContain('metric never: its conditions do not fit');
    expect(analysisOf({ metrics: [never], dryRun: [{ metricName: 'never' }] })).not.toHaveProperty('errsAtStart');
  });
});

describe('several templates', () => {
  test('are measured together, those that they compose too, each once', () => {
    const { read, problems } = readStep(
      { templates: [{ templateName: 'outer' }, { templateName: 'inner' }] },
      template('outer', { templates: [{ templateName: 'inner' }], metrics: [metric('a')] }),
      template('inner', { metrics: [metric('b')] }),
    );
    expect(problems).toEqual([]);
    expect(read).toMatchObject({ name: 'outer, inner', templates: ['outer', 'inner'] });
    expect(read).not.toHaveProperty('errsAtStart');
    expect(namesOf(read)).toEqual(['a', 'b']);
  });

  test('with metrics of one name are an Error', () => {
    const { read } = readStep(
      { templates: [{ templateName: 'one' }, { templateName: 'two' }] },
      template('one', { metrics: [metric('a')] }),
      template('two', { metrics: [metric('a')] }),
    );
    expect(read?.errsAtStart).toBe("metrics[1]: duplicate name 'a'");
  });

  test('of the cluster come after those of the namespace, and have names of their own', () => {
    const { read, problems } = readStep(
      { templates: [{ templateName: 'checks', clusterScope: true }, { templateName: 'checks' }] },
      clusterTemplate('checks', { metrics: [metric('everywhere')] }),
      template('checks', { metrics: [metric('here')] }),
    );
    expect(problems).toEqual([]);
    expect(namesOf(read)).toEqual(['here', 'everywhere']);
  });

  test('one of which is not there leave the rest known, with a warning and its place', () => {
    const { read, problems } = readStep(
      { templates: [{ templateName: 'checks' }, { templateName: 'elsewhere' }] },
      template('checks', { metrics: [metric('a')] }),
    );
    expect(problems).toMatchObject([{ rule: 'missing-template', severity: 'warning', value: 'elsewhere', line: 1 }]);
    expect(namesOf(read)).toEqual(['a', '(elsewhere)']);
    expect(read?.metrics[1]?.failureLimit).toEqual({ unknown: 'the template elsewhere is not among the manifests' });
    expect(read).not.toHaveProperty('errsAtStart');
  });
});
