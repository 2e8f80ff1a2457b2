/** Something before and after; one of them is missing where it is new or gone. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/**
 * Pairs of the same key, the nth with the nth; what is left over is tried again with the next key. In the order of
 * `before`, then what is new.
 */
export function pairsOf<T>(
  before: readonly T[],
  after: readonly T[],
  ...keys: readonly ((item: T) => string)[]
): Pair<T>[] {
  // by place, as the same item may stand in a list twice
  const partner = new Map<number, number>();
  const free = new Set(after.keys());
  for (const key of keys) {
    const waiting = new Map<string, number[]>();
    after.forEach((item, place) => {
      if (!free.has(place)) return;
      const same = waiting.get(key(item)) ?? [];
      same.push(place);
      waiting.set(key(item), same);
    });
    for (const same of waiting.values()) same.reverse();
    before.forEach((item, place) => {
      const other = partner.has(place) ? undefined : waiting.get(key(item))?.pop();
      if (other === undefined) return;
      partner.set(place, other);
      free.delete(other);
    });
  }
  const partnerOf = (place: number) => after[partner.get(place) ?? -1];
  return [
    ...before.map((item, place) => ({ before: item, after: partnerOf(place) })),
    ...[...free].map((place) => ({ after: after[place] })),
  ];
}
