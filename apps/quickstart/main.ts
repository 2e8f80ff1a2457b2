import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { istio, ProgressiveService, ReleaseApp, Steps, Strategy } from 'stepgate';
import { istioSignals, Objective, prometheusVendor } from 'stepgate/monitoring';

const app = new ReleaseApp();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// 999 of 1000 requests succeed: this judges every canary, and alerts afterwards
const availability = Objective.availability({
  service: 'checkout',
  namespace: 'shop',
  signals: istioSignals({ workload: 'checkout', namespace: 'shop' }),
  target: 0.999,
  owner: 'team-checkout',
  runbook: 'https://runbooks.example.com/checkout#availability',
});

new ProgressiveService(chart, 'checkout', {
  containers: [{ image: 'ghcr.io/acme/checkout:1.4.2', portNumber: 5050, readiness: kplus.Probe.fromTcpSocket() }],
  strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(5) }) }),
  router: istio({ host: 'checkout' }),
  autoscale: { min: 3, max: 20, cpu: 60 },
  objectives: [availability],
  monitoring: [prometheusVendor],
});

app.synth();
