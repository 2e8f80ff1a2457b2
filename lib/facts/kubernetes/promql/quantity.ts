import { selectorsOf, type Operation, type Query, type Selector } from './ast';
import { isConstant, outcomeOf, type Guard } from './evaluate';
import { polarityOf, sameSeries, type Polarity } from './outcomes';

/** What a query measures, and which part of it is that. */
export interface Quantity {
  readonly measures: 'errorRate' | 'successRate' | 'errorRateRise' | 'other';
  /** The part whose value is the quantity; the rest of the query compares, scales or guards it. */
  readonly part: Query;
  /** The value of the part is this many times the quantity: 100 where it is in percent. */
  readonly scale: number;
  /** What lets it through, as in `... and sum(rate(requests[5m])) > 1`. */
  readonly guards: readonly Guard[];
}

/** Whose requests a selector counts. */
export type SideOf = (selector: Selector) => 'canary' | 'stable' | 'service' | 'unknown';

/** Finds the quantity of a query: what is left when constants, comparisons and guards are taken away. */
export function quantityOf(query: Query, sideOf: SideOf): Quantity {
  const guards: Guard[] = [];
  const part = peel(query, guards);
  const ratio = part.kind === 'operation' ? (ratioOf(part) ?? riseOf(part, sideOf)) : undefined;
  return { measures: 'other', scale: 1, ...ratio, part, guards };
}

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^', '==', '!=', '<', '>', '<=', '>=']);

/** Functions of a value that is there already. */
const OF_A_VALUE = new Set(
  'abs ceil floor round clamp clamp_min clamp_max scalar vector sort sort_desc label_replace label_join sgn'.split(' '),
);

function peel(query: Query, guards: Guard[]): Query {
  switch (query.kind) {
    case 'negative':
    case 'subquery':
      return peel(query.inner, guards);
    case 'call': {
      const inner = query.args.filter((arg) => !isConstant(arg));
      const ofValue =
        OF_A_VALUE.has(query.name) || (query.name.endsWith('_over_time') && inner[0]?.kind === 'subquery');
      return inner.length === 1 && inner[0] && ofValue ? peel(inner[0], guards) : query;
    }
    case 'aggregation':
      // an average of ratios is one; a sum of counters is what ratios are made of
      return query.inner.kind === 'operation' && query.inner.operator === '/' ? peel(query.inner, guards) : query;
    case 'operation':
      return peelOperation(query, guards);
    default:
      return query;
  }
}

function peelOperation(query: Operation, guards: Guard[]): Query {
  const { operator, left, right } = query;
  if (operator === 'and' || operator === 'unless') {
    guards.push({ part: right, holds: operator === 'and' });
    return peel(left, guards);
  }
  if (operator === 'or') {
    return peel(isConstant(left) ? right : left, guards);
  }
  if (ARITHMETIC.has(operator) && isConstant(right)) return peel(left, guards);
  return ARITHMETIC.has(operator) && isConstant(left) ? peel(right, guards) : query;
}

type Ratio = Pick<Quantity, 'measures' | 'scale'>;

/** Failed or good requests by all requests. */
function ratioOf({ operator, left, right }: Operation): Ratio | undefined {
  if (operator !== '/') {
    return undefined;
  }
  const [above, below] = [countOf(left), countOf(right)];
  if (!above || !below) {
    return undefined;
  }
  const polarity = polarityOfCount(above, below.added);
  const scale = above.factor / below.factor;
  if (!polarity || !Number.isFinite(scale) || scale === 0) {
    return undefined;
  }
  return { measures: polarity === 'bad' ? 'errorRate' : 'successRate', scale };
}

/** Something counted: series that are added and others that are taken off, times a factor. */
interface Count {
  readonly added: readonly Selector[];
  readonly removed: readonly Selector[];
  readonly factor: number;
}

const COUNTING = new Set(
  'rate irate increase delta idelta count_over_time sum_over_time label_replace round'.split(' '),
);

function countOf(query: Query): Count | undefined {
  switch (query.kind) {
    case 'selector':
      return { added: [query], removed: [], factor: 1 };
    case 'call': {
      const inner = query.args.find((arg) => !isConstant(arg));
      const counts = COUNTING.has(query.name) || ['clamp_min', 'scalar', 'sort'].includes(query.name);
      return inner && counts ? countOf(inner) : undefined;
    }
    case 'aggregation':
      return ['sum', 'count'].includes(query.operator) ? countOf(query.inner) : undefined;
    case 'operation':
      return countOfOperation(query);
    default:
      return undefined;
  }
}

