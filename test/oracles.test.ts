import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conditions, lint, metrics, NO_ORACLE, oracle, version, type MetricResult, type Phase } from './support/argo';
import { sharedDir, testWith } from './support/tools';

/** The oracles are asked what is known already, so that their answers about our own manifests can be believed. */
const withOracle = (name: string, run: () => void) => testWith(oracle(), NO_ORACLE, name, run);

withOracle('the judge is Argo Rollouts 1.9.1', () => {
  expect(version()).toMatchObject({ argoRollouts: 'v1.9.1' });
});

describe('lint', () => {
  const shared = sharedDir();
  const corpus = shared === undefined ? undefined : join(shared, 'corpus', 'argo-lint');
  const why = corpus === undefined ? 'no ../shared' : NO_ORACLE;

  interface Expectations {
    readonly valid: readonly { file: string }[];
    readonly invalid: readonly { file: string; stderr: string }[];
  }
  const read = (dir: string, file: string) => readFileSync(join(dir, file), 'utf8');
  const expectations = (dir: string) => JSON.parse(read(dir, 'expectations.json')) as Expectations;
  const lintAll = (dir: string, files: readonly { file: string }[]) =>
    lint(files.map(({ file }) => ({ name: file, yaml: read(dir, file) })));

  testWith(oracle() && corpus, why, "accepts every valid file of Argo's own tests, without a word", (dir) => {
    const { valid } = expectations(dir);
    expect(lintAll(dir, valid)).toEqual(valid.map(({ file }) => ({ name: file, ok: true, stderr: '', errors: [] })));
  });

  testWith(oracle() && corpus, why, "refuses every invalid file of Argo's own tests with the expected error", (dir) => {
    const { invalid } = expectations(dir);
    expect(invalid.length).toBeGreaterThan(5);
    expect(lintAll(dir, invalid)).toMatchObject(invalid.map(({ file, stderr }) => ({ name: file, ok: false, stderr })));
  });

  withOracle('reports all errors, though the command ends with the first', () => {
    const [result] = lint([
      { name: 'two', yaml: 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }' },
    ]);
    expect(result?.stderr).toBe("Error: spec.selector: Required value: Rollout has missing field '.spec.selector'\n");
    expect(result?.errors.length).toBeGreaterThan(1);
  });
});

describe('conditions', () => {
  const ratio = (...value: (number | 'NaN')[]): MetricResult => ({ type: 'float64[]', value });
  const pass = 'result[0] >= 0.95';
  const fail = 'result[0] < 0.9';
  const both = [pass, fail] as const;

  /** Reference §2.2, row by row: success condition, failure condition, result, phase. */
  const rows: [string, string | undefined, string | undefined, MetricResult, Phase][] = [
    ['no condition is a success', undefined, undefined, ratio(0), 'Successful'],
    ['no condition is a success even without data', undefined, undefined, ratio(), 'Successful'],
    ['success only: true succeeds', pass, undefined, ratio(1), 'Successful'],
    ['success only: false fails', pass, undefined, ratio(0.5), 'Failed'],
    ['failure only: true fails', undefined, fail, ratio(0.5), 'Failed'],
    ['failure only: false succeeds', undefined, fail, ratio(1), 'Successful'],
    ['both: success alone succeeds', ...both, ratio(1), 'Successful'],
    ['both: failure alone fails', ...both, ratio(0.5), 'Failed'],
    ['both: neither is inconclusive', ...both, ratio(0.92), 'Inconclusive'],
    ['both: failure wins over success', 'true', 'true', ratio(1), 'Failed'],
    ['NaN fails with a success condition', pass, undefined, ratio('NaN'), 'Failed'],
    ['NaN passes a failure condition unseen', undefined, fail, ratio('NaN'), 'Successful'],
    ['NaN is inconclusive with both', ...both, ratio('NaN'), 'Inconclusive'],
    ['an empty vector has no first element', pass, undefined, ratio(), 'Error'],
    ['default() leaves an empty vector as it is', 'default(result, 0) == 0', undefined, ratio(), 'Failed'],
    ['an empty vector is not nil', 'isNil(result)', undefined, ratio(), 'Failed'],
    ['isNaN() takes no vector', 'isNaN(result)', undefined, ratio('NaN'), 'Error'],
    ['isNaN() takes its element', 'isNaN(result[0])', undefined, ratio('NaN'), 'Successful'],
    ['len() guards an empty vector', `len(result) == 0 || ${pass}`, undefined, ratio(), 'Successful'],
    ['a guard after the index never runs', `${pass} || len(result) == 0`, undefined, ratio(), 'Error'],
    ['default() replaces a nil pointer', 'default(result, 0) == 0', undefined, { type: '*float64' }, 'Successful'],
    ['a nil pointer can not be compared', 'result > 1', undefined, { type: '*float64' }, 'Error'],
    ['a condition must be a bool', 'result[0]', undefined, ratio(1), 'Error'],
    ['a condition that does not compile is an error', 'result[0] >=', undefined, ratio(1), 'Error'],
  ];

  withOracle('agree with the documented table', () => {
    const judged = conditions(
      rows.map(([, successCondition, failureCondition, result]) => ({ successCondition, failureCondition, result })),
    );
    expect(rows.map(([name], i) => [name, judged[i]?.phase])).toEqual(rows.map(([name, , , , phase]) => [name, phase]));
  });

  withOracle('see every Go type that a provider hands over', () => {
    const seen: [MetricResult, string][] = [
      [{ type: 'float64', value: '+Inf' }, 'isInf(result)'],
      [{ type: 'any[]', value: [{ type: 'int64', value: 5 }, { type: 'nil' }] }, 'result[0] == 5 && result[1] == nil'],
      [{ type: 'any[]', value: [{ type: 'time', value: '2026-01-01T00:00:00Z' }] }, 'result[0].Year() == 2026'],
      [{ type: 'nrdb', value: { 'average.duration': 5 } }, "result['average.duration'] == 5"],
      [{ type: 'nrdb[]', value: [{ a: 1 }, { a: 2 }] }, 'result[1].a == 2'],
      [{ type: 'cloudwatch', value: [{ id: 'x', values: [1, 'NaN'] }] }, 'isNaN(result[0].Values[1])'],
      [{ type: 'json', value: { checks: [{ up: true }] } }, 'result.checks[0].up'],
    ];
    const judged = conditions(seen.map(([result, successCondition]) => ({ result, successCondition })));
    expect(judged).toEqual(seen.map(() => ({ phase: 'Successful' })));
  });
});

