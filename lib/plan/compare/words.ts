import type { PlanChange } from '../model/comparison';
import { isUnknown } from '../model/known';
import { duration } from '../words';

/** What is written, by name, in words. */
export type Entries = ReadonlyMap<string, string>;

/** Every value below `value`, by its path: `traffic maxWeight`. What is absent has no entry. */
export function entriesOf(value: object): Entries {
  const entries = new Map<string, string>();
  const walk = (item: unknown, path: readonly string[]) => {
    if (item === undefined || item === null) return;
    const isLeaf = typeof item !== 'object' || isUnknown(item) || Array.isArray(item) || 'percent' in item;
    if (isLeaf)
      entries.set(path.filter((part, index) => index === 0 || part !== 'seconds').join(' '), inWords(item, path));
    else for (const [key, inner] of Object.entries(item)) walk(inner, [...path, key]);
  };
  walk(value, []);
  return entries;
}

/** Entries that differ; those of `before` in their order, then those that are new. */
export function entryChanges(prefix: string, before: Entries, after: Entries): PlanChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => changed(`${prefix}${name}`, before.get(name), after.get(name)));
}

/** One change, unless there is none. */
export function changed(what: string, before: string | undefined, after: string | undefined): PlanChange[] {
  if (before === after) return [];
  return [{ what, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function inWords(value: unknown, path: readonly string[]): string {
  if (isUnknown(value)) return `not known (${value.unknown})`;
  if (typeof value === 'number') return /seconds$/i.test(path.at(-1) ?? '') ? duration(value) : String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value === 'object' && value !== null && 'percent' in value) return `${String(value.percent)} %`;
  return JSON.stringify(value);
}
