import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { istio, ProgressiveService, ReleaseApp, Steps, Strategy } from 'stepgate';

const app = new ReleaseApp();
const chart = new Chart(app, 'shop');

new ProgressiveService(chart, 'checkout', {
  containers: [{ image: 'ghcr.io/acme/checkout:1.4.2', portNumber: 5050, readiness: kplus.Probe.fromTcpSocket() }],
  strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(5) }) }),
  router: istio({ host: 'checkout' }),
  autoscale: { min: 3, max: 20, cpu: 60 },
});

app.synth();
