import type { Item } from '../lib/facts/item';

/** Makes objects unchangeable, to their depths: a rule that changed one would have the next judge something else. */
export function freeze(items: readonly Item[]) {
  const open: unknown[] = items.map(({ object }) => object);
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const one of Object.values(next) as unknown[]) open.push(one);
  }
}
