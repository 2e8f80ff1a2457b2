import { join, relative } from 'node:path';
import { Chart, Names } from 'cdk8s';
import { ReleaseApp, type Item } from 'stepgate';
import { onlineBoutique } from './online-boutique/boutique';
import { releases } from './table';

// What `npm start` runs: Online Boutique, and a table of what was made of it.
const app = new ReleaseApp();
onlineBoutique(app);
app.synth();

const items = app.items();
const charts = app.node.findAll().filter((construct) => Chart.isChart(construct));
const place = join(relative('.', app.outdir), `<file>${app.outputFileExtension}`);
console.log(releases(items, fileOf));
console.log(`\n${items.length} objects in ${new Set(items.map(fileOf)).size} files, written to ${place}`);

/** An object lies in the file of its chart, which is named after it. */
function fileOf({ origin }: Item): string {
  const chart = charts.find(({ node }) => origin.path.startsWith(`${node.path}/`));
  return chart ? Names.toDnsLabel(chart) : '';
}
