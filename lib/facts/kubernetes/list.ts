/** What is in a list of any kind, as `List` or `RolloutList`; anything else is all there is of it. */
export function listed(value: unknown): readonly unknown[] {
  const { kind, items } = Object(value) as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? (items as unknown[]) : [value];
}
