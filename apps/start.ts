import { join, relative } from 'node:path';
import { Chart, Names } from 'cdk8s';
import { ReleaseApp, type Item } from 'stepgate';
import { planItems } from 'stepgate/plan';
import { onlineBoutique } from './online-boutique/boutique';
import { releases, remarks } from './table';

// What `npm start` runs: Online Boutique, and what its releases will do.
const app = new ReleaseApp();
onlineBoutique(app);
app.synth();

const items = app.items();
const charts = app.node.findAll().filter((construct) => Chart.isChart(construct));
const { reports } = planItems(items, { assumptions: { requestRate: 50 } });
console.log(releases(reports));
console.log(`\n${remarks(reports)}`);
const place = join(relative('.', app.outdir), `<file>${app.outputFileExtension}`);
console.log(`\n${items.length} objects in ${new Set(items.map(fileOf)).size} files, written to ${place}`);
console.log(`More of each plan: npx stepgate plan ${relative('.', app.outdir)} --request-rate 50`);

/** An object lies in the file of its chart, which is named after it. */
function fileOf({ origin }: Item): string {
  const chart = charts.find(({ node }) => origin.path.startsWith(`${node.path}/`));
  return chart ? Names.toDnsLabel(chart) : '';
}
