import type { Item } from '../lib/facts/item';
import { groupKindOf } from '../lib/facts/kubernetes/inventory';
import { positionIn } from '../lib/facts/kubernetes/source';
import { fieldOf } from '../lib/facts/kubernetes/problem';
import { placeOf } from '../lib/facts/item';
import type { Finding, NotKnown, Place, Severity, Subject } from '../lib/verdict';
import type { CannotKnow, Found, Rule } from './rule';

/** A rule's answer as a finding. */
export function toFinding(rule: Rule, severity: Severity, item: Item, found: Found): Finding {
  const { at = [], what, key } = found;
  return {
    rule: rule.id,
    gate: rule.gate,
    severity,
    subject: subjectOf(item),
    place: placeIn(item, at),
    field: at,
    ...('value' in found ? { value: found.value } : {}),
    what,
    why: found.why ?? rule.why,
    fix: found.fix ?? rule.fix,
    ...(rule.exemptible === false ? { exemptible: false } : {}),
    fingerprint: fingerprintOf(rule.id, item, at, key),
  };
}

/** A rule's answer that it cannot know. */
export function toNotKnown(rule: Rule, item: Item, { unknown }: CannotKnow): NotKnown {
  return { rule: rule.id, gate: rule.gate, subject: subjectOf(item), place: placeIn(item, []), what: unknown };
}

/** What names an object. */
export function subjectOf({ object }: Item): Subject {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name: name ?? '', ...(namespace ? { namespace } : {}) };
}

/** Where a field of an object stands. */
export function placeIn(item: Item, field: readonly (string | number)[]): Place {
  const position = positionIn(item, field);
  const { origin } = item;
  const { path } = origin;
  return {
    text: position ? `${path}:${position.line}:${position.column}` : placeOf(item),
    path,
    ...position,
    ...(origin.kind === 'file' && origin.helmTemplate !== undefined ? { template: origin.helmTemplate } : {}),
    ...(origin.kind === 'file' && origin.construct !== undefined ? { construct: origin.construct } : {}),
  };
}

function fingerprintOf(rule: string, item: Item, at: readonly (string | number)[], key = ''): string {
  const { name = '', namespace = '' } = item.object.metadata;
  return [rule, groupKindOf(item.object), namespace, name, fieldOf(at), key].join('|');
}
