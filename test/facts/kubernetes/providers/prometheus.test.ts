import { readingOf, verdictsOf, type Expected, type Written } from './read';

const RATE = (labels: string) => `sum(rate(http_requests_total{${labels}}[5m]))`;
const GOOD = `${RATE('service="shop-canary",code!~"5.."')} / ${RATE('service="shop-canary"')}`;
const BAD = `${RATE('code=~"5.."')} / ${RATE('')}`;
const metric = (query: string, conditions: object = {}, more: object = {}): Written => ({
  ...conditions,
  provider: { prometheus: { address: 'http://prometheus:9090', query, ...more } },
});

describe('a Prometheus metric is read', () => {
  test.each<[string, Written, Expected]>([
    [
      'as the success rate of the canary',
      metric(GOOD, { successCondition: 'result[0] >= 0.95' }),
      {
        verdicts: ['Failed', 'Error', 'Failed'],
        judged: { quantity: 'successRate', threshold: 0.95 },
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 300,
      },
    ],
    [
      'as the error rate of the whole service, in percent',
      metric(`100 * ${BAD}`, { failureCondition: 'result[0] > 5' }),
      {
        verdicts: ['Failed', 'Error', 'Successful'],
        judged: { quantity: 'errorRate', threshold: 0.05 },
        scope: 'service',
        needsTraffic: true,
        lookBackSeconds: 300,
      },
    ],
    [
      'with the reach of its range added',
      metric(
        BAD,
        { successCondition: 'all(result, # <= 0.05)' },
        { rangeQuery: { start: 'now() - duration("10m")', end: 'now()', step: '1m' } },
      ),
      {
        verdicts: ['Failed', 'Successful', 'Failed'],
        judged: { quantity: 'errorRate', threshold: 0.05 },
        scope: 'service',
        needsTraffic: true,
        lookBackSeconds: 900,
      },
    ],
    [
      'as a value of the moment where it is a gauge, which is there without traffic',
      metric('max(process_resident_memory_bytes{service="shop-canary"})', { successCondition: 'result[0] < 1e9' }),
      {
        verdicts: ['Failed', 'Error', 'Successful'],
        judged: { quantity: 'other' },
        scope: 'canary',
        needsTraffic: false,
        lookBackSeconds: 0,
      },
    ],
  ])('%s', (_, written, expected) => {
    expect(readingOf(written)).toEqual(expected);
  });
});

describe('of no series and of 0/0 a Prometheus metric makes', () => {
  test.each<[string, object, Expected['verdicts']]>([
    ['no condition: always good', {}, ['Successful', 'Successful', 'Successful']],
    ['an index into nothing: an Error', { successCondition: 'result[0] >= 0.95' }, ['Failed', 'Error', 'Failed']],
    [
      'a failure condition alone: blind where nothing compares',
      { failureCondition: 'result[0] < 0.95' },
      ['Failed', 'Error', 'Successful'],
    ],
    [
      'two conditions with a gap: Inconclusive in it, also where nothing compares',
      { successCondition: 'result[0] >= 0.95', failureCondition: 'result[0] < 0.9' },
      ['Failed', 'Error', 'Inconclusive'],
    ],
    [
      'two conditions that no data meets neither of: Inconclusive',
      {
        successCondition: 'len(result) > 0 && result[0] >= 0.95',
        failureCondition: 'len(result) > 0 && result[0] < 0.9',
      },
      ['Failed', 'Inconclusive', 'Inconclusive'],
    ],
    [
      'isNil: never true of a list',
      { successCondition: 'isNil(result) || result[0] >= 0.95' },
      ['Failed', 'Error', 'Failed'],
    ],
    [
      'default: the list itself, which is no number',
      { successCondition: 'default(result, 1) >= 0.95' },
      ['Error', 'Error', 'Error'],
    ],
    ['isNaN of the list: an Error', { failureCondition: 'isNaN(result)' }, ['Error', 'Error', 'Error']],
    [
      'isNaN of the first: told from a number, and useless without one',
      { successCondition: 'isNaN(result[0]) || result[0] >= 0.95' },
      ['Failed', 'Error', 'Successful'],
    ],
    [
      'a guard before the index: passes without data',
      { successCondition: 'len(result) == 0 || result[0] >= 0.95' },
      ['Failed', 'Successful', 'Failed'],
    ],
    [
      'a guard after the index: never reached',
      { successCondition: 'result[0] >= 0.95 || len(result) == 0' },
      ['Failed', 'Error', 'Failed'],
    ],
    [
      'a guard that asks for data: fails without',
      { successCondition: 'len(result) > 0 && result[0] >= 0.95' },
      ['Failed', 'Failed', 'Failed'],
    ],
    ['any of nothing: false', { failureCondition: 'any(result, # < 0.95)' }, ['Failed', 'Successful', 'Successful']],
    ['a condition without an end: an Error', { successCondition: 'result[0] >=' }, ['Error', 'Error', 'Error']],
  ])('%s', (_, conditions, expected) => {
    expect(verdictsOf(metric(GOOD, conditions))).toEqual(expected);
  });

  test('a good value of `or vector(1)`, whatever the conditions', () => {
    expect(verdictsOf(metric(`${GOOD} or vector(1)`, { successCondition: 'result[0] >= 0.95' }))).toEqual([
      'Failed',
      'Successful',
      'Failed',
    ]);
  });
});
