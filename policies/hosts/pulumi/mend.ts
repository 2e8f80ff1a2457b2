import { isDeepStrictEqual } from 'node:util';
import { raw, unmarked } from './unknowns';

type Fields = Record<string, unknown>;

/**
 * Makes a resource what it is to become, in place: whatever does not differ is not touched, so that secrets stay secret, and what
 * is not known yet stays so. A copy would read every value, and one that is not known throws.
 */
export function mendInPlace(target: Fields, before: Fields, after: Fields) {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) delete target[key];
  }
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (isDeepStrictEqual(old, value)) continue;
    if (isMap(old) && isMap(value) && isMap(target[key])) mendInPlace(target[key], old, value);
    else if (Array.isArray(old) && Array.isArray(value)) target[key] = mendList(target[key], old, value);
    else target[key] = unmarked(value);
  }
}

/** A list may have gained or lost elements: those that are still there are taken over as they are. */
function mendList(target: unknown, before: readonly unknown[], after: readonly unknown[]): unknown[] {
  const guarded = Array.isArray(target) ? (target as unknown[]) : [];
  const elements = raw(guarded) as unknown[];
  return after.map((value, index) => {
    const same = before.findIndex((old) => isDeepStrictEqual(old, value));
    if (same >= 0) return elements[same];
    const [element, old] = [guarded[index], before[index]];
    if (before.length !== after.length || !isMap(element) || !isMap(old) || !isMap(value)) return unmarked(value);
    mendInPlace(element, old, value);
    return elements[index];
  });
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
