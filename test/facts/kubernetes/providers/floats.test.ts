import { analysisOf } from '../analysis/read';
import { OTHER, readingOf, unknownBecause, verdictsOf, type Expected, type Written } from './read';

const metric = (provider: object, conditions: object): Written => ({ ...conditions, provider });
const below = (limit: number, value = 'result') => ({ successCondition: `${value} < ${limit}` });

const datadog = (settings: object, conditions: object) => metric({ datadog: settings }, conditions);
const HITS = 'avg:trace.http.request.errors{service:shop-canary}';
const wavefront = (query: string, conditions: object) =>
  metric({ wavefront: { address: 'example.com', query } }, conditions);
const graphite = (query: string, conditions: object) =>
  metric({ graphite: { address: 'http://graphite', query } }, conditions);
const influxdb = (query: string, conditions: object) => metric({ influxdb: { profile: 'metrics', query } }, conditions);
const FLUX = (start: string) =>
  `from(bucket: "web") |> range(start: ${start}) |> filter(fn: (r) => r.service == "shop-canary")`;
const stat = (id: string, returnData: boolean) => ({
  id,
  returnData,
  metricStat: { metric: { namespace: 'web', metricName: id }, period: 300, stat: 'Sum' },
});
const cloudWatch = (settings: object, conditions: object) => metric({ cloudWatch: settings }, conditions);
const RATIO = [{ id: 'rate', expression: 'errors / requests' }, stat('errors', false), stat('requests', false)];

const withoutTraffic = unknownBecause('there without traffic');

describe('a metric of numbers is read', () => {
  test.each<[string, Written, Expected]>([
    [
      'from Datadog, as far back as its interval',
      datadog({ interval: '2m', query: HITS }, below(0.05)),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 120,
      },
    ],
    [
      'from Datadog, five minutes back where it has none',
      datadog({ query: 'avg:system.cpu.user{app:web}' }, below(80)),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: withoutTraffic,
        lookBackSeconds: 300,
      },
    ],
    [
      'from Datadog, by a formula',
      datadog(
        {
          apiVersion: 'v2',
          formula: 'bad / all',
          queries: { bad: HITS, all: 'sum:trace.http.hits{service:shop-canary}' },
        },
        { failureCondition: 'result > 0.05' },
      ),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 300,
      },
    ],
    [
      'from Wavefront, whose query says how far back',
      wavefront('ts("http.errors", source="shop-canary")', below(0.05)),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: unknownBecause('inside the query'),
      },
    ],
    [
      'from Graphite, as far back as `from` in its query',
      graphite("target=summarize(shop-canary.http.errors,'5min','avg')&from=-10min", below(0.05, 'result[0]')),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 600,
      },
    ],
    [
      'from Graphite, a day back where it says nothing',
      graphite('target=stats.load', below(5, 'result[0]')),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: withoutTraffic,
        lookBackSeconds: 86_400,
      },
    ],
    [
      'from InfluxDB, as far back as its range; Flux knows NaN',
      influxdb(FLUX('-1d12h'), below(0.05, 'result[0]')),
      {
        verdicts: ['Failed', 'Error', 'Failed'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: withoutTraffic,
        lookBackSeconds: 129_600,
      },
    ],
    [
      'from InfluxDB, not known how far back where it says a moment',
      influxdb(FLUX('2026-01-01T00:00:00Z'), { failureCondition: 'result[0] > 0.05' }),
      {
        verdicts: ['Failed', 'Error', 'Successful'],
        judged: OTHER,
        scope: 'canary',
        needsTraffic: withoutTraffic,
        lookBackSeconds: unknownBecause('range(start: -5m)'),
      },
    ],
    [
      'from CloudWatch, as far back as its interval',
      cloudWatch({ interval: '30m', metricDataQueries: RATIO }, below(0.05, 'result[0].Values[0]')),
      {
        verdicts: ['Failed', 'Error', 'Error'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: true,
        lookBackSeconds: 1800,
      },
    ],
    [
      'from CloudWatch, five minutes back where it has none',
      cloudWatch({ metricDataQueries: [stat('load', true)] }, { failureCondition: 'any(result[0].Values, # > 5)' }),
      {
        verdicts: ['Failed', 'Successful', 'Successful'],
        judged: OTHER,
        scope: 'service',
        needsTraffic: withoutTraffic,
        lookBackSeconds: 300,
      },
    ],
  ])('%s', (_, written, expected) => {
    expect(readingOf(written)).toEqual(expected);
  });
});

