import type { Operation, Selector } from './ast';
import { countOf, type Count } from './count';
import { polarityOf, sameSeries, type Polarity } from './polarity';
import type { Guard } from './world';

/** Requests of one kind by all requests. */
export interface Ratio {
  readonly measures: 'errorRate' | 'successRate';
  /** Its value is this many times the fraction: 100 where it is in percent. */
  readonly scale: number;
  /** What the requests must be above, as in `... / (sum(rate(requests[5m])) > 1)`. */
  readonly guards: readonly Guard[];
}

const OPPOSITE: Readonly<Record<Polarity, Polarity>> = { good: 'bad', bad: 'good' };

/** Failed or good requests by all requests; undefined for all other divisions. */
export function ratioOf({ operator, left, right }: Operation): Ratio | undefined {
  if (operator !== '/') return undefined;
  const [above, below] = [countOf(left), countOf(right)];
  if (!above || !below || below.removed.length > 0) return undefined;
  if (!sameTime([...above.added, ...above.removed, ...below.added])) return undefined;
  const polarity = polarityOfCount(above, below.added);
  const scale = above.factor / below.factor;
  if (!polarity || !(scale > 0) || scale === Infinity) return undefined;
  return { measures: polarity === 'bad' ? 'errorRate' : 'successRate', scale, guards: below.guards };
}

function polarityOfCount({ added, removed }: Count, all: readonly Selector[]): Polarity | undefined {
  if (removed.length > 0) {
    // everything but the errors
    const taken = common(removed.map((selector) => polarityOf(selector, all)));
    return isPartOf(all, added) && isPartOf(added, all) && taken ? OPPOSITE[taken] : undefined;
  }
  const direct = common(added.map((selector) => polarityOf(selector, all)));
  const others = all.filter((other) => !isPartOf([other], added));
  const rest = common(others.map((other) => polarityOf(other, added)));
  // good / (good + bad): the others tell; bad / good has not all requests below
  if (others.length < all.length) return rest && (direct === undefined || direct !== rest) ? OPPOSITE[rest] : undefined;
  return rest === undefined ? direct : undefined;
}

/** Requests of one while by those of another are no share of them. */
function sameTime(selectors: readonly Selector[]): boolean {
  return new Set(selectors.map(({ range, offset }) => JSON.stringify([range, offset]))).size === 1;
}

function isPartOf(selectors: readonly Selector[], all: readonly Selector[]): boolean {
  return selectors.every((selector) => all.some((other) => sameSeries(selector, other)));
}

function common<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
