import { isRaw, signalsKinds, slotMatchers, type EventIndicator, type Matcher } from '../../lib/slo';
import { selector } from '../../lib/monitoring/prometheus/promql';

/** Bounds in the units in which the source writes them. */
const DEFAULTS_OF_PROMETHEUS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DEFAULTS_OF_ENVOY = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000,
];

interface Verified {
  /** Where it was read: project, file, commit or version. */
  readonly source: string;
  /** Series as the source writes them, of a request that failed. */
  readonly failed: string;
  /** The count of durations; none where there is no histogram. */
  readonly durations?: string;
  /** Labels that the source puts on both; further ones come from the scrape. */
  readonly labels: readonly string[];
  readonly bounds: readonly number[];
  readonly perSecond: 1 | 1000;
}

const VERIFIED: Readonly<Record<string, Verified>> = {
  istio: {
    source: 'istio/proxy source/extensions/filters/http/istio_stats/istio_stats.cc (c0655e1); envoy histogram_impl.cc',
    failed: 'istio_requests_total',
    durations: 'istio_request_duration_milliseconds',
    labels: [
      'reporter',
      'destination_workload',
      'destination_workload_namespace',
      'response_code',
      'grpc_response_status',
    ],
    bounds: DEFAULTS_OF_ENVOY,
    perSecond: 1000,
  },
  nginx: {
    source:
      'kubernetes/ingress-nginx internal/ingress/metric/collectors/socket.go, rootfs/etc/nginx/lua/monitor.lua (038b023), pkg/flags/flags.go; since 1.0.2',
    failed: 'nginx_ingress_controller_requests',
    durations: 'nginx_ingress_controller_request_duration_seconds',
    labels: ['status', 'method', 'path', 'namespace', 'ingress', 'service', 'canary'],
    bounds: DEFAULTS_OF_PROMETHEUS,
    perSecond: 1,
  },
  linkerd: {
    source:
      'linkerd/linkerd2-proxy linkerd/metrics/src/latency.rs (168b524), linkerd/http/metrics/src/requests/report.rs (1a89f45)',
    failed: 'response_total',
    durations: 'response_latency_ms',
    labels: ['direction', 'classification', 'status_code'],
    bounds: [1, 10, 50, 100, 200, 300, 400, 500, 1000, 5000, 10000],
    perSecond: 1000,
  },
  envoy: {
    source: 'envoyproxy/envoy source/common/stats/histogram_impl.cc (35db8c4)',
    failed: 'envoy_cluster_upstream_rq_xx',
    durations: 'envoy_cluster_upstream_rq_time',
    labels: ['envoy_cluster_name', 'envoy_response_code_class'],
    bounds: DEFAULTS_OF_ENVOY,
    perSecond: 1000,
  },
  'otel-http': {
    source: 'open-telemetry/semantic-conventions docs/http/http-metrics.md (2d95e15)',
    failed: 'http_server_request_duration_seconds_count',
    durations: 'http_server_request_duration_seconds',
    labels: ['http_response_status_code'],
    bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    perSecond: 1,
  },
  grpc: {
    source: 'grpc-ecosystem/go-grpc-middleware providers/prometheus/server_metrics.go (28351d2)',
    failed: 'grpc_server_handled_total',
    durations: 'grpc_server_handling_seconds',
    labels: ['grpc_type', 'grpc_service', 'grpc_method', 'grpc_code'],
    bounds: DEFAULTS_OF_PROMETHEUS,
    perSecond: 1,
  },
  alb: {
    source:
      'nerdswords/yet-another-cloudwatch-exporter pkg/promutil; AWS: CloudWatch metrics for your Application Load Balancer',
    failed: 'aws_applicationelb_httpcode_target_5_xx_count_sum',
    labels: ['dimension_LoadBalancer', 'dimension_TargetGroup', 'dimension_AvailabilityZone'],
    bounds: [],
    perSecond: 1,
  },
};

/** Labels that the scrape adds, or what it makes of a label that it has itself. */
const OF_THE_SCRAPE = ['job', 'namespace', 'pod', 'exported_namespace', 'rollouts_pod_template_hash', 'le'];

const countersOf = ({ total, part }: EventIndicator) =>
  [total, part.query].flatMap((query) => (isRaw(query) ? [] : [query]));
const labelsOf = (where: readonly Matcher[]) => where.map(({ label }) => label);

