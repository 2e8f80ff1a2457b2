import { isKubeObject, type Item } from '../lib/facts/item';
import { keyOf } from '../lib/facts/kept';
import { Inventory } from '../lib/facts/kubernetes/inventory';
import { whyUnsure } from '../lib/facts/kubernetes/not-known';
import type { ReadProblem } from '../lib/facts/kubernetes/problem';
import { unitsOf } from '../lib/facts/units';
import type { UnitOptions } from '../lib/facts/unit-options';
import type { DeliveryUnit } from '../lib/facts/unit';
import type { Finding, GateReport, NotKnown, SaidExemption, Severity } from '../lib/verdict';
import { READABLE, RULES_HOLD } from './engine-rules';
import { exemptionsOf } from './exemptions/annotation';
import { judgeExemptions } from './exemptions/judge';
import { toFinding, toNotKnown } from './found';
import { freeze } from './freeze';
import { gateResults } from './gate-results';
import { gateOf } from './gates';
import { settingsIn, type Pack, type RuleSetting } from './packs/pack';
import type { CannotKnow, Found, Rule } from './rule';
import { rules } from './rules';
import { runRules, type Answered } from './run-rule';
import { unitResults } from './unit-results';

export { ENGINE_RULES } from './engine-rules';

/** Options of {@link evaluate}. */
export interface EvaluateOptions extends UnitOptions {
  /** The day by which exemptions are judged, as `2026-12-31`: the only thing that rules are told of time. */
  readonly today: string;
  /** Which of the pack's levels hold, such as `production`. @default - the pack's own */
  readonly environment?: string;
  /** `closed`: these are all objects there are. `open`: what is missing may be elsewhere. @default 'closed' */
  readonly world?: 'open' | 'closed';
  /** Exemptions that the host knows of; those in annotations of objects are read here. @default - none */
  readonly exemptions?: readonly SaidExemption[];
  /** Whether what is not known counts as a fault. @default false */
  readonly strictUnknown?: boolean;
  /** What could not be read at all. @default - everything could */
  readonly problems?: readonly ReadProblem[];
  /** What rules judge that are asked. @default - everything */
  readonly judges?: readonly Rule['judges'][];
}

/**
 * Judges objects by a pack: the only function a host calls. It never throws, changes nothing, and says the same of the same
 * objects in every host. Where a pack has rules that are not ours, the objects are frozen, so that no rule can fool the next.
 */
export function evaluate(given: readonly Item[], pack: Pack, options: EvaluateOptions): GateReport {
  const { today, environment, world = 'closed', judges = ['object', 'relation', 'unit'] } = options;
  const items = given.filter(({ object }) => isKubeObject(object));
  const strange = given.filter(({ object }) => !isKubeObject(object)).map(({ origin: { path } }) => notAnObject(path));
  if (pack.settings.some(({ rule }) => !rules.includes(rule))) freeze(items);
  const inventory = new Inventory(items);
  const asked = settingsIn(pack, environment).filter(
    ({ rule, level }) => level !== 'off' && judges.includes(rule.judges),
  );
  const units = asked.some(({ rule }) => rule.judges !== 'object') ? unitsOf(inventory, options) : [];
  const raised = raise(asked, { inventory, units, world }, options.strictUnknown ?? false);
  const problems = [...strange, ...(options.problems ?? [])].flatMap(unread);
  const order = new Map(items.map((item, index) => [item, index]));
  const inOrder = raised.findings
    .sort((one, other) => (order.get(one.item) ?? 0) - (order.get(other.item) ?? 0))
    .map(({ finding }) => finding);
  const { findings, exemptions } = judgeExemptions(
    [...problems, ...inOrder],
    [...(options.exemptions ?? []), ...exemptionsOf(items)],
    today,
    exemptibleIn(pack),
  );
  const blocks = !pack.reportOnly && findings.some(({ severity }) => severity === 'error');
  return {
    pack: { name: pack.name, version: pack.version },
    ...(environment === undefined ? {} : { environment }),
    world,
    today,
    objects: items.length,
    gates: gateResults(
      asked.map(({ rule }) => rule),
      findings,
      raised.notKnown,
      items.length,
      !pack.reportOnly,
    ),
    findings,
    notKnown: raised.notKnown,
    exemptions,
    units: unitResults(units, raised.findings, findings),
    blocks,
  };
}

