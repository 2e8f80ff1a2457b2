import { fastEnough, is, matches, outcomes, type SignalsOptions } from './requests';
import type { Signals, SignalsKind } from '../signals';

/** Options of {@link nginxSignals}. */
export interface NginxSignalsProps extends SignalsOptions {
  /** Name of the Ingress; the one that the controller makes for the canary is counted too. */
  readonly ingress: string;
  /** Its namespace. */
  readonly namespace: string;
  /** True if the controller is scraped with `honorLabels`: its own labels are then not called `exported_...`. @default false */
  readonly honorLabels?: boolean;
}

/** The default bounds of a Prometheus histogram, which the controller uses. */
export const NGINX_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The NGINX ingress controller. It tells canary from stable by the Service that a request went to. */
export function nginxSignals({
  ingress,
  namespace,
  honorLabels = false,
  where = [],
  slot,
  bucketSeconds,
}: NginxSignalsProps): Signals {
  const label = (name: string) => (honorLabels ? name : `exported_${name}`);
  const own = [matches('ingress', `${ingress}|.+-${ingress}-canary`), is(label('namespace'), namespace), ...where];
  const side = slot ?? { label: label('service'), by: 'service' };
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
