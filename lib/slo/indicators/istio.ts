import { fastEnough, is, matches, outcomes, POD_HASH_SLOT, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link istioSignals}. */
export interface IstioSignalsProps extends SignalsOptions {
  /** The Rollout: Istio calls it the workload. */
  readonly workload: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** Bounds of the histograms of Istio's telemetry, in seconds. */
export const ISTIO_BUCKETS: readonly number[] = [
  0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1800, 3600,
];

/**
 * Istio's standard metrics, as the server's own proxy reports them: `reporter="destination"`. The client's proxy counts the
 * same request once more, and its series carry the labels of the client's pod.
 */
export function istioSignals({
  workload,
  namespace,
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
    // 0 is what Istio writes where the connection broke before there was an answer
    availability: outcomes({
      metric: 'istio_requests_total',
      where: own,
      failed: matches('response_code', '5..|0'),
      values: ['200', '503'],
      slot,
    }),
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
  examples: () => [istioSignals({ workload: 'checkout', namespace: 'shop' })],
};
