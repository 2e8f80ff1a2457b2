import { parseQuery } from '../../../../lib/facts/kubernetes/promql/parse';
import { quantityOf } from '../../../../lib/facts/kubernetes/promql/quantity';
import { requestsAsked } from '../../../../lib/facts/kubernetes/promql/requests';
import type { SideOf } from '../../../../lib/facts/kubernetes/promql/side-of';

/** Sides by a label that says them. */
const sideOf: SideOf = ({ matchers }) => {
  const side = matchers.find(({ label }) => label === 'side')?.value;
  return side === 'canary' || side === 'stable' ? side : 'service';
};

const quantity = (query: string) => quantityOf(parseQuery(query), sideOf);

const ERRORS = 'sum(rate(http_requests_total{app="shop",code=~"5.."}[5m]))';
const ALL = 'sum(rate(http_requests_total{app="shop"}[5m]))';
const errorRate = (side: string) =>
  `sum(rate(http_requests_total{side="${side}",code=~"5.."}[5m])) / sum(rate(http_requests_total{side="${side}"}[5m]))`;

describe('a query measures', () => {
  test.each<[what: string, measures: string, scale: number, query: string]>([
    ['failed requests by all', 'errorRate', 1, `${ERRORS} / ${ALL}`],
    ['fast requests by all', 'successRate', 1, 'sum(rate(d_bucket{le="0.5"}[5m])) / sum(rate(d_count[5m]))'],
    ['by the bucket of all', 'successRate', 1, 'sum(rate(d_bucket{le="1"}[5m])) / sum(rate(d_bucket{le="+Inf"}[5m]))'],
    [
      'slow requests by all',
      'errorRate',
      1,
      '(sum(rate(d_count[5m])) - (sum(rate(d_bucket{le=~"1(\\\\.0)?"}[5m])) or 0 * sum(rate(d_count[5m])))) / sum(rate(d_count[5m]))',
    ],
    ['in percent, times behind', 'errorRate', 1, `${ERRORS} / ${ALL} * 100`],
    ['in percent, times before', 'errorRate', 100, `100 * ${ERRORS} / ${ALL}`],
    ['errors as 0 where there are none', 'errorRate', 1, `(${ERRORS} or vector(0)) / ${ALL}`],
    ['no data as 0', 'errorRate', 1, `${ERRORS} / ${ALL} or on() vector(0)`],
    ['the rest of errors', 'errorRate', 1, `1 - ${ERRORS} / ${ALL}`],
    ['all but the errors', 'successRate', 1, `(${ALL} - ${ERRORS}) / ${ALL}`],
    ['compared', 'errorRate', 1, `${ERRORS} / ${ALL} > bool 0.05`],
    ['guarded', 'errorRate', 1, `${ERRORS} / ${ALL} and on() ${ALL} > 1`],
    ['the worst pod', 'errorRate', 1, `max(sum by (pod) (rate(h{code="500"}[5m])) / sum by (pod) (rate(h[5m])))`],
    ['the worst minute', 'errorRate', 1, `max_over_time((${ERRORS} / ${ALL})[10m:1m])`],
    ['rounded and clamped', 'errorRate', 1, `round(clamp_max(${ERRORS} / ${ALL}, 1), 0.001)`],
    [
      'Istio',
      'successRate',
      1,
      `sum(irate(istio_requests_total{reporter="source",destination_service=~"shop",response_code!~"5.*"}[5m])) /
       sum(irate(istio_requests_total{reporter="source",destination_service=~"shop"}[5m]))`,
    ],
    [
      'NGINX ingress',
      'successRate',
      1,
      `sum(rate(nginx_ingress_controller_requests{ingress="shop",status!~"[4-5].*"}[2m])) /
       sum(rate(nginx_ingress_controller_requests{ingress="shop"}[2m]))`,
    ],
    [
      'Linkerd',
      'successRate',
      1,
      `sum(rate(response_total{classification="success",direction="inbound"}[1m])) /
       sum(rate(response_total{direction="inbound"}[1m]))`,
    ],
    [
      'Envoy, by class',
      'errorRate',
      1,
      `sum(rate(envoy_cluster_upstream_rq_xx{envoy_response_code_class="5"}[1m])) /
       sum(rate(envoy_cluster_upstream_rq_completed[1m]))`,
    ],
    [
      'OpenTelemetry, HTTP',
      'errorRate',
      1,
      `sum(increase(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[10m])) /
       sum(increase(http_server_request_duration_seconds_count[10m]))`,
    ],
    [
      'OpenTelemetry, names in quotes',
      'errorRate',
      1,
      `sum(rate({"http.server.request.duration_count", "http.response.status_code"=~"5.."}[5m])) /
       sum(rate({"http.server.request.duration_count"}[5m]))`,
    ],
    [
      'gRPC, not OK',
      'errorRate',
      1,
      `sum(rate(grpc_server_handled_total{grpc_code!="OK"}[5m])) / sum(rate(grpc_server_handled_total[5m]))`,
    ],
    [
      'gRPC, the serious ones',
      'errorRate',
      1,
      `sum(rate(grpc_server_handled_total{grpc_code=~"Unknown|Internal|Unavailable"}[5m])) /
       sum(rate(grpc_server_handled_total[5m]))`,
    ],
    ['two metrics', 'errorRate', 1, 'sum(rate(shop_errors_total[5m])) / sum(rate(shop_requests_total[5m]))'],
    ['the good and the others', 'successRate', 1, 'sum(rate(ok[5m])) / (sum(rate(ok[5m])) + sum(rate(errors[5m])))'],
    ['recorded rates', 'errorRate', 1, 'shop:errors:rate5m / shop:requests:rate5m'],
    ['the rise over stable', 'errorRateRise', 1, `${errorRate('canary')} - ${errorRate('stable')}`],
    ['the rise in percent', 'errorRateRise', 100, `100 * (${errorRate('canary')}) - 100 * (${errorRate('stable')})`],
    [
      'the rise, or 0',
      'errorRateRise',
      1,
      `(${errorRate('canary')} or vector(0)) - (${errorRate('stable')} or vector(0))`,
    ],
  ])('a rate: %s', (_, measures, scale, query) => {
    expect(quantity(query)).toMatchObject({ measures, scale });
  });

  test.each([
    ['a latency', 'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))'],
    ['requests per second', ALL],
    ['failed by good requests', 'sum(rate(h{code=~"5.."}[5m])) / sum(rate(h{code=~"2.."}[5m]))'],
    ['failed by those that did not', `${ERRORS} / (${ALL} - ${ERRORS})`],
    ['a bucket by all buckets', 'sum(rate(d_bucket{le="0.5",code="200"}[5m])) / sum(rate(d_bucket[5m]))'],
    ['fast requests of one route by all', 'sum(rate(d_bucket{le="0.5",route="/"}[5m])) / sum(rate(d_count[5m]))'],
    ['errors of one route by requests of all', 'sum(rate(h{route="/",code="500"}[5m])) / sum(rate(h[5m]))'],
    ['a mean', 'sum(rate(d_sum[5m])) / sum(rate(d_count[5m]))'],
    ['counts since the process began', 'sum(shop_errors_total) / sum(shop_requests_total)'],
    ['two whiles', 'sum(increase(h{code="500"}[1m])) / sum(increase(h[5m]))'],
    ['a relation of rates', `(${errorRate('canary')}) / (${errorRate('stable')})`],
    ['a rise of stable over the canary', `${errorRate('stable')} - ${errorRate('canary')}`],
    ['how many pods are bad', 'count(rate(h{code="500"}[5m]) / rate(h[5m]) > 0.1)'],
    ['a constant', 'vector(1)'],
  ])('no rate: %s', (_, query) => {
    expect(quantity(query).measures).toBe('other');
  });
});

