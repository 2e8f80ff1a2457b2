import type { Operation } from './ast';
import { keep, meet, merge } from './labels';
import { scalar, vector, type Outcome, type Series } from './world';

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
  '^': power,
  atan2: Math.atan2,
};

/** Go has 1 to the power of anything be 1, and -1 to that of infinity; JavaScript has NaN. */
function power(base: number, exponent: number): number {
  return base === 1 || (base === -1 && Math.abs(exponent) === Infinity) ? 1 : base ** exponent;
}

/** What an operator makes of both sides. */
export function operate(operation: Operation, left: Outcome, right: Outcome): Outcome {
  const { operator } = operation;
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(valueOf(operator, left.value, right.value));
  if (left.kind === 'scalar') return withNumber(operation, right, (value) => [left.value, value]);
  if (right.kind === 'scalar') return withNumber(operation, left, (value) => [value, right.value]);
  const [ones, others] = [left.series, right.series];
  const among = (series: readonly Series[]) => (one: Series) => series.some((other) => belong(one, other, operation));
  switch (operator) {
    case 'and':
      return vector(ones.filter(among(others)));
    case 'unless':
      return vector(ones.filter((one) => !among(others)(one)));
    case 'or':
      return vector([...ones, ...others.filter((other) => !among(ones)(other))]);
    default:
      return vector(ones.flatMap((one) => pair(operation, one, others)));
  }
}

function belong(one: Series, other: Series, { matching }: Operation): boolean {
  return meet(keep(one.labels, matching), keep(other.labels, matching));
}

function pair(operation: Operation, one: Series, others: readonly Series[]): Series[] {
  const other = others.find((candidate) => belong(one, candidate, operation));
  if (!other) return [];
  const labels = merge(one.labels, other.labels, operation);
  return kept(operation, one.value, other.value) ? [{ value: result(operation, one.value, other.value), labels }] : [];
}

function withNumber(operation: Operation, outcome: Outcome, sides: (value: number) => [number, number]): Outcome {
  const series = outcome.kind === 'vector' ? outcome.series : [];
  return vector(
    series
      .filter(({ value }) => kept(operation, ...sides(value)))
      // a filter keeps the value of the series, on whichever side it stands
      .map(({ value, labels }) => ({ value: filters(operation) ? value : result(operation, ...sides(value)), labels })),
  );
}

function filters({ operator, bool }: Operation): boolean {
  return Object.hasOwn(COMPARE, operator) && !bool;
}

function kept(operation: Operation, a: number, b: number): boolean {
  return !filters(operation) || COMPARE[operation.operator]?.(a, b) === true;
}

function result(operation: Operation, a: number, b: number): number {
  return filters(operation) ? a : valueOf(operation.operator, a, b);
}

function valueOf(operator: string, a: number, b: number): number {
  return CALCULATE[operator]?.(a, b) ?? (COMPARE[operator]?.(a, b) ? 1 : 0);
}
