import { fastEnough, is, matches, outcomes, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link linkerdSignals}. */
export interface LinkerdSignalsProps extends SignalsOptions {
  /** The Rollout, with whose name those of its pods begin. */
  readonly rollout: string;
  /** Its namespace. */
  readonly namespace: string;
}

/**
 * Bounds of the proxy's histograms, in seconds (linkerd/linkerd2-proxy, linkerd/metrics/src/latency.rs). Older proxies have
 * more of them, such as 2 and 20 ms; those that are here, all have.
 */
export const LINKERD_BUCKETS: readonly number[] = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 5, 10];

/**
 * Linkerd's proxies, inbound: what the pods themselves answered. Linkerd's own scrape settings know no Rollouts, so pods
 * are found by their names, `<rollout>-<hash>-<five signs>`.
 */
export function linkerdSignals({ rollout, namespace, where = [], slot, bucketSeconds }: LinkerdSignalsProps): Signals {
  const own = [
    is('direction', 'inbound'),
    is('namespace', namespace),
    matches('pod', `${rollout}-[a-z0-9]+-[a-z0-9]+`),
    ...where,
  ];
  const side = slot ?? { label: 'pod', by: 'hash', pattern: `${rollout}-<value>-[a-z0-9]+` };
  return {
    id: 'linkerd',
    availability: outcomes({
      metric: 'response_total',
      where: own,
      failed: is('classification', 'failure'),
      values: ['success', 'failure'],
      slot: side,
    }),
    latency: (seconds) =>
      fastEnough(
        'linkerd',
        {
          metric: 'response_latency_ms',
          where: own,
          perSecond: 1000,
          bucketSeconds: bucketSeconds ?? LINKERD_BUCKETS,
          slot: side,
        },
        seconds,
      ),
  };
}

/** The registry's line. */
export const linkerdSignalsKind: SignalsKind = {
  id: 'linkerd',
  title: 'Linkerd',
  bucketSeconds: LINKERD_BUCKETS,
  needs: 'nothing but the label `pod`',
  examples: () => [linkerdSignals({ rollout: 'checkout', namespace: 'shop' })],
};
