import * as kubernetes from '@pulumi/kubernetes';
import { Chart } from 'cdk8s';
import { ReleaseApp } from 'stepgate';
import { onlineBoutique } from './online-boutique/boutique';
import { gates } from './online-boutique/gates';

// What Pulumi.yaml runs: Online Boutique, object by object, so that a preview in a pull request shows each change.
const app = new ReleaseApp(gates);
onlineBoutique(app);

const items = app.items();
for (const chart of app.node.children.filter((child) => Chart.isChart(child))) {
  const own = items.filter(({ origin }) => origin.path.startsWith(`${chart.node.path}/`));
  new kubernetes.yaml.ConfigGroup(chart.node.id, { objs: own.map(({ object }) => object) });
}
