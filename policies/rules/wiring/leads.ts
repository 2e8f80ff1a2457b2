import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { whyNotKnown } from '../../../lib/facts/kubernetes/not-known';
import type { CannotKnow, Found } from '../../rule';

/** What a route is held against. */
export interface Leading {
  /** `spec` of the route. */
  readonly spec: Field;
  /** `trafficRouting` of the Rollout. */
  readonly routing: Field;
  /** Where the Rollout names the route. */
  readonly field: Field;
  /** Names of both Services; undefined where the Rollout names none. */
  readonly stable: string | undefined;
  readonly canary: string | undefined;
}

/** What is wrong with where a route leads; nothing where all is well. */
export type Leads = (on: Leading) => readonly (Found | CannotKnow)[];

/** A fault of the route, unless one of the fields that decide it is not known. */
export function unlessUnknown(fields: readonly Field[], at: Field, what: string): readonly (Found | CannotKnow)[] {
  const why = fields.map(({ item, value }) => whyNotKnown(item, value)).find((one) => one !== undefined);
  return [why === undefined ? { at: at.path, what } : { unknown: why }];
}

/** Demands that some field names each of these. */
export function mustName(
  fields: readonly Field[],
  wanted: readonly (string | undefined)[],
  at: Field,
  what: string,
): readonly (Found | CannotKnow)[] {
  const named = new Set(fields.map((field) => hostOf(field)));
  const missing = wanted.filter((name) => name !== undefined && name !== '' && !named.has(name));
  return missing.length === 0
    ? []
    : unlessUnknown(fields, at, `${what} ${missing.map((name) => `"${name}"`).join(' nor ')}.`);
}

/** A Service by its name, whatever port, namespace and domain follow it. */
function hostOf(field: Field): string {
  return (field.text() ?? '').split(/[.:]/)[0] ?? '';
}

/** The fields of an object that nobody hears the problems of. */
export function specIn(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
