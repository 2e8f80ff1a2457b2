import { conditionErrs } from '../../policies/rules/analysis/condition-errs';
import { dryRunPattern } from '../../policies/rules/analysis/dry-run-pattern';
import { duplicateMetric } from '../../policies/rules/analysis/duplicate-metric';
import { endlessStep } from '../../policies/rules/analysis/endless-step';
import { errorLimit } from '../../policies/rules/analysis/error-limit';
import { errsWithoutData } from '../../policies/rules/analysis/errs-without-data';
import { failureLimit } from '../../policies/rules/analysis/failure-limit';
import { fastInterval } from '../../policies/rules/analysis/fast-interval';
import { inconclusiveLimit } from '../../policies/rules/analysis/inconclusive-limit';
import { jobBounds } from '../../policies/rules/analysis/job-bounds';
import { noCondition } from '../../policies/rules/analysis/no-condition';
import { silencePasses } from '../../policies/rules/analysis/silence-passes';
import { unguardedIndex } from '../../policies/rules/analysis/unguarded-index';
import { verdictGap } from '../../policies/rules/analysis/verdict-gap';
import { webErrors } from '../../policies/rules/analysis/web-errors';
import { wrongQuantity } from '../../policies/rules/analysis/wrong-quantity';
import { all, METRIC, rollout, template } from '../../policies/rules/example';
import { found, judged } from './judging';

const SHARE = `sum(rate(bad_total[2m])) / sum(rate(all_total[2m]))`;
const asking = (conditions: string, query = SHARE) =>
  template(`
${conditions
  .split('\n')
  .map((line) => `      ${line.trim()}`)
  .join('\n')}
      provider: { prometheus: { query: '${query}' } }`);
const limited = (fields: string) => asking(`${fields}\nsuccessCondition: len(result) > 0 && result[0] < 0.01`);

/** The same template with arguments of its own. */
const withArgs = (manifest: string, args: string) => manifest.replace('args: [{ name: service }]', `args: ${args}`);

describe('failure-limit', () => {
  test.each([
    ['a limit of -1, which other limits stand in for', 'interval: 1m\ncount: 5\nfailureLimit: -1'],
    ['no count at all', 'interval: 1m\nfailureLimit: 100'],
    ['a count of 0, which is none', 'interval: 1m\ncount: 0\nfailureLimit: 3'],
    ['a limit one below the count, as texts', 'interval: 1m\ncount: "3"\nfailureLimit: "2"'],
    ['a count that only a run says', 'interval: 1m\ncount: "{{args.service}}"\nfailureLimit: 3'],
  ])('takes %s', (_, fields) => expect(found(failureLimit, limited(fields))).toEqual([]));

  test('reads counts in texts, and those that an argument has by default', () => {
    expect(found(failureLimit, limited('interval: 1m\ncount: "3"\nfailureLimit: "3"'))).toEqual([
      'AnalysisTemplate/success-rate spec.metrics[0].failureLimit: "success-rate" is measured 3 times and forgives 3 failures.',
    ]);
    const byDefault = withArgs(
      limited('interval: 1m\ncount: "{{args.size}}"\nfailureLimit: 3'),
      '[{ name: size, value: "3" }]',
    );
    expect(found(failureLimit, byDefault)).toHaveLength(1);
  });
});

describe('no-condition', () => {
  test('takes what decides by itself, and a failureCondition alone', () => {
    expect(found(noCondition, template('provider: { kayenta: {} }'))).toEqual([]);
    expect(found(noCondition, template('provider: { plugin: { acme/judge: {} } }'))).toEqual([]);
    expect(found(noCondition, asking('failureCondition: result[0] > 1'))).toEqual([]);
  });

  test('sees that an empty text is none', () => {
    expect(found(noCondition, asking('successCondition: ""\nfailureCondition: ""'))).toHaveLength(1);
  });
});

