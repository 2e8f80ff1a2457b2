import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { metricProviders } from '../lib/kubernetes/providers';
import { trafficRouters } from '../lib/kubernetes/routers';
import { percent, REMARKS } from '../lib/plan';
import { ASSUMPTION_INPUTS } from '../lib/planner/assumptions/inputs';
import { GATE_FORMATS } from '../lib/reports/gates';
import { packs } from '../policies/packs';
import { CATALOGUE } from './catalogue';
import { powerRows } from './power';
import { rulesText } from './rules';
import { vendorRows } from './vendors';

/** The project, seen from build/scripts or from scripts. */
const ROOT = resolve(__dirname, '..').replace(/[\\/]build$/, '');

/** Tables that are made from a registry, by the name that a Markdown file asks for them with. */
export const TABLES: Readonly<Record<string, () => string>> = {
  routers: () =>
    table(
      ['traffic router', 'id', 'since Argo Rollouts', 'objects it can make'],
      trafficRouters.map(({ title, id, since, owns }) => [title, `\`${id}\``, since, owns.map(kindOf).join(', ')]),
    ),
  providers: () =>
    table(
      ['metrics from', 'id', 'since Argo Rollouts', 'what is judged'],
      metricProviders.map(({ title, id, since, reads }) => [title, `\`${id}\``, since, reads]),
    ),
  vendors: () =>
    table(
      ['monitoring', 'id', 'judges canaries', 'alerts, longest window', 'shows a page'],
      vendorRows().map(({ title, id, canary, alerts, page }) => [
        title,
        `\`${id}\``,
        canary ? 'yes' : '',
        alerts === undefined ? '' : alerts === Infinity ? 'any' : `${alerts} h`,
        page ? 'yes' : '',
      ]),
    ),
  assumptions: () =>
    table(
      ['flag', 'key', 'takes', 'default', 'where from'],
      ASSUMPTION_INPUTS.map(({ flag, key, takes, defaultText = '', source }) => [
        `\`${flag}\``,
        `\`${key}\``,
        takes,
        defaultText,
        source,
      ]),
    ),
  remarks: () =>
    table(
      ['id', 'severity', 'what it finds'],
      REMARKS.map(({ id, severity, title }) => [`\`${id}\``, severity, title]),
    ),
  power: () =>
    table(
      ['promised', 'fail anyway', 'healthy rollouts aborted', 'enough requests/s', 'one point worse: caught', 'after'],
      powerRows().map(({ target, baseline, falseAborts, enough, worse }) => [
        percent(target),
        percent(baseline),
        percent(falseAborts),
        enough.toPrecision(2),
        percent(worse.aborted),
        `${Math.round(worse.medianMinutes ?? NaN)} min`,
      ]),
    ),
  formats: () =>
    table(
      ['format', 'for'],
      GATE_FORMATS.map(({ id, title }) => [`\`${id}\``, title]),
    ),
  packs: () =>
    table(
      ['pack', 'version', 'rules', 'environments', 'blocks'],
      packs.map(({ name, version, settings, environments, reportOnly }) => [
        `\`${name}\``,
        version,
        `${settings.length}`,
        Object.keys(environments).join(', '),
        reportOnly ? 'never' : 'on errors',
      ]),
    ),
  rules: rulesText,
  catalogue: () =>
    CATALOGUE.map(({ title, entries }) => {
      const rows = entries.map(({ id, fault, rules, note = '' }) => [id, fault, rules.map(linkTo).join(', '), note]);
      return `## ${title}\n\n${table(['id', 'what is wrong', 'found by', 'beside'], rows)}`;
    }).join('\n\n'),
};

const REGION = /^(<!-- generated:(\S+) -->)$[^]*?^<!-- \/generated -->$/gm;

/** Names of the tables that a Markdown text asks for. */
export function tablesIn(markdown: string): string[] {
  return [...markdown.matchAll(REGION)].map(([, , name = '']) => name);
}

/**
 * The text with each region `<!-- generated:NAME -->` to `<!-- /generated -->` made anew; all else stays.
 * @throws Error if there is no table of that name
 */
export function withTables(markdown: string): string {
  return markdown.replace(REGION, (_region, start: string, name: string) => {
    const make = TABLES[name];
    if (!make) {
      throw new Error(`"${name}" is not a generated table. Known are: ${Object.keys(TABLES).join(', ')}.`);
    }
    return `${start}\n\n${make()}\n\n<!-- /generated -->`;
  });
}

const OUTPUT = /^(<!-- output of: (.+) -->\n```\w*)\n[^]*?^```$/gm;

/** The text with what stands below each `<!-- output of: COMMAND -->` replaced by what the command prints now. */
export function withOutputs(markdown: string): string {
  return markdown.replace(
    OUTPUT,
    (_block, start: string, command: string) => `${start}\n${printedBy(command)}\n\`\`\``,
  );
}

/**
 * What a command prints, run at the top of the project; without npm's own words about scripts, and spaces at line ends.
 * @throws Error if it fails, or complains
 */
export function printedBy(command: string): string {
  const env = { ...process.env, npm_config_loglevel: 'silent' };
  const { status, stdout, stderr } = spawnSync(command, { cwd: ROOT, env, shell: true, encoding: 'utf8' });
  if (status !== 0 || stderr !== '') {
    throw new Error(`"${command}" ended with exit code ${status}: ${stderr}`);
  }
  return stdout.replace(/[ \t]+$/gm, '').trimEnd();
}

/** A rule, where its page tells of it. */
function linkTo(rule: string): string {
  return `[${rule}](rules.md#${rule})`;
}

/** `networking.istio.io/VirtualService` -> `VirtualService`. */
function kindOf(owned: string): string {
  return owned.slice(owned.lastIndexOf('/') + 1);
}

/** A Markdown table; an empty cell is shown as a dash. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Rewrites every Markdown file of the project that asks for a table or an output. */
function rewrite() {
  const options = ['-z', '--cached', '--others', '--exclude-standard', '*.md'];
  const listed = execFileSync('git', ['ls-files', ...options], { cwd: ROOT, encoding: 'utf8' });
  for (const path of listed.split('\0').filter((name) => name !== '')) {
    const before = readFileSync(join(ROOT, path), 'utf8');
    const after = withOutputs(withTables(before));
    if (after !== before) {
      writeFileSync(join(ROOT, path), after);
      console.log(`${path} is as it should be again`);
    }
  }
}

if (require.main === module) {
  rewrite();
}
