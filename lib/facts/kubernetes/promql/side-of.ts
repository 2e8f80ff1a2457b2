import { selectorsOf, type Query, type Selector } from './ast';

/** Whose requests a selector counts. */
export type SideOf = (selector: Selector) => 'canary' | 'stable' | 'service' | 'unknown';

/** The side that all selectors of a query are on. */
export function sidesIn(query: Query, sideOf: SideOf): ReturnType<SideOf> | undefined {
  const [first, ...more] = new Set(selectorsOf(query).map(sideOf));
  return more.length === 0 ? first : undefined;
}