describe('condition-errs', () => {
  test.each([
    ['a default for a list', 'successCondition: default(result, 0) < 0.01'],
    ['a comparison of a list', 'failureCondition: result > 0.01'],
    ['a name that does not exist', 'successCondition: results[0] < 0.01'],
    ['a branch that is not taken', 'successCondition: len(result) == 0 || result < 0.01'],
  ])('finds %s', (_, condition) => expect(found(conditionErrs, asking(condition))).toHaveLength(1));

  test('says at which condition, and what the compiler says of it', () => {
    const [text = ''] = found(conditionErrs, asking('successCondition: result[0] < 1\nfailureCondition: result[0] >'));
    expect(text).toMatch(
      /^AnalysisTemplate\/success-rate spec\.metrics\[0\]\.failureCondition: it does not compile: .+/,
    );
  });

  test('takes a number from a provider that answers with one, and no index into it', () => {
    const datadog = (condition: string) =>
      template(`
        successCondition: ${condition}
        provider: { datadog: { query: 'avg:errors{service:web}' } }`);
    expect(found(conditionErrs, datadog('default(result, 0) < 0.01'))).toEqual([]);
    expect(found(conditionErrs, datadog('result[0] < 0.01'))).toHaveLength(1);
  });

  test('leaves alone what it cannot interpret', () => {
    expect(found(conditionErrs, asking('successCondition: take(result, 1)[0] < 0.01'))).toEqual([]);
  });
});

describe('dry-run-pattern', () => {
  const two = (dryRun: string) => `${template(METRIC)}
    - name: success-rate-p99
      successCondition: len(result) > 0 && result[0] >= 0.9
      provider: { prometheus: { query: 'sum(up) / count(up)' } }
  dryRun: [{ metricName: '${dryRun}' }]`;

  test('names what else is silenced', () => {
    expect(found(dryRunPattern, two('success-rate'))).toEqual([
      'AnalysisTemplate/success-rate spec.dryRun[0].metricName: "success-rate" also silences "success-rate-p99".',
    ]);
  });

  test.each(['^success-rate(-p99)?$', 'success-rate-p99', 'p99$'])('takes what somebody means: %s', (pattern) =>
    expect(found(dryRunPattern, two(pattern))).toEqual([]),
  );

  test('finds a pattern for everything, and one that is none', () => {
    expect(found(dryRunPattern, two('.*'))[0]).toContain('so the analysis decides nothing');
    expect(found(dryRunPattern, two('*'))[0]).toContain('is no regular expression');
  });

  test('does not know what a pattern beyond its reach matches', () => {
    const { findings, notKnown } = judged(dryRunPattern, two('(a+)+b'));
    expect(findings).toEqual([]);
    expect(notKnown).toHaveLength(1);
  });

  test('looks into experiments of a strategy', () => {
    const strategy = `
      canary:
        steps:
          - experiment:
              duration: 5m
              templates: [{ name: new, specRef: canary }]
              dryRun: [{ metricName: .* }]
              analyses: [{ name: judge, templateName: success-rate, args: [{ name: service, value: web }] }]`;
    expect(found(dryRunPattern, all(rollout({ strategy }), template(METRIC)))).toEqual([
      expect.stringContaining('Rollout/web spec.strategy.canary.steps[0].experiment.dryRun[0].metricName'),
    ]);
  });
});

test('duplicate-metric names the later one', () => {
  const again = `${asking('successCondition: result[0] < 1')}
    - name: success-rate
      provider: { job: {} }`;
  expect(found(duplicateMetric, again)).toEqual([
    'AnalysisTemplate/success-rate spec.metrics[1].name: there is another metric "success-rate" above it.',
  ]);
});

test('endless-step takes an experiment that waits for an analysis', () => {
  const steps = (required: boolean) =>
    rollout({
      strategy: `
        canary:
          steps:
            - experiment:
                templates: [{ name: new, specRef: canary }]
                analyses: [{ name: judge, templateName: x, requiredForCompletion: ${required} }]`,
    });
  expect(found(endlessStep, steps(true))).toEqual([]);
  expect(found(endlessStep, steps(false))).toHaveLength(1);
});