const verifiedOf = (id: string): Verified => {
  const verified = VERIFIED[id];
  if (verified === undefined) {
    throw new Error(`"${id}" has no source: read it where its makers define it, and add what is there`);
  }
  return verified;
};

describe.each(signalsKinds.map((kind) => [kind.id, kind, verifiedOf(kind.id)] as const))(
  'the convention of %s, as its source has it',
  (_, kind, { failed, durations, labels, bounds, perSecond, source }) => {
    test(`names the metrics, their labels and their bounds (${source})`, () => {
      expect(kind.bucketSeconds.map((seconds) => Number((seconds * perSecond).toPrecision(12)))).toEqual(bounds);
      for (const signals of kind.examples()) {
        const [, part] = countersOf(signals.availability);
        expect(part?.metric).toBe(failed);
        const indicators = [signals.availability, ...(durations === undefined ? [] : [signals.latency(1)])];
        const used = indicators.flatMap((one) => [
          ...countersOf(one).flatMap(({ where }) => labelsOf(where)),
          one.slot?.label ?? '',
        ]);
        expect(used.filter((label) => ![...labels, ...OF_THE_SCRAPE].includes(label))).toEqual([]);
      }
    });

    test('counts durations in the units of the source', () => {
      for (const signals of durations === undefined ? [] : kind.examples()) {
        const [total, part] = countersOf(signals.latency(1));
        expect([total?.metric, part?.metric]).toEqual([`${durations}_count`, `${durations}_bucket`]);
        expect(part?.where.find(({ label }) => label === 'le')?.value).toBe(`${perSecond}(\\.0)?`);
      }
    });
  },
);

const sides = {
  canary: { hash: 'bbb', service: 'checkout-canary' },
  stable: { hash: 'aaa', service: 'checkout' },
};
const matched = (matchers: readonly Matcher[], labels: Readonly<Record<string, string>>) =>
  matchers.every(({ label, operator, value }) => {
    const has = labels[label] ?? '';
    const hit = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(has) : has === value;
    return operator.startsWith('!') ? !hit : hit;
  });
const sidesOf = (id: string, labels: Readonly<Record<string, string>>) => {
  const availability = signalsKinds.find((kind) => kind.id === id)?.examples()[0]?.availability;
  const [total] = availability ? countersOf(availability) : [];
  return (['canary', 'stable', 'all'] as const).filter((side) =>
    matched([...(total?.where ?? []), ...slotMatchers(availability?.slot, side, sides)], labels),
  );
};

describe('a request is counted on its own side, and once', () => {
  const ingress = { ingress: 'checkout', exported_namespace: 'shop', exported_service: 'checkout', status: '200' };
  const balancer = { dimension_LoadBalancer: 'app/shop/50dc6c495c0c9188' };

  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['that NGINX sent to the canary', 'nginx', { ...ingress, canary: 'shop-checkout-canary-80' }, ['canary', 'all']],
    ['that NGINX sent to stable', 'nginx', ingress, ['stable', 'all']],
    ['of another Ingress', 'nginx', { ...ingress, ingress: 'cart' }, []],
    [
      'of a pod of the canary, seen by Linkerd',
      'linkerd',
      { direction: 'inbound', namespace: 'shop', pod: 'checkout-bbb-x1y2z' },
      ['canary', 'all'],
    ],
    [
      'that a pod of ours asked of others',
      'linkerd',
      { direction: 'outbound', namespace: 'shop', pod: 'checkout-bbb-x1y2z' },
      [],
    ],
    [
      "of the canary's target group",
      'alb',
      { ...balancer, dimension_TargetGroup: 'targetgroup/checkout-canary/1' },
      ['canary', 'all'],
    ],
    ['once more, for the load balancer', 'alb', balancer, []],
    [
      'once more, for the zone',
      'alb',
      { ...balancer, dimension_TargetGroup: 'targetgroup/checkout-canary/1', dimension_AvailabilityZone: 'eu-west-1a' },
      [],
    ],
  ])('%s', (_, id, labels, counted) => {
    expect(sidesOf(id, labels)).toEqual(counted);
  });

  test('stable of NGINX is all that is not the canary: nothing names it', () => {
    const slot = signalsKinds.find(({ id }) => id === 'nginx')?.examples()[0]?.availability.slot;
    expect(selector(slotMatchers(slot, 'stable', sides))).toBe('{canary!~"shop-(checkout-canary)-.+"}');
  });
});
