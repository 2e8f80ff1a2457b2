import type { Call } from './ast';
import { labelsOfAbsence, relabelled } from './labels';
import { NotUnderstood } from './not-understood';
import { map, scalar, valuesOf, vector, type Outcome } from './world';

type Change = (value: number) => number;

/** Functions of one value. */
const PLAIN: Readonly<Record<string, Change>> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  deg: (value) => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  rad: (value) => (value * Math.PI) / 180,
  sgn: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

const same: Change = (value) => value;
const none: Change = () => 0;
/** 0, but NaN of what is no number. */
const difference: Change = (value) => value - value;

/** Functions of values over time, of a value that has always been the same. */
const OF_CONSTANT: Readonly<Record<string, Change>> = {
  rate: difference,
  irate: difference,
  increase: difference,
  delta: difference,
  idelta: difference,
  deriv: difference,
  changes: none,
  resets: none,
  avg_over_time: same,
  first_over_time: same,
  last_over_time: same,
  max_over_time: same,
  min_over_time: same,
  predict_linear: same,
  double_exponential_smoothing: same,
  mad_over_time: difference,
  stddev_over_time: difference,
  stdvar_over_time: difference,
  present_over_time: () => 1,
};

/** Functions that leave values as they are. */
const SAME = new Set(['sort', 'sort_desc', 'sort_by_label', 'sort_by_label_desc', 'label_replace', 'label_join']);

/**
 * What a function makes of its arguments, texts left out.
 * @throws NotUnderstood where that depends on more than one value that never changes
 */
export function call(query: Call, operands: readonly Outcome[]): Outcome {
  const { name } = query;
  const [first = vector([]), second = vector([])] = operands;
  const numbers = operands.map(oneOf);
  const number = (index: number) => numbers[index] ?? Number.NaN;
  const change = own(PLAIN, name) ?? own(OF_CONSTANT, name) ?? (SAME.has(name) ? same : undefined);
  if (change) return relabel(name, map(first, change));
  switch (name) {
    case 'pi':
      return scalar(Math.PI);
    case 'vector':
      return vector([{ value: number(0), labels: [] }]);
    case 'scalar':
      return scalar(number(0));
    case 'absent':
    case 'absent_over_time':
      return vector(valuesOf(first).length === 0 ? [{ value: 1, labels: labelsOfAbsence(query.args[0]) }] : []);
    case 'round':
      return map(first, (value) => nearest(value, operands.length > 1 ? number(1) : 1));
    case 'clamp_min':
      return map(first, (value) => Math.max(value, number(1)));
    case 'clamp_max':
      return map(first, (value) => Math.min(value, number(1)));
    case 'clamp':
      return number(1) > number(2)
        ? vector([])
        : map(first, (value) => Math.min(Math.max(value, number(1)), number(2)));
    case 'quantile_over_time':
      return map(second, (value) => quantile(number(0), [value]));
    case 'sum_over_time':
      return map(first, (value) => (value === 0 ? 0 : untold(name)));
    case 'histogram_quantile':
    case 'histogram_fraction':
      // of no observations at all it is NaN
      return relabel(
        name,
        map(operands.at(-1) ?? first, (value) => (value === 0 || Number.isNaN(value) ? Number.NaN : untold(name))),
      );
    default:
      return query.args.length === 0 ? untold(name) : map(first, () => untold(name));
  }
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function untold(name: string): never {
  throw new NotUnderstood(`the value of ${name}`);
}

/** The one value; NaN where there is not exactly one, as `scalar()` has it. */
function oneOf(outcome: Outcome): number {
  const [value, ...more] = valuesOf(outcome);
  return value === undefined || more.length > 0 ? Number.NaN : value;
}

function relabel(name: string, outcome: Outcome): Outcome {
  return outcome.kind === 'scalar'
    ? outcome
    : vector(outcome.series.map(({ value, labels }) => ({ value, labels: relabelled(name, labels) })));
}

/** Ties go up. By the inverse, as Prometheus does it, so that tenths come out as they are written. */
function nearest(value: number, step: number): number {
  return Math.floor(value / step + 0.5) / (1 / step);
}

/** The value below which a share of the values lies, between two of them if need be. */
export function quantile(share: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(share)) return Number.NaN;
  if (share < 0 || share > 1) return share < 0 ? -Infinity : Infinity;
  const sorted = [...values].sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const rank = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.min(Math.floor(rank) + 1, sorted.length - 1)] ?? 0];
  const weight = rank - Math.floor(rank);
  return low * (1 - weight) + high * weight;
}
