import { analysisOf } from '../analysis/read';
import { OTHER, readingOf, unknownBecause, verdictsOf, type Expected, type Written } from './read';

const newRelic = (query: string, conditions: object): Written => ({
  ...conditions,
  provider: { newRelic: { profile: 'production', query } },
});
const NRQL = 'SELECT percentage(count(*), WHERE error IS true) AS rate FROM Transaction';
const APDEX = 'query { service_apdex(service: "shop-canary") { values { values { value } } } }';
const skywalking = (settings: object, conditions: object): Written => ({
  ...conditions,
  provider: { skywalking: { address: 'http://skywalking', query: APDEX, ...settings } },
});
const POINTS = { successCondition: 'all(result.service_apdex.values.values, {asFloat(.value) >= 9900})' };
const EITHER = unknownBecause('by how the source answers');

describe('a metric of rows or of GraphQL is read', () => {
  test.each<[string, Written, Expected]>([
    [
      'from New Relic, as far back as SINCE',
      newRelic(`${NRQL} WHERE appName = 'shop-canary' SINCE 10 minutes ago`, { successCondition: 'result.rate < 1' }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 600,
      },
    ],
    [
      'from New Relic, an hour back where it says nothing; several rows are a list',
      newRelic(`${NRQL} FACET host`, { failureCondition: 'any(result, .rate > 1)' }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: true,
        lookBackSeconds: 3600,
      },
    ],
    [
      'from New Relic, not known how far back where it says a moment',
      newRelic("SELECT average(cpuPercent) AS cpu FROM SystemSample SINCE '2026-01-01'", {
        successCondition: 'result.cpu < 80',
      }),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: unknownBecause('there without traffic'),
        lookBackSeconds: unknownBecause('SINCE in another way'),
      },
    ],
    [
      'from SkyWalking, as far back as its interval',
      skywalking({ interval: '3m' }, POINTS),
      {
        verdicts: ['Failed', EITHER, EITHER],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: unknownBecause('there without traffic'),
        lookBackSeconds: 180,
      },
    ],
  ])('%s', (_, written, expected) => {
    expect(readingOf(written)).toEqual(expected);
  });
});

describe('no data comes to', () => {
  test.each<[string, Written, Expected['verdicts']]>([
    [
      'an Error without rows, and success with a row of null that the condition takes',
      newRelic(NRQL, { successCondition: 'result.rate == nil || result.rate < 1' }),
      ['Failed', EITHER, EITHER],
    ],
    [
      'an Error in both ways where null is compared',
      newRelic(NRQL, { successCondition: 'result.rate < 1 || result.rate == nil' }),
      ['Failed', 'Error', 'Error'],
    ],
    [
      'an Error in both ways where null is no number',
      newRelic('SELECT percentile(duration, 99) FROM Transaction', {
        successCondition: "result['percentile.duration']['99'] < 0.5",
      }),
      ['Failed', 'Error', 'Error'],
    ],
    [
      'failure where a list of SkyWalking must not be empty and null is taken for a bad value',
      skywalking(
        { interval: '3m' },
        { successCondition: 'len(result.points) > 0 && all(result.points, {(.value ?? 0) >= 9900})' },
      ),
      ['Failed', 'Failed', 'Failed'],
    ],
  ])('%s', (_, written, expected) => {
    expect(verdictsOf(written)).toEqual(expected);
  });
});

test.each([
  ['none, for it has no default', {}, 'metric check: its provider has no interval, so every measurement is an Error'],
  [
    'a number without a unit',
    { interval: '5' },
    'metric check: its provider\'s interval "5" is no duration, so every measurement is an Error',
  ],
])('SkyWalking without an interval that Go can read errs: %s', (_, settings, why) => {
  const { errsAtStart, metrics } = analysisOf({ metrics: [{ name: 'check', ...skywalking(settings, POINTS) }] });
  expect(errsAtStart).toBe(why);
  expect(metrics[0]).toMatchObject({ verdicts: { bad: 'Error', noData: 'Error', notANumber: 'Error' } });
});
