import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { istio, ProgressiveService } from 'stepgate';
import { istioSignals, Objective, prometheusVendor } from 'stepgate/monitoring';

/** Puts one service into a chart. */
export type AddService = (chart: cdk8s.Chart, name: string) => void;

/** A service with the defaults of stepgate. */
const progressiveService: AddService = (chart, name) => {
  new ProgressiveService(chart, name, {
    containers: [{ image: `registry.example/${name}:1.0.0`, portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
  });
};

/** A service behind Istio with two objectives, by which Prometheus judges each release. */
export const observedService: AddService = (chart, name) => {
  const signals = istioSignals({ workload: name, namespace: 'shop' });
  const own = {
    service: name,
    namespace: 'shop',
    owner: 'team-shop',
    runbook: `https://wiki.example/${name}`,
    signals,
  };
  new ProgressiveService(chart, name, {
    containers: [{ image: `registry.example/${name}:1.0.0`, portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
    router: istio({ host: name }),
    objectives: [
      Objective.availability({ ...own, target: 0.999 }),
      Objective.latency({ ...own, thresholdSeconds: 0.25, percentile: 99 }),
    ],
    monitoring: [prometheusVendor],
  });
};

/** Puts `count` services into an app, each in a chart of its own. */
export function buildServices(
  app: cdk8s.App,
  count: number,
  add: AddService = progressiveService,
  namespace?: string,
): void {
  for (let i = 0; i < count; i++) {
    const name = `service-${i}`;
    add(new cdk8s.Chart(app, name, { namespace }), name);
  }
}
