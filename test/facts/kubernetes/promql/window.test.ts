import { unknownMark } from '../../../../lib/facts/kubernetes/marks';
import { parseQuery } from '../../../../lib/facts/kubernetes/promql/parse';
import { lookBackOf, needsTraffic } from '../../../../lib/facts/kubernetes/promql/window';

describe('a query looks back', () => {
  test.each<[string, unknown]>([
    ['x', 0],
    ['vector(1)', 0],
    ['rate(x[5m])', 300],
    ['rate(x[300])', 300],
    ['rate(x[5m] offset 10m)', 900],
    ['rate(x[5m] offset -10m)', 300],
    ['rate(a[5m]) / rate(b[10m])', 600],
    ['max_over_time(rate(x[5m])[1h:1m])', 3900],
    ['max_over_time(rate(x[5m])[1h:1m] offset 1m)', 3960],
    ['job:errors:rate5m / job:requests:rate1h30m', 5400],
    ['avg_over_time(job:errors:rate5m[10m])', 600],
    ['rate(x[5m] @ end())', 300],
    ['rate(x[5m] @ 1600000000)', { unknown: 'look-back: the query looks at one moment, 1600000000' }],
    [`rate(x[${unknownMark('why')}m])`, { unknown: 'look-back: why' }],
    [`rate(x[5m] offset ${unknownMark('why')})`, { unknown: 'look-back: why' }],
  ])('%s', (query, seconds) => {
    expect(lookBackOf(parseQuery(query))).toEqual(seconds);
  });

  test.each<[string, unknown]>([
    ['sum(rate(http_requests_total[5m]))', true],
    ['up / container_memory_working_set_bytes', false],
    ['up / http_requests_total', true],
    ['queue', { unknown: 'whether queue is there without traffic' }],
  ])('and sees nothing without traffic, or does: %s', (query, needed) => {
    expect(needsTraffic(parseQuery(query))).toEqual(needed);
  });
});
