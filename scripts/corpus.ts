import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readManifests, type Manifests } from '../lib/facts/kubernetes';
import { fieldOf } from '../lib/facts/kubernetes/problem';
import { readText } from '../lib/facts/kubernetes/read';
import { groupBy } from '../lib/group-by';
import type { Finding, GateReport, NotKnown, Subject } from '../lib/verdict';
import { evaluate } from '../policies/evaluate';
import { recommended } from '../policies/packs/recommended';

/** The day on which exemptions would be judged; there are none. */
const TODAY = '2026-11-25';

/** Judges manifests by `recommended`. */
export function judge({ items, problems }: Manifests, world: GateReport['world']): GateReport {
  return evaluate(items, recommended, { today: TODAY, world, problems });
}

/** What `recommended` says of other people's manifests, as files of lines: of each file alone, and of all together. */
export function corpusReports(corpus: string): Readonly<Record<string, string>> {
  const inFolder = (name: string) => filesIn(join(corpus, name));
  const examples = inFolder('argo-examples');
  const alone = examples.map((file) => readManifests([file]));
  const said = new Set(alone.flatMap((one) => [...linesOf(judge(one, 'open'), corpus).values()].flat()));
  return {
    'argo-examples.txt': each(examples, alone, 'open', corpus),
    'argo-examples-together.txt': blockText(linesOf(judge(readManifests(examples), 'closed'), corpus), said),
    'argo-lint.txt': each(
      ...read(inFolder('argo-lint').filter((file) => !file.endsWith('expectations.json'))),
      'open',
      corpus,
    ),
    'online-boutique.txt': each(...read(inFolder('online-boutique')), 'closed', corpus),
    'sloth.txt': each(...rulesIn(inFolder('sloth')), 'closed', corpus),
  };
}

/** All findings of the corpus as it is told, to be counted. */
export function corpusFindings(corpus: string): readonly Finding[] {
  const inFolder = (name: string) => filesIn(join(corpus, name));
  return [
    ...inFolder('argo-examples').map((file) => judge(readManifests([file]), 'open')),
    ...inFolder('online-boutique').map((file) => judge(readManifests([file]), 'closed')),
  ].flatMap(({ findings }) => findings);
}

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

function read(files: readonly string[]): [files: readonly string[], manifests: readonly Manifests[]] {
  return [files, files.map((file) => readManifests([file]))];
}

/** Rules as Sloth writes them for Prometheus, in the object that its operator would put them into. */
function rulesIn(files: readonly string[]): [files: readonly string[], manifests: readonly Manifests[]] {
  const generated = files.filter((file) => file.includes('_gen_'));
  const manifests = generated.map((file) => {
    const spec: unknown = parse(readFileSync(file, 'utf8'));
    const object = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'slos' }, spec };
    return { ...readText(JSON.stringify(object), file), skipped: [] };
  });
  return [generated, manifests];
}

function each(
  files: readonly string[],
  manifests: readonly Manifests[],
  world: GateReport['world'],
  corpus: string,
): string {
  return manifests
    .map((one, index) => {
      const path = (files[index] ?? '').slice(corpus.length + 1);
      const text = blockText(linesOf(judge(one, world), corpus));
      return `# ${path}\n${text === '' ? 'nothing\n' : text}`;
    })
    .join('\n');
}

/** Lines by what they are about. */
function linesOf({ findings, notKnown }: GateReport, corpus: string): ReadonlyMap<string, readonly string[]> {
  const lines = [
    ...findings.map((finding) => [nameOf(finding.subject, corpus), findingLine(finding)] as const),
    ...unknownLines(notKnown, corpus),
  ].map(([name, line]) => [name, line.replaceAll(`${corpus}/`, '')] as const);
  return new Map([...groupBy(lines, ([name]) => name)].map(([name, pairs]) => [name, pairs.map(([, line]) => line)]));
}

function blockText(lines: ReadonlyMap<string, readonly string[]>, without: ReadonlySet<string> = new Set()): string {
  return [...lines]
    .map(([name, all]) => [name, all.filter((line) => !without.has(line))] as const)
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => `${name}\n${all.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}

function findingLine({ severity, rule, field, what }: Finding): string {
  return `${severity} ${[rule, fieldOf(field)].join(' ').trim()}: ${what}`;
}

/** The same sentence of one object once, with all rules that say it. */
function unknownLines(all: readonly NotKnown[], corpus: string): readonly (readonly [string, string])[] {
  return [...groupBy(all, ({ subject, what }) => `${nameOf(subject, corpus)}\n${what}`).values()].flatMap((same) => {
    const [first] = same;
    const rules = [...new Set(same.map(({ rule }) => rule))].join(', ');
    return first ? [[nameOf(first.subject, corpus), `unknown ${rules}: ${first.what}`] as const] : [];
  });
}

function nameOf({ kind, name }: Subject, corpus: string): string {
  return `${kind}/${name.startsWith(corpus) ? name.slice(corpus.length + 1) : name}`;
}

/** Writes what is said today beside what was said, for a reviewer to read the difference. */
export function remakeCorpus(root: string) {
  const corpus = join(root, '..', 'shared', 'corpus');
  if (!existsSync(corpus)) return console.log('test/policies/corpus: left as it is, no ../shared');
  const folder = join(root, 'test', 'policies', 'corpus');
  mkdirSync(folder, { recursive: true });
  const reports = Object.entries(corpusReports(corpus));
  for (const [name, text] of reports) writeFileSync(join(folder, name), text);
  console.log(`test/policies/corpus: ${reports.length} files`);
}
