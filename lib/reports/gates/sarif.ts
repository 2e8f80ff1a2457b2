import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import type { Finding, GateReport, NotKnown, Place, Severity, Suppressed } from '../../verdict';
import { harmlessJson } from '../harmless';
import { exemptLine } from './exempt-with';
import { exemptionLines } from './exemption-lines';
import type { RuleText, ShownWith } from './rule-text';
import { aboutText, planSentences, subjectText } from './words';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** So many results of a run GitHub's code scanning takes; of more it refuses all. */
const MOST_RESULTS = 25_000;

const RANKS: Readonly<Record<string, number>> = { error: 0, warning: 1, note: 2, none: 3 };

/** The worst of too many results, in their order, and what is said of the others. */
function bounded<T extends { readonly level: string }>(results: readonly T[]) {
  const left = results.length - MOST_RESULTS;
  if (left <= 0) return { results, said: [] };
  const rank = ({ level }: T) => RANKS[level] ?? 0;
  const kept = new Set([...results].sort((one, other) => rank(one) - rank(other)).slice(0, MOST_RESULTS));
  const text = `${left} of ${results.length} results are left out, the least of them: code scanning takes ${MOST_RESULTS}.`;
  return { results: results.filter((one) => kept.has(one)), said: [{ level: 'warning', message: { text } }] };
}

/** SARIF 2.1.0, as code scanning reads it. Suppressed findings are in it as such; what is not known is "open". */
export function gatesSarif(report: GateReport, { rules, version }: ShownWith): string {
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const { results, said } = bounded([
    ...report.findings.map((finding) => resultOf(finding, index)),
    ...report.exemptions.suppressed.map((one) => suppressedOf(one, index)),
    ...report.notKnown.map((one) => openOf(one, index)),
  ]);
  const { pack, environment, world, today, gates, units, blocks } = report;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'stepgate', semanticVersion: version, rules: rules.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            exitCode: blocks ? 2 : 0,
            toolExecutionNotifications: gates.map(({ title, verdict, why }) => ({
              level: verdict === 'failed' ? 'error' : 'note',
              message: { text: `${title}: ${verdict}: ${why}` },
            })),
            toolConfigurationNotifications: [
              ...said,
              ...exemptionLines(report)
                .filter((line) => !line.startsWith('suppressed'))
                .map((text) => ({ level: text.startsWith('unused') ? 'note' : 'warning', message: { text } })),
            ],
          },
        ],
        results,
        properties: {
          pack,
          ...(environment === undefined ? {} : { environment }),
          world,
          today,
          gates,
          units: units.map((unit) => ({
            unit: subjectText(unit.subject),
            place: unit.place.text,
            says: planSentences(unit),
          })),
        },
      },
    ],
  };
  return `${harmlessJson(JSON.stringify(log, undefined, 1))}\n`;
}

function ruleOf({ id, title, why, fix, level, source, gate, exemptible }: RuleText) {
  const address = /https?:\/\/[^\s,)]+/.exec(source)?.[0];
  const exempt = capital(exemptLine({ rule: id, exemptible }));
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: capital(why) },
    help: { text: `${capital(fix)}\n${exempt}\nSource: ${source}\nMore: stepgate explain ${id}` },
    ...(address === undefined ? {} : { helpUri: address }),
    defaultConfiguration: { level: LEVELS[level] },
    properties: { tags: [gate] },
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

type Index = ReadonlyMap<string, number>;

/** A rule's id, and where it stands among the rules. */
function ruleIn(rule: string, index: Index) {
  const at = index.get(rule);
  return at === undefined ? { ruleId: rule } : { ruleId: rule, ruleIndex: at };
}

function resultOf(finding: Finding, index: Index) {
  const { rule, severity, what, why, fix, fingerprint, place, subject } = finding;
  return {
    ...ruleIn(rule, index),
    level: LEVELS[severity],
    message: { text: `${aboutText(finding)}: ${what} ${capital(why)} ${capital(fix)}` },
    ...locationsOf(place, subjectText(subject)),
    partialFingerprints: { 'stepgate/v1': fingerprint },
  };
}

function suppressedOf({ finding, exemption }: Suppressed, index: Index) {
  const { owner, expires, reason, saidAt } = exemption;
  const justification = `until ${expires} by ${owner}: ${reason} (${saidAt})`;
  return { ...resultOf(finding, index), suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

function openOf({ rule, subject, what, place }: NotKnown, index: Index) {
  return {
    ...ruleIn(rule, index),
    kind: 'open',
    level: 'none',
    message: { text: `${subjectText(subject)}: not known: ${what}` },
    ...locationsOf(place, subjectText(subject)),
  };
}

/** The line belongs to what was rendered; the template it came from is only related to it. */
function locationsOf({ path, line, column, template }: Place, name: string) {
  const logicalLocations = [{ fullyQualifiedName: line === undefined ? path : name, kind: 'object' }];
  const physicalLocation = {
    artifactLocation: { uri: uriOf(path) },
    region: { startLine: line, startColumn: column ?? 1 },
  };
  return {
    locations: [line === undefined ? { logicalLocations } : { physicalLocation, logicalLocations }],
    ...(template === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 1,
              message: { text: 'rendered from this template' },
              physicalLocation: { artifactLocation: { uri: uriOf(template) } },
            },
          ],
        }),
  };
}

/** A path as a URI reference. */
function uriOf(path: string): string {
  if (path === '-') return 'stdin';
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}
