import { conditions, noDataChoices, prometheus, renderMetric, Threshold, type Metric } from '../../../lib';

const healthy = Threshold.atLeast(0.95);
const unhealthy = Threshold.below(0.9);
const GOOD = 'len(result) > 0 && all(result, {!isNaN(#) && !isInf(#) && (# >= 0.95)})';
const BAD = 'any(result, {!isNaN(#) && (isInf(#) || !(# >= 0.95))})';
const WORSE = 'any(result, {!isNaN(#) && (# < 0.9)})';
const SILENT = '(len(result) == 0 || any(result, {isNaN(#)}))';

describe('one threshold', () => {
  test.each([
    ['fail', { successCondition: GOOD }],
    ['pass', { failureCondition: BAD }],
    ['pause', { successCondition: GOOD, failureCondition: BAD }],
    ['wait', { successCondition: `(${GOOD}) || (!${BAD} && asFloat("no data") > 0)` }],
  ] as const)('no data: %s', (noData, expected) => {
    expect(conditions({ samples: 'result', healthy, noData })).toEqual(expected);
  });
});

describe('two thresholds leave a zone where a person decides', () => {
  test.each([
    ['fail', { successCondition: GOOD, failureCondition: `${WORSE} || ${SILENT}` }],
    ['pass', { successCondition: 'all(result, {isNaN(#) || (!isInf(#) && (# >= 0.95))})', failureCondition: WORSE }],
    ['pause', { successCondition: GOOD, failureCondition: WORSE }],
    [
      'wait',
      { successCondition: `(${GOOD}) || (!${WORSE} && ${SILENT} && asFloat("no data") > 0)`, failureCondition: WORSE },
    ],
  ] as const)('no data: %s', (noData, expected) => {
    expect(conditions({ samples: 'result', healthy, unhealthy, noData })).toEqual(expected);
  });
});

test('samples that are more than a name get one, so that the condition stays readable', () => {
  expect(conditions({ samples: '[result]', healthy, noData: 'fail' }).successCondition).toBe(
    `let samples = [result]; ${GOOD.replaceAll('result', 'samples')}`,
  );
});

test.each([
  [Threshold.atLeast(1), '# >= 1'],
  [Threshold.atMost(0.5), '# <= 0.5'],
  [Threshold.above(-1), '# > -1'],
  [Threshold.below(1e-9), '# < 1e-9'],
  [Threshold.between(1, '{{args.high}}'), '# >= 1 && # <= {{args.high}}'],
  [Threshold.expression((x) => `${x} in [1, 2]`), '# in [1, 2]'],
])('a threshold asks each sample', (threshold, question) => {
  expect(threshold.on('#')).toBe(question);
});

test('there is no choice for no data under which a guard is missing', () => {
  for (const noData of noDataChoices) {
    const { successCondition, failureCondition } = conditions({ samples: 'result', healthy, noData });
    for (const condition of [successCondition, failureCondition]) {
      expect(condition ?? 'isNaN isInf').toMatch(/isNaN.*isInf/);
    }
  }
});

describe('patience is counted in errors, which Argo retries every 10 s', () => {
  const metric: Metric = { name: 'rate', provider: prometheus({ query: 'up' }), healthy, noData: 'wait' };

  test('five minutes by default', () => {
    expect(renderMetric(metric)).toMatchObject({ consecutiveErrorLimit: 30 });
  });

  test('rounded up', async () => {
    const { Duration } = await import('cdk8s');
    expect(renderMetric({ ...metric, patience: Duration.seconds(11) })).toMatchObject({ consecutiveErrorLimit: 2 });
  });

  test('and not for other choices, where Argo has its own default', () => {
    expect(renderMetric({ ...metric, noData: 'fail' })).toMatchObject({ consecutiveErrorLimit: undefined });
  });

  test('and a limit that is given stands', () => {
    expect(renderMetric({ ...metric, consecutiveErrorLimit: 7 })).toMatchObject({ consecutiveErrorLimit: 7 });
  });
});
