import { fastEnough, is, matches, outcomes, POD_HASH_SLOT, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link otelHttpSignals}. */
export interface OtelHttpSignalsProps extends SignalsOptions {
  /** Label `job` of the series: with a PodMonitor of ours the name of the service. */
  readonly job: string;
  /** Label `namespace` of the series. */
  readonly namespace: string;
}

/** The bounds that the semantic conventions (1.23 or later, docs/http/http-metrics.md) ask for. */
export const OTEL_HTTP_BUCKETS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/** OpenTelemetry's stable HTTP server metric `http.server.request.duration`, under the name it has in Prometheus. */
export function otelHttpSignals({
  job,
  namespace,
  where = [],
  slot = POD_HASH_SLOT,
  bucketSeconds,
}: OtelHttpSignalsProps): Signals {
  const metric = 'http_server_request_duration_seconds';
  const own = [is('namespace', namespace), is('job', job), ...where];
  return {
    id: 'otel-http',
    availability: outcomes({
      metric: `${metric}_count`,
      where: own,
      failed: matches('http_response_status_code', '5..'),
      values: ['200', '500'],
      slot,
    }),
    latency: (seconds) =>
      fastEnough(
        'otel-http',
        { metric, where: own, perSecond: 1, bucketSeconds: bucketSeconds ?? OTEL_HTTP_BUCKETS, slot },
        seconds,
      ),
  };
}

/** The registry's line. */
export const otelHttpSignalsKind: SignalsKind = {
  id: 'otel-http',
  title: 'OpenTelemetry HTTP',
  bucketSeconds: OTEL_HTTP_BUCKETS,
  needs: 'the pods scraped by a PodMonitor that carries the label rollouts-pod-template-hash',
  examples: () => [otelHttpSignals({ job: 'checkout', namespace: 'shop' })],
};
