import { fastEnough, is, matches, outcomes, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link envoySignals}. */
export interface EnvoySignalsProps extends SignalsOptions {
  /** Regular expression for the names of the clusters that Envoy sends this service's requests to, canary included. */
  readonly clusters: string;
}

/** Envoy's default bounds, in seconds (envoyproxy/envoy, source/common/stats/histogram_impl.cc). */
export const ENVOY_BUCKETS: readonly number[] = [
  0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1800, 3600,
];

/** Envoy by itself: what it received from its upstream clusters. Each side is a cluster named after its Service. */
export function envoySignals({ clusters, where = [], slot, bucketSeconds }: EnvoySignalsProps): Signals {
  const own = [matches('envoy_cluster_name', clusters), ...where];
  const side = slot ?? { label: 'envoy_cluster_name', by: 'service' };
  return {
    id: 'envoy',
    availability: outcomes({
      metric: 'envoy_cluster_upstream_rq_xx',
      where: own,
      failed: is('envoy_response_code_class', '5'),
      values: ['2', '5'],
      slot: side,
    }),
    latency: (seconds) =>
      fastEnough(
        'envoy',
        {
          metric: 'envoy_cluster_upstream_rq_time',
          where: own,
          perSecond: 1000,
          bucketSeconds: bucketSeconds ?? ENVOY_BUCKETS,
          slot: side,
        },
        seconds,
      ),
  };
}

/** The registry's line. */
export const envoySignalsKind: SignalsKind = {
  id: 'envoy',
  title: 'Envoy',
  bucketSeconds: ENVOY_BUCKETS,
  needs: 'a cluster for each side, named after its Service; otherwise a slot of your own',
  examples: () => [envoySignals({ clusters: 'checkout|checkout-canary|checkout-stable' })],
};
