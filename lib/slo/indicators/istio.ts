import { fastEnough, is, matches, outcomes, POD_HASH_SLOT, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link istioSignals}. */
export interface IstioSignalsProps extends SignalsOptions {
  /** The Rollout: Istio calls it the workload. */
  readonly workload: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Where failures show: a gRPC service reports them in a header, while the HTTP status stays 200. @default 'http' */
  readonly protocol?: 'http' | 'grpc';
}

/** Bounds of the histograms of Istio's telemetry, in seconds: Envoy's defaults (istio/proxy, istio_stats.cc makes Envoy histograms). */
export const ISTIO_BUCKETS: readonly number[] = [
  0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1800, 3600,
];

/** What tells a failed request, and the label's value of one that is fine and of one that failed, for tests. */
const FAILED = {
  // 0 is what Istio writes where the connection broke before there was an answer
  http: { failed: matches('response_code', '5..|0'), values: ['200', '503'] },
  // as grpcSignals, by number; the proxy says 14 where it could not reach the server
  grpc: { failed: matches('grpc_response_status', '2|4|12|13|14|15'), values: ['0', '14'] },
} as const;

/**
 * Istio's standard metrics, as the server's own proxy reports them: `reporter="destination"`. The client's proxy counts the
 * same request once more, and its series carry the labels of the client's pod.
 */
export function istioSignals({
  workload,
  namespace,
  protocol = 'http',
  where = [],
  slot = POD_HASH_SLOT,
  bucketSeconds,
}: IstioSignalsProps): Signals {
  const own = [
    is('reporter', 'destination'),
    is('destination_workload', workload),
    is('destination_workload_namespace', namespace),
    ...where,
  ];
  return {
    id: 'istio',
    availability: outcomes({ metric: 'istio_requests_total', where: own, ...FAILED[protocol], slot }),
    latency: (seconds) =>
      fastEnough(
        'istio',
        {
          metric: 'istio_request_duration_milliseconds',
          where: own,
          perSecond: 1000,
          bucketSeconds: bucketSeconds ?? ISTIO_BUCKETS,
          slot,
        },
        seconds,
      ),
  };
}

/** The registry's line. */
export const istioSignalsKind: SignalsKind = {
  id: 'istio',
  title: 'Istio',
  bucketSeconds: ISTIO_BUCKETS,
  needs: 'the proxies scraped by a PodMonitor that carries the label rollouts-pod-template-hash',
  examples: () => [
    istioSignals({ workload: 'checkout', namespace: 'shop' }),
    istioSignals({ workload: 'checkout', namespace: 'shop', protocol: 'grpc' }),
  ],
};
