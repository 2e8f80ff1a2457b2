import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Names } from 'cdk8s';
import { ObjectiveMonitoring, ReleaseApp, type GateReport, type Item } from 'stepgate';
import { planItems } from 'stepgate/plan';
import { gateTable, notes } from './gate-table';
import { onlineBoutique } from './online-boutique/boutique';
import { gates } from './online-boutique/gates';
import { releases, remarks } from './table';

/** Synthesizes Online Boutique, and prints what its releases will do and what the gates say. */
export function showShop(): void {
  const seen: GateReport[] = [];
  const app = new ReleaseApp({ ...gates, report: (report) => seen.push(report) });
  onlineBoutique(app);
  app.synth();

  const items = app.items();
  const { reports } = planItems(items, { assumptions: gates.assumptions });
  const out = relative('.', app.outdir);
  const files = new Set(items.map((item) => fileOf(item, app))).size;
  console.log(releases(reports));
  console.log(`\n${remarks(reports)}`);
  for (const report of seen) console.log(`\n${gateTable(report)}\n\n${notes(report, out)}`);
  console.log(
    `\n${items.length} objects in ${files} files, written to ${join(out, `<file>${app.outputFileExtension}`)}`,
  );
  console.log(`${alerts(app)} alerts with ${tests(join(out, 'alert-tests'))} tests: npx stepgate alerts test ${out}`);
  console.log(`More of each plan: npx stepgate plan ${out} --request-rate 50`);
}

/** An object lies in the file of its chart, which is named after it. */
function fileOf({ origin }: Item, app: ReleaseApp): string {
  const chart = app.charts.find(({ node }) => origin.path.startsWith(`${node.path}/`));
  return chart ? Names.toDnsLabel(chart) : '';
}

function alerts(app: ReleaseApp): number {
  const monitored = app.node.findAll().filter((construct) => construct instanceof ObjectiveMonitoring);
  return monitored.flatMap((one) => one.alerts).length;
}

function tests(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.yml'));
  return files.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/^ {2}- name: /gm) ?? []).length;
}
