import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { istio, ProgressiveService, ReleaseApp, type ProgressiveServiceProps } from '../../../lib';
import { istioSignals, Objective, prometheusVendor } from '../../../lib/monitoring';

/** What the objectives of these tests have in common. */
export const OWN = { service: 'checkout', namespace: 'shop', owner: 'team-pay', runbook: 'https://wiki/checkout' };

export const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
export const availability = Objective.availability({ ...OWN, signals, target: 0.999 });
export const latency = Objective.latency({ ...OWN, signals, thresholdSeconds: 0.25, percentile: 99 });
export const saturation = Objective.saturation({ ...OWN, metric: 'pool_used_ratio', limit: 0.9, target: 0.99 });

export const container: kplus.ContainerProps = {
  image: 'shop:1',
  portNumber: 8080,
  readiness: kplus.Probe.fromTcpSocket(),
};

/** A service behind Istio with two objectives, in an app of its own. */
export function released(props: Partial<ProgressiveServiceProps> = {}, outdir?: string) {
  const app = new ReleaseApp({ outdir });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new ProgressiveService(chart, 'checkout', {
    containers: [container],
    router: istio({ host: 'checkout' }),
    objectives: [availability, latency],
    monitoring: [prometheusVendor],
    ...props,
  });
  return { app, chart, service };
}
