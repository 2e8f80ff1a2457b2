import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ProgressiveService, App } from 'stepgate';

// One service with stepgate. Compared with one-plain.ts, as a whole process.
const app = new App();
new ProgressiveService(new Chart(app, 'shop'), 'checkout', {
  containers: [{ image: 'registry.example/checkout:1.0.0', portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
});
app.synth();