function countOfOperation({ operator, left, right }: Operation): Count | undefined {
  if (isConstant(left) || isConstant(right)) {
    const inner = countOf(isConstant(left) ? right : left);
    const constant = constantOf(isConstant(left) ? left : right);
    if (!inner || constant === undefined) return undefined;
    if (operator === '*') return { ...inner, factor: inner.factor * constant };
    if (operator === '/') return isConstant(left) ? undefined : { ...inner, factor: inner.factor / constant };
    // a filter, or `or vector(0)`
    return ['or', '>', '>=', '!='].includes(operator) ? inner : undefined;
  }
  const [one, other] = [countOf(left), countOf(right)];
  if (!one || !other || one.factor !== other.factor) return undefined;
  if (operator === '+') {
    return { ...one, added: [...one.added, ...other.added], removed: [...one.removed, ...other.removed] };
  }
  return operator === '-'
    ? { ...one, added: [...one.added, ...other.removed], removed: [...one.removed, ...other.added] }
    : undefined;
}

function constantOf(query: Query): number | undefined {
  try {
    const outcome = outcomeOf(query, { series: 'none', assumed: Number.NaN });
    const value = outcome.kind === 'scalar' ? outcome.value : outcome.values[0];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

const OPPOSITE: Readonly<Record<Polarity, Polarity>> = { good: 'bad', bad: 'good' };

function polarityOfCount({ added, removed }: Count, all: readonly Selector[]): Polarity | undefined {
  if (removed.length > 0) {
    // everything but the errors
    const taken = common(removed.map((selector) => polarityOf(selector, all)));
    return added.every((selector) => all.some((other) => sameSeries(selector, other))) && taken
      ? OPPOSITE[taken]
      : undefined;
  }
  const direct = common(added.map((selector) => polarityOf(selector, all)));
  if (direct) {
    return direct;
  }
  // good / (good + bad): the others tell
  const others = all.filter((other) => !added.some((selector) => sameSeries(selector, other)));
  const rest = others.length < all.length ? common(others.map((other) => polarityOf(other, added))) : undefined;
  return rest && OPPOSITE[rest];
}

function common<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** Error rate of the canary minus that of stable, or good rate of stable minus that of the canary. */
function riseOf({ operator, left, right }: Operation, sideOf: SideOf): Ratio | undefined {
  const [one, other] = [left, right].map((side) => {
    const part = peel(side, []);
    return part.kind === 'operation' ? ratioOf(part) : undefined;
  });
  if (operator !== '-' || !one || one.measures !== other?.measures || one.scale !== other.scale) {
    return undefined;
  }
  const [first, second] = one.measures === 'errorRate' ? [left, right] : [right, left];
  const rises = sidesIn(first, sideOf) === 'canary' && ['stable', 'service'].includes(sidesIn(second, sideOf) ?? '');
  return rises ? { measures: 'errorRateRise', scale: one.scale } : undefined;
}

/** The side that all selectors of a query are on. */
export function sidesIn(query: Query, sideOf: SideOf): ReturnType<SideOf> | undefined {
  return common(selectorsOf(query).map(sideOf));
}

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
  if (least === undefined || !count || !selector || more.length > 0 || sidesIn(part.left, sideOf) !== 'canary') {
    return undefined;
  }
  const perSecond = /rate$/.test(callAround(part.left, selector) ?? '');
  const window = typeof selector.range === 'number' ? selector.range : undefined;
  if (perSecond && window === undefined) return undefined;
  return (least / count.factor) * (perSecond ? (window ?? 0) : 1);
}

/** The function that a selector is the argument of. */
function callAround(query: Query, selector: Selector): string | undefined {
  if (query.kind === 'call') {
    return query.args.includes(selector)
      ? query.name
      : query.args.map((arg) => callAround(arg, selector)).find(Boolean);
  }
  if (query.kind === 'aggregation') return callAround(query.inner, selector);
  return query.kind === 'operation'
    ? (callAround(query.left, selector) ?? callAround(query.right, selector))
    : undefined;
}
