import { isConstant, type Query, type Selector } from './ast';
import { constantOf, countOf } from './count';
import { sidesIn, type SideOf } from './quantity';
import type { Guard } from './world';

/**
 * How many requests of the canary a guard asks for, in the time it looks back.
 * Undefined where it asks for something else.
 */
export function requestsAsked({ part, holds }: Guard, sideOf: SideOf): number | undefined {
  const comparisons = holds ? ['>', '>='] : ['<', '<='];
  if (part.kind !== 'operation' || !comparisons.includes(part.operator) || !isConstant(part.right)) {
    return undefined;
  }
  const [least, count] = [constantOf(part.right), countOf(part.left)];
  const [selector, ...more] = count?.added ?? [];
  if (least === undefined || !count || !selector || more.length > 0 || count.removed.length > 0) return undefined;
  if (sidesIn(part.left, sideOf) !== 'canary') return undefined;
  const seconds = callAround(part.left, selector)?.endsWith('rate') ? selector.range : 1;
  return typeof seconds === 'number' ? (least / count.factor) * seconds : undefined;
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
