import { fastEnough, is, matches, outcomes, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link nginxSignals}. */
export interface NginxSignalsProps extends SignalsOptions {
  /** Name of the Ingress that leads to stable: the canary's requests carry its name too. */
  readonly ingress: string;
  /** Its namespace. */
  readonly namespace: string;
  /** True if the controller is scraped with `honorLabels`: its own labels are then not called `exported_...`. @default false */
  readonly honorLabels?: boolean;
}

/** The default bounds of a Prometheus histogram, which the controller uses (`--time-buckets` of kubernetes/ingress-nginx 1.x). */
export const NGINX_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The NGINX ingress controller (kubernetes/ingress-nginx 1.0.2 or later: socket.go, monitor.lua). Whatever a canary Ingress
 * took has the names of the main Ingress and of its Service, and in the label `canary` the upstream it went to instead,
 * `<namespace>-<Service>-<port>`. Stable's requests have nothing there.
 */
export function nginxSignals({
  ingress,
  namespace,
  honorLabels = false,
  where = [],
  slot,
  bucketSeconds,
}: NginxSignalsProps): Signals {
  const label = (name: string) => (honorLabels ? name : `exported_${name}`);
  const own = [is('ingress', ingress), is(label('namespace'), namespace), ...where];
  // the group sets the Service's name apart for whoever reads the query, a plan among them
  const side = slot ?? { label: 'canary', by: 'service', pattern: `${namespace}-(<value>)-.+`, names: 'canary' };
  return {
    id: 'nginx',
    availability: outcomes({
      metric: 'nginx_ingress_controller_requests',
      where: own,
      failed: matches('status', '5..'),
      values: ['200', '502'],
      slot: side,
    }),
    latency: (seconds) =>
      fastEnough(
        'nginx',
        {
          metric: 'nginx_ingress_controller_request_duration_seconds',
          where: own,
          perSecond: 1,
          bucketSeconds: bucketSeconds ?? NGINX_BUCKETS,
          slot: side,
        },
        seconds,
      ),
  };
}

/** The registry's line. */
export const nginxSignalsKind: SignalsKind = {
  id: 'nginx',
  title: 'NGINX ingress controller',
  bucketSeconds: NGINX_BUCKETS,
  needs: 'a Service for each side, which the router nginx has anyway',
  examples: () => [
    nginxSignals({ ingress: 'checkout', namespace: 'shop' }),
    nginxSignals({ ingress: 'checkout', namespace: 'shop', honorLabels: true }),
  ],
};
