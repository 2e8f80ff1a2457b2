import { grafanaVendor, istioSignals, Objective, prometheusVendor } from 'stepgate/monitoring';

/** Prometheus judges canaries and alerts, Grafana shows. */
export const monitoring = [prometheusVendor, grafanaVendor];

/** What a service promises, apart from its name. */
export interface Promises {
  readonly protocol: 'http' | 'grpc';
  /** Seconds that 99 % of requests take at most. */
  readonly thresholdSeconds: number;
}

/** Of 1000 requests 999 succeed, and of 100 requests 99 are fast enough, as Istio's proxies count them. */
export function objectivesOf(service: string, namespace: string, { protocol, thresholdSeconds }: Promises) {
  const signals = istioSignals({ workload: service, namespace, protocol });
  const own = { ...responsible(service), service, namespace, signals };
  return [
    Objective.availability({ ...own, target: 0.999 }),
    Objective.latency({ ...own, thresholdSeconds, percentile: 99 }),
  ];
}

/** Who answers for a service, and where it says what to do. */
export function responsible(service: string) {
  return { owner: 'team-boutique', runbook: `https://runbooks.example.com/online-boutique/${service}` };
}

/** The same as annotations, for what is no ProgressiveService. */
export function documented(service: string) {
  const { owner, runbook } = responsible(service);
  return { 'stepgate.dev/owner': owner, 'stepgate.dev/runbook': runbook };
}