describe('without data', () => {
  const OPEN = 'failureCondition: len(result) > 0 && result[0] > 0.01';

  test('a failureCondition alone takes silence for health, with or without a guard', () => {
    expect(found(silencePasses, asking(OPEN))).toEqual([
      'AnalysisTemplate/success-rate spec.metrics[0].failureCondition: "success-rate" counts no data as a success.',
    ]);
    expect(found(silencePasses, asking('failureCondition: result[0] > 0.01'))[0]).toContain('counts NaN');
  });

  test('a length that lets an empty list pass does, too', () => {
    expect(found(silencePasses, asking('successCondition: len(result) == 0 || result[0] < 0.01'))).toHaveLength(1);
  });

  test('an index that no guard stands before is an Error, wherever it stands', () => {
    expect(found(unguardedIndex, asking('successCondition: result[0] < 0.01 && len(result) > 0'))).toHaveLength(1);
    expect(found(unguardedIndex, asking('successCondition: all(result, # < 0.01)'))).toEqual([]);
  });

  test('an Error that waits for a full window is said once, as an aside', () => {
    const late = asking('initialDelay: 2m\nsuccessCondition: result[0] < 0.01');
    expect([found(unguardedIndex, late), found(errsWithoutData, late)]).toEqual([[], [expect.any(String)]]);
    const early = asking('initialDelay: 1m\nsuccessCondition: result[0] < 0.01');
    expect([found(unguardedIndex, early), found(errsWithoutData, early)]).toEqual([[expect.any(String)], []]);
  });

  test('what is Inconclusive needs a limit, unless it is measured once', () => {
    const both =
      'successCondition: len(result) > 0 && result[0] < 0.01\nfailureCondition: len(result) > 0 && result[0] >= 0.01';
    expect(found(inconclusiveLimit, asking(`interval: 1m\n${both}`))).toHaveLength(1);
    expect(found(inconclusiveLimit, asking(both))).toEqual([]);
    expect(found(inconclusiveLimit, asking(`interval: 1m\ninconclusiveLimit: 3\n${both}`))).toEqual([]);
  });
});

test('verdict-gap says which values nobody decides', () => {
  const gap =
    'successCondition: len(result) > 0 && result[0] < 0.01\nfailureCondition: len(result) > 0 && result[0] > 0.05';
  expect(found(verdictGap, asking(gap))).toEqual([
    'AnalysisTemplate/success-rate spec.metrics[0].failureCondition: "success-rate" is Inconclusive for values from 0.01 to 0.05.',
  ]);
  expect(found(verdictGap, asking(gap.replace('0.05', '0.01').replace('> 0.01', '>= 0.01')))).toEqual([]);
});

describe('wrong-quantity', () => {
  const condition = (text: string) => `successCondition: len(result) > 0 && ${text}`;

  test.each([
    ['a rate against a number of requests', 'result[0] > 50', 'sum(rate(requests_total[2m]))'],
    ['that there was no error at all', 'result[0] == 0', 'sum(increase(errors_total[2m]))'],
    ['a share in percent', 'result[0] < 5', `100 * ${SHARE}`],
    ['delta of a gauge', 'result[0] < 5', 'delta(temperature_celsius[5m])'],
    ['a quantile', 'result[0] < 0.5', 'histogram_quantile(0.99, sum by (le) (rate(seconds_bucket[2m])))'],
  ])('takes %s', (_, text, query) => expect(found(wrongQuantity, asking(condition(text), query))).toEqual([]));

  test.each([
    ['a rate as if it were a share', 'result[0] < 0.01', 'sum(rate(errors_total[2m]))', 'as if it were a share'],
    ['a number that grows with traffic', 'result[0] < 10', 'sum(increase(errors_total[2m]))', 'grows with the traffic'],
    ['a counter as it stands', 'result[0] < 10', 'sum(errors_total)', 'since its process began'],
    ['delta of a counter', 'result[0] < 10', 'sum(delta(errors_total[2m]))', 'it is for gauges'],
  ])('finds %s', (_, text, query, said) => {
    expect(found(wrongQuantity, asking(condition(text), query))).toEqual([expect.stringContaining(said)]);
  });
});

test('limits and intervals of providers are judged by what they are', () => {
  expect(found(errorLimit, template('consecutiveErrorLimit: 0\nprovider: { job: {} }'))).toEqual([]);
  expect(found(errorLimit, limited('consecutiveErrorLimit: 1'))[0]).toContain('its second Error in a row');
  expect(found(fastInterval, limited('interval: 20s'))).toHaveLength(1);
  expect(found(fastInterval, limited('interval: 20s'), { rule: { scrapeSeconds: 15 } })).toEqual([]);
  expect(found(jobBounds, template('provider: { job: { spec: { backoffLimit: 0 } } }'))).toEqual([
    'AnalysisTemplate/success-rate spec.metrics[0].provider.job.spec: the Job of "success-rate" has no activeDeadlineSeconds.',
  ]);
  const web = (url: string) =>
    template(`
    successCondition: result == "ok"
    provider: { web: { url: '${url}' } }`);
  expect(found(webErrors, web('http://web/readyz?verbose'))).toHaveLength(1);
  expect(found(webErrors, web('http://web/statuses/health-report'))).toEqual([]);
});
