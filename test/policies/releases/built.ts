import { App, Chart, Duration, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { alb, istio, ProgressiveService, Steps, Strategy, type TrafficRouter } from 'stepgate';
import { istioSignals, Objective, prometheusVendor } from 'stepgate/monitoring';
import type { GoodRelease } from './release';

/** What our constructs make of a few props. */
function serviceIn(scope: App, name: string, namespace: string, router: TrafficRouter): Chart {
  const chart = new Chart(scope, namespace, { namespace });
  const own = {
    service: name,
    namespace,
    signals: istioSignals({ workload: name, namespace }),
    owner: `team-${namespace}`,
    runbook: `https://runbooks.example.com/${name}`,
  };
  new ProgressiveService(chart, name, {
    containers: [
      {
        image: `registry.example.com/${name}:2.7.1@sha256:${'5eaf'.repeat(16)}`,
        portNumber: 8080,
        readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
      },
    ],
    strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(5) }) }),
    router,
    replicas: 4,
    objectives: [
      Objective.availability({ ...own, target: 0.999 }),
      Objective.latency({ ...own, thresholdSeconds: 0.25, percentile: 99 }),
    ],
    monitoring: [prometheusVendor],
    releaseNotes: `https://notes.example.com/${name}/2.7.1`,
    metadata: { annotations: { 'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': namespace } },
  });
  return chart;
}

const yaml = (...charts: readonly Chart[]): string =>
  charts.map((chart) => Yaml.stringify(...(Testing.synth(chart) as unknown[]))).join('---\n');

function mesh(): string {
  return yaml(serviceIn(new App(), 'checkout', 'shop', istio({ host: 'checkout' })));
}

function two(): string {
  const app = new App();
  return yaml(
    serviceIn(app, 'orders', 'shop', istio({ host: 'orders' })),
    serviceIn(app, 'ledger', 'finance', alb({ host: 'ledger.example.com' })),
  );
}

/** Built by our own constructs from what a team says of its service. */
export const built: readonly GoodRelease[] = [
  { title: 'a service by our constructs, behind Istio, judged by its objectives', manifests: mesh() },
  { title: 'two services by our constructs in two namespaces, behind Istio and ALB', manifests: two() },
];
