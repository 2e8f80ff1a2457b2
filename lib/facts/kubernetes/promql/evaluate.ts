import type { Aggregation, Operation, Query } from './ast';
import { NotUnderstood } from './lexer';

/** What a query comes to: a number, or the values of series. */
export type Outcome =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'vector'; readonly values: readonly number[]; readonly labelled: boolean };

/** What is taken for true of the series that a query reads. */
export interface World {
  /** What one selector comes to: nothing at all, or one series with this value. */
  readonly series: 'none' | number;
  /** A part of the query that comes to a given value. @default - none */
  readonly given?: { readonly part: Query; readonly value: number };
  /** Conditions of the query that are taken to hold, or not to hold. @default - none */
  readonly guards?: readonly Guard[];
  /** Stands in for numbers that are not known. */
  readonly assumed: number;
}

/** A part of a query that lets the rest through: the right side of `and` if it holds, that of `unless` if not. */
export interface Guard {
  readonly part: Query;
  readonly holds: boolean;
}

const scalar = (value: number): Outcome => ({ kind: 'scalar', value });
const vector = (values: readonly number[], labelled: boolean): Outcome => ({ kind: 'vector', values, labelled });

/**
 * What a query comes to where each selector finds one series or none.
 * @throws NotUnderstood for functions whose value cannot be told that way
 */
export function outcomeOf(query: Query, world: World): Outcome {
  if (world.given?.part === query) {
    const { value } = world.given;
    return isScalar(query) ? scalar(value) : vector([value], isLabelled(query));
  }
  const guard = world.guards?.find(({ part }) => part === query);
  if (guard) {
    return vector(guard.holds ? [1] : [], isLabelled(query));
  }
  switch (query.kind) {
    case 'number':
      return scalar(query.value);
    case 'unknown':
      return scalar(world.assumed);
    case 'string':
      throw new NotUnderstood('a text as the answer');
    case 'selector':
      return vector(world.series === 'none' ? [] : [world.series], true);
    case 'subquery':
      return outcomeOf(query.inner, world);
    case 'negative':
      return map(outcomeOf(query.inner, world), (value) => -value);
    case 'call':
      return call(query.name, query.args, world);
    case 'aggregation':
      return aggregate(query, world);
    case 'operation':
      return operate(query, world);
  }
}

/** Whether what a query comes to has labels: `or` then keeps both sides. */
export function isLabelled(query: Query): boolean {
  switch (query.kind) {
    case 'aggregation':
      return query.labelled;
    case 'operation':
      return isLabelled(query.left) || (isLabelled(query.right) && !isConstant(query.left));
    case 'negative':
    case 'subquery':
      return isLabelled(query.inner);
    case 'call':
      return query.name !== 'vector' && query.name !== 'scalar' && query.args.some(isLabelled);
    case 'selector':
      return true;
    default:
      return false;
  }
}

/** Whether a query comes to a number and not to series. */
export function isScalar(query: Query): boolean {
  switch (query.kind) {
    case 'number':
    case 'unknown':
      return true;
    case 'call':
      return query.name === 'scalar' || query.name === 'time';
    case 'operation':
      return isScalar(query.left) && isScalar(query.right);
    case 'negative':
      return isScalar(query.inner);
    default:
      return false;
  }
}

/** Whether a query reads no series, so that it always comes to the same. */
export function isConstant(query: Query): boolean {
  switch (query.kind) {
    case 'number':
    case 'unknown':
    case 'string':
      return true;
    case 'call':
      return query.args.length > 0 && query.args.every(isConstant);
    case 'operation':
      return isConstant(query.left) && isConstant(query.right);
    case 'negative':
      return isConstant(query.inner);
    default:
      return false;
  }
}

function map(outcome: Outcome, change: (value: number) => number): Outcome {
  return outcome.kind === 'scalar'
    ? scalar(change(outcome.value))
    : vector(outcome.values.map(change), outcome.labelled);
}

const PLAIN: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  sgn: Math.sign,
};

/** Functions that leave a value as it is, for one series that does not change. */
const SAME = new Set(
  (
    'rate irate increase delta idelta deriv sort sort_desc sort_by_label label_replace label_join avg_over_time ' +
    'min_over_time max_over_time sum_over_time last_over_time quantile_over_time changes resets'
  ).split(' '),
);