describe('the requests that a guard asks for', () => {
  const asked = (query: string) => quantity(query).guards.map((guard) => requestsAsked(guard, sideOf)?.requests);
  const canary = errorRate('canary');

  test.each<[string, string, (number | undefined)[]]>([
    ['per second, times the range', `${canary} and on() sum(rate(h{side="canary"}[5m])) > 2`, [600]],
    ['counted', `${canary} and on() sum(increase(h{side="canary"}[5m])) >= 50`, [50]],
    ['per minute', `${canary} and on() sum(rate(h{side="canary"}[5m])) * 60 > 2`, [10]],
    ['by unless', `${canary} unless on() sum(increase(h{side="canary"}[5m])) < 50`, [50]],
    ['of all requests, which is no answer', `${canary} and on() sum(rate(h[5m])) > 2`, [undefined]],
    ['below the line', 'sum(rate(h{side="canary",code="500"}[5m])) / (sum(rate(h{side="canary"}[5m])) > 1)', [300]],
    ['nowhere', canary, []],
  ])('%s', (_, query, requests) => {
    expect(asked(query)).toEqual(requests);
  });

  test('are those of either side', () => {
    const guarded = `${canary} and on() sum(increase(h{side="stable"}[5m])) >= 50`;
    expect(quantity(guarded).guards.map((guard) => requestsAsked(guard, sideOf))).toEqual([
      { side: 'stable', requests: 50 },
    ]);
  });
});

describe('a difference in standard errors is found by what it comes to', () => {
  const [n, m] = ['canary', 'stable'].map((side) => `sum(increase(h{side="${side}"}[5m]))`);
  const [x, y] = ['canary', 'stable'].map((side) => `sum(increase(h{side="${side}",code=~"5.."}[5m]))`);
  const pooled = `((${x} + ${y}) / (${n} + ${m}))`;
  const error = `sqrt(${pooled} * (1 - ${pooled}) * (1 / ${n} + 1 / ${m}))`;

  test.each<[string, boolean | undefined, string]>([
    ['as the books have it', false, `(${x} / ${n} - ${y} / ${m}) / ${error}`],
    ['corrected', true, `(${x} / ${n} - ${y} / ${m} - (1 / ${n} + 1 / ${m}) / 2) / ${error}`],
    [
      'with the variance multiplied out and the root as a power',
      false,
      `(${x} / ${n} - ${y} / ${m}) / (${pooled} * (1 - ${pooled}) * (${n} + ${m}) / (${n} * ${m})) ^ 0.5`,
    ],
    [
      'of good requests, the other way round',
      false,
      `((${m} - ${y}) / ${m} - (${n} - ${x}) / ${n}) / sqrt(${pooled} * (1 - ${pooled}) * (1 / ${n} + 1 / ${m}))`,
    ],
    ['but not with rates per second, whose number of requests is another', undefined, ''],
    [
      'but not without the pooled rate',
      undefined,
      `(${x} / ${n} - ${y} / ${m}) / sqrt(${x} / ${n} ^ 2 + ${y} / ${m} ^ 2)`,
    ],
    ['but not the wrong way round', undefined, `(${y} / ${m} - ${x} / ${n}) / ${error}`],
  ])('%s', (_, corrected, written) => {
    const query = written === '' ? `(${x} / ${n} - ${y} / ${m}) / ${error}`.replaceAll('increase', 'rate') : written;
    const { measures, continuityCorrected } = quantity(query);
    expect([measures, continuityCorrected]).toEqual(
      corrected === undefined ? ['other', undefined] : ['errorRateSignificance', corrected],
    );
  });
});
