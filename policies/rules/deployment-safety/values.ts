/** A map, as it stands in an object of which nobody has checked anything. */
export type UnknownMap = Readonly<Record<string, unknown>>;

/** Whether a value is a map. */
export function isMap(value: unknown): value is UnknownMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map; an empty one for whatever is none. With several keys, the map below them. */
export function mapIn(value: unknown, ...keys: readonly string[]): UnknownMap {
  const found = keys.reduce<unknown>(
    (map, key) => (isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined),
    value,
  );
  return isMap(found) ? found : {};
}

/** A copy of a map without a key. */
export function without(map: UnknownMap, key: string): UnknownMap {
  return Object.fromEntries(Object.entries(map).filter(([own]) => own !== key));
}
