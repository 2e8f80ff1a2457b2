import { isConstant, type Query, type Selector } from './ast';
import { constantOf, countOf } from './count';
import { sidesIn, type SideOf } from './side-of';
import type { Guard } from './world';

/** Whose requests a guard asks for, and how many in the time it looks back. */
export interface RequestsAsked {
  readonly side: 'canary' | 'stable';
  readonly requests: number;
}

/** The requests that a guard asks for; undefined where it asks for something else. */
export function requestsAsked({ part, holds }: Guard, sideOf: SideOf): RequestsAsked | undefined {
  const comparisons = holds ? ['>', '>='] : ['<', '<='];
  if (part.kind !== 'operation' || !comparisons.includes(part.operator) || !isConstant(part.right)) {
    return undefined;
  }
  const [least, counted, side] = [constantOf(part.right), countedIn(part.left), sidesIn(part.left, sideOf)];
  if (least === undefined || !counted || (side !== 'canary' && side !== 'stable')) return undefined;
  return { side, requests: (least / counted.factor) * counted.seconds };
}

/** Something counted by one series: its value times `seconds` by `factor` is the number of it. */
export interface Counted {
  readonly selector: Selector;
  readonly factor: number;
  readonly seconds: number;
}

/** What a query counts, if that is one thing in a known time. */
export function countedIn(query: Query): Counted | undefined {
  const count = countOf(query);
  const [selector, ...more] = count?.added ?? [];
  if (!count || !selector || more.length > 0 || count.removed.length > 0) return undefined;
  const seconds = callAround(query, selector)?.endsWith('rate') ? selector.range : 1;
  return typeof seconds === 'number' ? { selector, factor: count.factor, seconds } : undefined;
}

/** The function that a selector is the argument of. */
function callAround(query: Query, selector: Selector): string | undefined {
  if (query.kind === 'call') {
    return query.args.includes(selector)
      ? query.name
      : query.args.map((arg) => callAround(arg, selector)).find((name) => name !== undefined);
  }
  if (query.kind === 'aggregation') return callAround(query.inner, selector);
  return query.kind === 'operation'
    ? (callAround(query.left, selector) ?? callAround(query.right, selector))
    : undefined;
}