interface Raised {
  readonly findings: { readonly item: Item; readonly finding: Finding }[];
  readonly notKnown: readonly NotKnown[];
}

/** What the rules say, rule by rule. */
function raise(
  asked: readonly Required<RuleSetting>[],
  around: { inventory: Inventory; units: readonly DeliveryUnit[]; world: 'open' | 'closed' },
  strict: boolean,
): Raised {
  const findings: Raised['findings'] = [];
  const notKnown: NotKnown[] = [];
  const served = around.units.filter(({ servesTraffic }) => servesTraffic !== false);
  const runs = runRules(asked, (rule) => ({ ...around, units: isAlwaysAsked(rule) ? around.units : served }));
  for (const { asked: setting, answers, failures } of runs) {
    const { rule, level } = setting;
    const severity = level as Severity;
    for (const { item, answer: given } of onceEach(answers)) {
      const answer = orUnsure(item, given);
      if ('unknown' in answer) notKnown.push(toNotKnown(rule, item, answer));
      const found = 'unknown' in answer ? { what: `it is not known: ${answer.unknown}.` } : answer;
      if (strict || !('unknown' in answer)) findings.push({ item, finding: toFinding(rule, severity, item, found) });
    }
    for (const { item, why } of failures) {
      const what = `the rule "${rule.id}" failed here: ${why}.`;
      findings.push({ item, finding: toFinding(RULES_HOLD, 'error', item, { what, key: rule.id }) });
    }
  }
  return { findings, notKnown };
}

/** Without what was said before of the same object: two releases may share one, and its fault is one fault. */
function onceEach(answers: readonly Answered[]): readonly Answered[] {
  const sayers = new Map<Item, Map<string, Item>>();
  return answers.filter(({ item, judged, answer }) => {
    if (item === judged) return true;
    const said = sayers.get(item) ?? new Map<string, Item>();
    sayers.set(item, said);
    const text = 'unknown' in answer ? answer.unknown : keyOf([answer.at, answer.key, answer.what]);
    const first = said.get(text) ?? judged;
    said.set(text, first);
    return first === judged;
  });
}

/** A fault in what a preview does not know yet is none. */
function orUnsure(item: Item, answer: Found | CannotKnow): Found | CannotKnow {
  const why = 'unknown' in answer ? undefined : whyUnsure(item, answer.at ?? []);
  return why === undefined ? answer : { unknown: why };
}

/** Where nobody sends requests there is no traffic to hand over step by step. */
function isAlwaysAsked({ gate }: Rule): boolean {
  return gateOf(gate).enforcement === 'blocking';
}

/** Readers refuse it and say where; whoever calls this by themselves is told too. */
function notAnObject(path: string): ReadProblem {
  const what = 'it is no Kubernetes object: its apiVersion, kind, metadata, name or namespace has a wrong type.';
  return { rule: READABLE.id, severity: 'error', at: path, path, what, why: READABLE.why, fix: READABLE.fix };
}

function unread({ severity, at, path, line, column, what, why, fix }: ReadProblem): Finding[] {
  if (severity !== 'error') return [];
  const place = {
    text: at,
    path,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
  return [
    {
      rule: READABLE.id,
      gate: READABLE.gate,
      severity: 'error',
      subject: { apiVersion: '', kind: 'file', name: path },
      place,
      field: [],
      what,
      why,
      fix,
      exemptible: false,
      fingerprint: [READABLE.id, '', '', path, '', what].join('|'),
    },
  ];
}

function exemptibleIn({ settings }: Pack): (rule: string) => boolean | undefined {
  const rules = new Map([READABLE, RULES_HOLD, ...settings.map(({ rule }) => rule)].map((rule) => [rule.id, rule]));
  return (id) => (rules.has(id) ? (rules.get(id)?.exemptible ?? true) : undefined);
}
