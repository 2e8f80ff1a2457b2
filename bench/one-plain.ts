import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

// One service with cdk8s-plus alone: what one-stepgate.ts is compared with.
const app = new App();
const deployment = new kplus.Deployment(new Chart(app, 'shop'), 'checkout', {
  containers: [{ image: 'registry.example/checkout:1.0.0', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
});
deployment.exposeViaService();
app.synth();