describe('metrics', () => {
  const provider = { prometheus: { query: 'up' } };
  const errorsOf = (metric: object, rest: object = {}) => ({ metrics: [{ name: 'm', provider, ...metric }], ...rest });

  withOracle('refuse what the controller refuses when an AnalysisRun starts', () => {
    const refused: [{ metrics: object[] }, string][] = [
      [{ metrics: [] }, 'no metrics specified'],
      [{ metrics: [...errorsOf({}).metrics, ...errorsOf({}).metrics] }, "metrics[1]: duplicate name 'm'"],
      [errorsOf({ provider: {} }), 'metrics[0]: no provider specified'],
      [errorsOf({ provider: { ...provider, web: { url: 'x' } } }), 'metrics[0]: multiple providers specified'],
      [errorsOf({ count: 2 }), 'metrics[0]: interval must be specified when count > 1'],
      [errorsOf({ interval: '1d' }), 'metrics[0]: invalid interval string: time: unknown unit "d" in duration "1d"'],
      [
        errorsOf({ count: 1, failureLimit: 2 }),
        'metrics[0]: count (1) must be >= failureLimit + consecutiveSuccessLimit (2 + 0) if both >= 0',
      ],
      [
        errorsOf({ provider: { prometheus: { query: '{{args.x}}' } } }),
        'unable to resolve metric arguments: failed to resolve {{args.x}}',
      ],
      [errorsOf({}, { dryRun: [{ metricName: '*' }] }), "dryRun[0]: Rule didn't match any metric name(s)"],
      [
        errorsOf({}, { measurementRetention: [{ metricName: 'n', limit: 1 }] }),
        "measurementRetention[0]: Rule didn't match any metric name(s)",
      ],
    ];
    expect(metrics(refused.map(([template]) => template)).map(({ errors }) => errors)).toEqual(
      refused.map(([, error]) => [error]),
    );
  });

  withOracle('accept what it accepts, unwise or not', () => {
    const accepted = [
      errorsOf({ count: 2, failureLimit: 2, interval: '1m' }),
      errorsOf({ provider: { prometheus: { query: '{{args.x}}' } } }, { args: [{ name: 'x', value: '1' }] }),
      errorsOf(
        { provider: { prometheus: { query: '{{args.x}}' } } },
        { args: [{ name: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
      ),
    ];
    expect(metrics(accepted)).toEqual(accepted.map(() => ({ errors: [], dryRun: [] })));
  });

  withOracle('match dry-run names as unanchored patterns', () => {
    const two = [
      { name: 'error-rate', provider },
      { name: 'error-rate-p99', provider },
    ];
    expect(metrics([{ metrics: two, dryRun: [{ metricName: 'error-rate' }] }])[0]?.dryRun).toEqual([
      'error-rate',
      'error-rate-p99',
    ]);
  });
});
