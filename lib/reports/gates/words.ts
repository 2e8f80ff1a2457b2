import type { Finding, GateReport, Severity, Subject, UnitResult } from '../../verdict';
import { count } from '../../plan/words';
import { headline } from '../sentences/headline';
import type { RuleText } from './rule-text';

/** Severities, the worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `Rollout shop/web`. */
export function subjectText({ kind, name, namespace }: Subject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name === '' ? '(without a name)' : name}`;
}

/** `spec.steps[2].setWeight`; empty for the object as a whole. */
export function fieldText(field: Finding['field']): string {
  return field.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const plain = /^[A-Za-z_][\w-]*$/.test(part);
    return plain ? `${text}${text === '' ? '' : '.'}${part}` : `${text}[${JSON.stringify(part)}]`;
  }, '');
}

/** Object and field. */
export function aboutText({ subject, field }: Finding): string {
  return `${subjectText(subject)} ${fieldText(field)}`.trim();
}

/** Rules by their id. */
export function byId({ rules }: { readonly rules: readonly RuleText[] }): ReadonlyMap<string, RuleText> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** `2 errors, 1 warning`. */
export function countsText(findings: readonly Finding[]): string {
  const counted = SEVERITIES.map(
    (severity) => [severity, findings.filter((one) => one.severity === severity).length] as const,
  );
  const said = counted
    .filter(([, many]) => many > 0)
    .map(([severity, many]) => (severity === 'info' ? `${many} info` : count(many, severity)));
  return said.length === 0 ? 'no findings' : said.join(', ');
}

/** What was judged, by what, and what it came to. */
export function verdictText({ pack, environment, world, today, objects, findings, blocks }: GateReport): string {
  const by = `pack ${pack.name} ${pack.version}${environment === undefined ? '' : ` for ${environment}`}`;
  const there = world === 'open' ? 'what is missing may be elsewhere' : 'these are all objects there are';
  const said = blocks ? 'it blocks' : 'nothing blocks';
  return `${count(objects, 'object')} judged by ${by} on ${today} (${there}): ${countsText(findings)}; ${said}.`;
}

/** What releases of a unit do, in sentences. */
export function planSentences({ plan }: UnitResult): readonly string[] {
  return plan ? headline(plan) : ['No plan of it: nothing here can tell what its releases do.'];
}
