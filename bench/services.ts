import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ProgressiveService } from 'stepgate';

/** Puts one service into a chart. */
export type AddService = (chart: cdk8s.Chart, name: string) => void;

/** A service with the defaults of stepgate. */
const progressiveService: AddService = (chart, name) => {
  new ProgressiveService(chart, name, {
    containers: [{ image: `registry.example/${name}:1.0.0`, portNumber: 8080, readiness: kplus.Probe.fromTcpSocket() }],
  });
};

/** Puts `count` services into an app, each in a chart of its own. */
export function buildServices(app: cdk8s.App, count: number, add: AddService = progressiveService): void {
  for (let i = 0; i < count; i++) {
    const name = `service-${i}`;
    add(new cdk8s.Chart(app, name), name);
  }
}
