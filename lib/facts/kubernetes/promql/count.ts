import { isConstant, type Operation, type Query, type Selector } from './ast';
import { outcomeOf } from './evaluate';
import { NotUnderstood } from './not-understood';
import { valuesOf, type Guard } from './world';

/** Something counted: series that are added and others that are taken off, times a factor. */
export interface Count {
  readonly added: readonly Selector[];
  readonly removed: readonly Selector[];
  readonly factor: number;
  /** Numbers that it must be above. */
  readonly guards: readonly Guard[];
}

/** Functions that turn a counter into what was counted in a while, or leave that as it is. */
const COUNTING = new Set(
  'rate irate increase delta idelta count_over_time sum_over_time label_replace round clamp_min scalar sort'.split(' '),
);

/** A counter's value is what was counted since its process began, which is no while that anybody chose. */
const COUNTER = /_(?:total|count|bucket|sum)$/;

/** What a query counts; undefined if it does something else. */
export function countOf(query: Query): Count | undefined {
  switch (query.kind) {
    case 'selector':
      return query.range === undefined && COUNTER.test(query.metric)
        ? undefined
        : { added: [query], removed: [], factor: 1, guards: [] };
    case 'call': {
      const inner = query.args.find((arg) => !isConstant(arg));
      return inner && COUNTING.has(query.name) ? countOf(inner) : undefined;
    }
    case 'aggregation':
      return query.operator === 'sum' ? countOf(query.inner) : undefined;
    case 'operation':
      return countOfOperation(query);
    case 'number':
    case 'unknown':
    case 'string':
    case 'subquery':
    case 'negative':
      return undefined;
  }
}

function countOfOperation(query: Operation): Count | undefined {
  const { operator, left, right } = query;
  if (isConstant(left) || isConstant(right)) {
    const inner = countOf(isConstant(left) ? right : left);
    return inner ? withConstant(query, inner) : undefined;
  }
  const [one, other] = [countOf(left), countOf(right)];
  // `errors or 0 * requests`: without a series of errors there were none
  if (operator === 'or' && other?.factor === 0) return one;
  if (!one || one.factor !== other?.factor) return undefined;
  const guards = [...one.guards, ...other.guards];
  if (operator === '+') {
    return { ...one, added: [...one.added, ...other.added], removed: [...one.removed, ...other.removed], guards };
  }
  return operator === '-'
    ? { ...one, added: [...one.added, ...other.removed], removed: [...one.removed, ...other.added], guards }
    : undefined;
}

function withConstant(query: Operation, inner: Count): Count | undefined {
  const { operator, left, right, bool } = query;
  const constant = constantOf(isConstant(left) ? left : right);
  if (operator === '*' && constant !== undefined) return { ...inner, factor: inner.factor * constant };
  if (operator === '/' && constant !== undefined) {
    return isConstant(left) ? undefined : { ...inner, factor: inner.factor / constant };
  }
  // `or vector(0)`
  if (operator === 'or') return inner;
  if (bool || isConstant(left)) return undefined;
  return ['>', '>=', '!='].includes(operator)
    ? { ...inner, guards: [...inner.guards, { part: query, holds: true }] }
    : undefined;
}

/** The value of a query that reads no series; undefined if it is not known. */
export function constantOf(query: Query): number | undefined {
  try {
    const [value] = valuesOf(outcomeOf(query, { series: 'none', assumed: Number.NaN }));
    return value === undefined || Number.isNaN(value) ? undefined : value;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}
