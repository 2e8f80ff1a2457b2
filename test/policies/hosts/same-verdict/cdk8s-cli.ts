import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exemptionLines } from '../../../../lib/reports/gates/exemption-lines';
import { groupBy } from '../../../../lib/group-by';
import type { GateReport } from '../../../../lib/verdict';
import { ROOT } from '../../../support/tools';
import type { JudgedRelease } from './corpus';
import { findingLine, inOrder, type Lines, linesOf, notKnownLine, withoutFiles } from './lines';
import { documentAt } from './positions';

const run = promisify(execFile);

/** The app's own gates only report, so that it is the CLI's turn. An object that is there twice no release app takes. */
const APP = `
const { ApiObject, App, Chart } = require('cdk8s');
const { ReleaseApp } = require('stepgate');
const { audit } = require('stepgate/gates');
const { documents, plain } = require('./release.json');
const app = plain ? new App() : new ReleaseApp({ pack: audit, report: () => {} });
const chart = new Chart(app, 'release');
documents.forEach((document, index) => new ApiObject(chart, 'o' + index, document));
app.synth();
`;

const CONFIG = `app: node main.js
validations:
  - package: ${join(ROOT, 'build', 'lib', 'index.js')}
    version: 0.1.0
    class: ReleaseGates
`;

interface Reports {
  readonly reports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingConstructs: readonly {
        readonly constructPath?: string;
        readonly manifestPath: string;
        readonly locations: readonly string[];
      }[];
    }[];
    readonly summary: { readonly status: string; readonly metadata: Readonly<Record<string, string>> };
  }[];
}

/** `dist/web.yaml:1:1 Rollout shop/web: whether it is. [rule], and of 3 more` */
const NOT_KNOWN = /^(\S+) \S+ \S+: (.*) \[([\w-]+)\](, and of \d+ more)?$/;

/** What `cdk8s synth` reports of a release, and the construct paths that are wrong. */
export async function byCdk8s(release: JudgedRelease, folder: string): Promise<{ lines: Lines; astray: string[] }> {
  const { documents, report } = release;
  const plain = report.findings.some(({ rule }) => rule === 'one-identity');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.js'), APP);
  writeFileSync(join(folder, 'cdk8s.yaml'), CONFIG);
  writeFileSync(join(folder, 'release.json'), JSON.stringify({ documents, plain }));
  const cli = join(ROOT, 'node_modules', '.bin', 'cdk8s');
  const args = ['synth', '--check-upgrade=false', '--validation-reports-output-file', 'report.json'];
  const ended: unknown = await run(cli, args, { cwd: folder, maxBuffer: 1 << 28 }).catch((error: unknown) => error);
  // an error of execFile has the exit code, and what it resolves to has none
  const { code = 0 } = ended as { code?: number };
  if (code !== (report.blocks ? 2 : 0)) throw new Error(`${release.title}: exit ${code}: ${String(ended)}`);
  // the CLI wrote it
  const [said] = (JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Reports).reports;
  if (!said) throw new Error('the CLI wrote no report');
  const text = readFileSync(join(folder, 'dist', 'release.k8s.yaml'), 'utf8');
  const named = (said: string) => withoutFiles(said, (line) => documentAt(text, line));
  const astray: string[] = [];
  const findings = said.violations.flatMap(({ ruleName: rule, recommendation, fix, violatingConstructs }) => {
    const [, severity = '', why = ''] = /^(\w+): (.*)$/s.exec(recommendation) ?? [];
    return violatingConstructs.map(({ manifestPath, constructPath, locations }) => {
      const at = named(manifestPath);
      if (!plain && constructPath !== `release/${at}`) astray.push(`${rule}: ${constructPath}, not ${at}`);
      // the three severities are all that there is
      return findingLine({ rule, severity: severity as 'error', at, says: `${locations.join()} ${why}`, fix });
    });
  });
  const listed = (cell = '') => (cell === 'none' ? [] : cell.split('\n'));
  const notKnown = listed(said.summary.metadata['not known']).map((line) => {
    const [, place = '', what = '', rule = '', more = ''] = NOT_KNOWN.exec(line) ?? [];
    return notKnownLine(rule, named(place), `${what}${more}`);
  });
  const exemptions = listed(said.summary.metadata.exemptions);
  return { lines: inOrder([...findings, ...notKnown, ...exemptions].map(named)), astray };
}

/** What evaluate says, as the CLI's table has it: exemptions in the sentences of reports, and each thing that is not known once. */
export function asCdk8sSays(report: GateReport): Lines {
  const none = { suppressed: [], expired: [], refused: [], unused: [] };
  const notKnown = [...groupBy(report.notKnown, ({ rule, what }) => `${rule} ${what}`).values()].flatMap(
    ([one, ...others]) => {
      const more = others.length === 0 ? '' : `, and of ${others.length} more`;
      return one ? [{ ...one, what: `${one.what}${more}` }] : [];
    },
  );
  return inOrder([...linesOf({ ...report, notKnown, exemptions: none }), ...exemptionLines(report)]);
}
