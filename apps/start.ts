import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Chart, Names } from 'cdk8s';
import { ObjectiveMonitoring, ReleaseApp, type Item } from 'stepgate';
import { planItems } from 'stepgate/plan';
import { gateTable } from './gate-table';
import { onlineBoutique } from './online-boutique/boutique';
import { gates } from './online-boutique/gates';
import { releases, remarks } from './table';

// What `npm start` runs: Online Boutique, what its releases will do, and what the gates say.
let verdicts = '';
const app = new ReleaseApp({ ...gates, report: (report) => (verdicts = gateTable(report)) });
onlineBoutique(app);
app.synth();

const items = app.items();
const charts = app.node.findAll().filter((construct) => Chart.isChart(construct));
const { reports } = planItems(items, { assumptions: { requestRate: 50 } });
console.log(releases(reports));
console.log(`\n${remarks(reports)}`);
console.log(`\n${verdicts}`);
const out = relative('.', app.outdir);
const place = join(out, `<file>${app.outputFileExtension}`);
console.log(`\n${items.length} objects in ${new Set(items.map(fileOf)).size} files, written to ${place}`);
console.log(`${alerts()} alerts with ${tests(join(out, 'alert-tests'))} tests: npx stepgate alerts test ${out}`);
console.log(`More of each plan: npx stepgate plan ${out} --request-rate 50`);

/** An object lies in the file of its chart, which is named after it. */
function fileOf({ origin }: Item): string {
  const chart = charts.find(({ node }) => origin.path.startsWith(`${node.path}/`));
  return chart ? Names.toDnsLabel(chart) : '';
}

function alerts(): number {
  const monitored = app.node.findAll().filter((construct) => construct instanceof ObjectiveMonitoring);
  return monitored.flatMap((one) => one.alerts).length;
}

function tests(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.yml'));
  return files.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/^ {2}- name: /gm) ?? []).length;
}
