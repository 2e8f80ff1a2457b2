import type { Item } from '../item';
import { unknownIn, withoutMarks } from './marks';
import type { FieldPath } from './problem';

/** Where a plan takes its figures from: from all of it together. */
const PLANNED = ['spec', 'strategy'];

/**
 * Whether marks in an object were put there by whoever handed it over. In a file or a construct they are somebody's text, and
 * nobody escapes a rule by writing them.
 */
function hasMarks({ origin }: Item): boolean {
  return origin.kind === 'urn' || origin.kind === 'template';
}

/** Why a value of an object is not known; undefined if it is. */
export function whyNotKnown(item: Item, value: unknown): string | undefined {
  return typeof value === 'string' && hasMarks(item) ? unknownIn(value) : undefined;
}

/** A text of an object, without marks that nobody vouches for. */
export function textOf(item: Item, text: string): string {
  return hasMarks(item) ? text : withoutMarks(text);
}

/**
 * Why what is said of a field can't be relied on: it, or what it lies in, is not known. Of a strategy also what lies below,
 * because a plan is made from all of it.
 */
export function whyUnsure(item: Item, field: FieldPath): string | undefined {
  if (!hasMarks(item)) return undefined;
  let value: unknown = item.object;
  for (const key of field) {
    value = Object.hasOwn(Object(value) as object, key) ? (value as Record<string | number, unknown>)[key] : undefined;
    const why = whyNotKnown(item, value);
    if (why !== undefined) return why;
  }
  return PLANNED.every((key, index) => field[index] === key) ? whyBelow(item, value) : undefined;
}

function whyBelow(item: Item, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return whyNotKnown(item, value);
  for (const inner of Object.values(value)) {
    const why = whyBelow(item, inner);
    if (why !== undefined) return why;
  }
  return undefined;
}