const EITHER = unknownBecause('by how the source answers');

describe('no data comes to', () => {
  test.each<[string, Written, Expected['verdicts']]>([
    [
      'success by a default, which Datadog’s nil makes use of',
      datadog({ query: HITS }, below(0.05, 'default(result, 0)')),
      ['Failed', 'Successful', 'Successful'],
    ],
    [
      'failure by a default that is bad',
      datadog({ query: HITS }, below(0.05, 'default(result, 1)')),
      ['Failed', 'Failed', 'Failed'],
    ],
    [
      'an Error by isNil, because Go does not even compile the comparison of nil beside it',
      datadog({ query: HITS }, { successCondition: 'isNil(result) || result < 0.05' }),
      ['Failed', 'Error', 'Error'],
    ],
    [
      'success by isNil where a default stands in the comparison',
      datadog({ query: HITS }, { successCondition: 'isNil(result) || default(result, 1) < 0.05' }),
      ['Failed', 'Successful', 'Successful'],
    ],
    [
      'Inconclusive where no condition covers it',
      datadog(
        { query: HITS },
        { successCondition: 'default(result, 0.07) < 0.05', failureCondition: 'default(result, 0.07) > 0.1' },
      ),
      ['Failed', 'Inconclusive', 'Inconclusive'],
    ],
    [
      'an Error of Wavefront before any default',
      wavefront('ts("http.errors")', below(0.05, 'default(result, 0)')),
      ['Failed', 'Error', 'Error'],
    ],
    [
      'one of two of Graphite: no series is an Error, a series of nulls an empty list',
      graphite('target=http.errors', { successCondition: 'len(result) == 0 || result[0] < 0.05' }),
      ['Failed', EITHER, EITHER],
    ],
    [
      'one of two of InfluxDB: no record is an Error, one without a value nil',
      influxdb(FLUX('-5m'), { successCondition: 'result[0] == nil || result[0] < 0.05' }),
      ['Failed', EITHER, 'Failed'],
    ],
    [
      'an empty list of points of CloudWatch, which a guard looks at first',
      cloudWatch(
        { metricDataQueries: RATIO },
        { successCondition: 'len(result[0].Values) == 0 || result[0].Values[0] < 0.05' },
      ),
      ['Failed', 'Successful', 'Successful'],
    ],
    [
      'an Error of a guard that stands after the index',
      cloudWatch(
        { metricDataQueries: RATIO },
        { successCondition: 'result[0].Values[0] < 0.05 || len(result[0].Values) == 0' },
      ),
      ['Failed', 'Error', 'Error'],
    ],
  ])('%s', (_, written, expected) => {
    expect(verdictsOf(written)).toEqual(expected);
  });
});

describe('nothing is ever good, so the analysis errs at its start', () => {
  test.each<[string, Written, string]>([
    [
      'a second result of one CloudWatch query',
      cloudWatch({ metricDataQueries: RATIO }, below(0.05, 'result[1].Values[0]')),
      'metric check: its conditions do not fit what it measures, so every measurement is an Error',
    ],
    [
      'the first of what is one number',
      datadog({ query: HITS }, below(0.05, 'result[0]')),
      'metric check: its conditions do not fit what it measures, so every measurement is an Error',
    ],
    [
      'a Datadog interval that Go cannot read',
      datadog({ interval: '1d', query: HITS }, below(0.05)),
      'metric check: its provider\'s interval "1d" is no duration, so every measurement is an Error',
    ],
    [
      'a CloudWatch interval that Go cannot read',
      cloudWatch({ interval: 'soon', metricDataQueries: RATIO }, below(0.05, 'result[0].Values[0]')),
      'metric check: its provider\'s interval "soon" is no duration, so every measurement is an Error',
    ],
  ])('%s', (_, written, why) => {
    const { errsAtStart, metrics } = analysisOf({ metrics: [{ name: 'check', ...written }] });
    expect(errsAtStart).toBe(why);
    expect(metrics[0]?.verdicts).toEqual({ bad: 'Error', noData: 'Error', notANumber: 'Error' });
  });
});