function call(name: string, args: readonly Query[], world: World): Outcome {
  const first = () => outcomeOf(args.find((arg) => !isConstant(arg)) ?? args[0] ?? unknownCall(name), world);
  const number = (index: number) => valueOf(outcomeOf(args[index] ?? unknownCall(name), world));
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain) return map(first(), plain);
  if (SAME.has(name)) return first();
  switch (name) {
    case 'round': {
      const step = args.length > 1 ? number(1) : 1;
      return map(first(), (value) => Math.round(value / step) * step);
    }
    case 'clamp_min':
      return map(first(), (value) => Math.max(value, number(1)));
    case 'clamp_max':
      return map(first(), (value) => Math.min(value, number(1)));
    case 'clamp':
      return map(first(), (value) => Math.min(Math.max(value, number(1)), number(2)));
    case 'vector':
      return vector([number(0)], false);
    case 'scalar':
      return scalar(valueOf(first()));
    case 'absent':
    case 'absent_over_time':
      return vector(valuesOf(first()).length === 0 ? [1] : [], false);
    case 'histogram_quantile':
      // of no observations at all it is NaN
      return map(outcomeOf(args[1] ?? unknownCall(name), world), (value) => (value === 0 ? Number.NaN : value));
    case 'count_over_time':
    case 'present_over_time':
      return map(first(), () => 1);
    default:
      return unknownCall(name);
  }
}

function unknownCall(name: string): never {
  throw new NotUnderstood(`the function ${name} in the query`);
}

function valuesOf(outcome: Outcome): readonly number[] {
  return outcome.kind === 'scalar' ? [outcome.value] : outcome.values;
}

/** The one value; NaN where there is not exactly one, as `scalar()` has it. */
function valueOf(outcome: Outcome): number {
  const [value, ...more] = valuesOf(outcome);
  return value === undefined || more.length > 0 ? Number.NaN : value;
}

function aggregate({ operator, inner, labelled }: Aggregation, world: World): Outcome {
  const values = valuesOf(outcomeOf(inner, world));
  if (values.length === 0) return vector([], labelled);
  const of = (value: number) => vector([value], labelled);
  switch (operator) {
    case 'sum':
      return of(values.reduce((sum, value) => sum + value, 0));
    case 'avg':
      return of(values.reduce((sum, value) => sum + value, 0) / values.length);
    case 'min':
      return of(Math.min(...values));
    case 'max':
    case 'quantile':
      return of(Math.max(...values));
    case 'count':
      return of(values.length);
    case 'group':
      return of(1);
    case 'stddev':
    case 'stdvar':
      return values.length === 1 ? of(0) : unknownCall(operator);
    case 'topk':
    case 'bottomk':
      return vector(values, true);
    default:
      return unknownCall(operator);
  }
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

const CALCULATE: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
  atan2: Math.atan2,
};

function operate({ operator, left, right, bool, onNothing }: Operation, world: World): Outcome {
  const [one, other] = [outcomeOf(left, world), outcomeOf(right, world)];
  const [values, others] = [valuesOf(one), valuesOf(other)];
  const labelled = one.kind === 'vector' ? one.labelled : other.kind === 'vector' && other.labelled;
  switch (operator) {
    case 'and':
      return vector(others.length > 0 ? values : [], labelled);
    case 'unless':
      return vector(others.length > 0 ? [] : values, labelled);
    case 'or': {
      // what has the same labels is there once
      const apart = one.kind === 'vector' && other.kind === 'vector' && one.labelled !== other.labelled && !onNothing;
      return vector(apart ? [...values, ...others] : values.length > 0 ? values : others, labelled);
    }
    default:
      return pairwise(operator, one, other, bool, labelled);
  }
}

function pairwise(operator: string, one: Outcome, other: Outcome, bool: boolean, labelled: boolean): Outcome {
  const compare = COMPARE[operator];
  const calculate = CALCULATE[operator] ?? ((a: number, b: number) => (compare?.(a, b) ? 1 : 0));
  if (one.kind === 'scalar' && other.kind === 'scalar') {
    return scalar(calculate(one.value, other.value));
  }
  const pairs =
    one.kind === 'scalar'
      ? valuesOf(other).map((value): [number, number] => [one.value, value])
      : other.kind === 'scalar'
        ? one.values.map((value): [number, number] => [value, other.value])
        : one.values
            .slice(0, other.values.length)
            .map((value, index): [number, number] => [value, other.values[index] ?? 0]);
  if (compare && !bool) {
    // a filter keeps the value of the series, on whichever side it stands
    const kept = pairs.filter(([a, b]) => compare(a, b));
    return vector(
      kept.map(([a, b]) => (one.kind === 'scalar' ? b : a)),
      labelled,
    );
  }
  return vector(
    pairs.map(([a, b]) => calculate(a, b)),
    labelled,
  );
}
