/** Makes something of a large thing once, however often it is asked for. */
export function oncePer<K extends object, T extends NonNullable<unknown>>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
