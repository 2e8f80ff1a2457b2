import { isConstant, type Operation, type Query } from './ast';
import { labelsOf } from './labels';
import { ratioOf } from './ratio';
import { riseOf } from './rise';
import type { SideOf } from './side-of';
import { significanceOf } from './significance';
import { COMPARISONS } from './types';
import type { Guard } from './world';

/** What a query measures, and which part of it is that. */
export interface Quantity {
  readonly measures: 'errorRate' | 'successRate' | 'errorRateRise' | 'errorRateSignificance' | 'other';
  /** The part whose value is the quantity; the rest of the query compares, scales or guards it. */
  readonly part: Query;
  /** The value of the part is this many times the quantity: 100 where it is in percent. */
  readonly scale: number;
  /** What lets it through, as in `... and sum(rate(requests[5m])) > 1`. */
  readonly guards: readonly Guard[];
  /** Whether a significance is corrected for whole numbers. @default false */
  readonly continuityCorrected?: boolean;
}

/** Finds the quantity of a query: what is left when constants, comparisons and guards are taken away. */
export function quantityOf(query: Query, sideOf: SideOf): Quantity {
  const { part, guards } = peel(query);
  const ratio =
    part.kind === 'operation' ? (ratioOf(part) ?? riseOf(part, sideOf) ?? significanceOf(part, sideOf)) : undefined;
  return { measures: 'other', scale: 1, ...ratio, part, guards: [...guards, ...(ratio?.guards ?? [])] };
}

/** What is inside a query, and the guards that were around it. */
interface Peeled {
  readonly part: Query;
  readonly guards: readonly Guard[];
}

/** Functions of a value that is there already. */
const OF_A_VALUE = new Set(
  'abs ceil floor round clamp clamp_min clamp_max scalar vector sort sort_desc label_replace label_join sgn'.split(' '),
);

/** Aggregations of ratios that are ratios. */
const OF_RATIOS = new Set(['avg', 'min', 'max', 'quantile', 'topk', 'bottomk']);

function peel(query: Query): Peeled {
  switch (query.kind) {
    case 'negative':
    case 'subquery':
      return peel(query.inner);
    case 'call': {
      const [inner, ...more] = query.args.filter((arg) => !isConstant(arg));
      const known = OF_A_VALUE.has(query.name) || isOverSubquery(query.name, inner);
      return inner && more.length === 0 && known ? peel(inner) : { part: query, guards: [] };
    }
    case 'aggregation':
      return peelsRatio(query.operator, query.inner) ? peel(query.inner) : { part: query, guards: [] };
    case 'operation':
      return peelOperation(query);
    case 'number':
    case 'unknown':
    case 'string':
    case 'selector':
      return { part: query, guards: [] };
  }
}

/** `max_over_time((...)[10m:1m])` is one of the values that were; how many there were is another matter. */
function isOverSubquery(name: string, inner: Query | undefined): boolean {
  return inner?.kind === 'subquery' && /^(?:avg|min|max|last|first|quantile)_over_time$/.test(name);
}

/** An average of ratios is one; a sum of counters is what ratios are made of. */
function peelsRatio(operator: string, inner: Query): boolean {
  const alone = operator === 'sum' && labelsOf(inner)?.length === 0;
  const { part } = OF_RATIOS.has(operator) || alone ? peel(inner) : { part: undefined };
  return part?.kind === 'operation' && part.operator === '/';
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', ...COMPARISONS]);

function peelOperation(query: Operation): Peeled {
  const { operator, left, right } = query;
  if (operator === 'and' || operator === 'unless') {
    const { part, guards } = peel(left);
    return { part, guards: [{ part: right, holds: operator === 'and' }, ...guards] };
  }
  if (operator === 'or') return peel(isConstant(left) ? right : left);
  if (ARITHMETIC.has(operator) && isConstant(right)) return peel(left);
  return ARITHMETIC.has(operator) && isConstant(left) ? peel(right) : { part: query, guards: [] };
}
