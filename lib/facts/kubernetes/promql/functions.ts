import type { Call } from './ast';

/** What an expression comes to. */
export type Type = 'scalar' | 'vector' | 'range' | 'string';

/** What a function takes, in order, and gives. */
export interface Signature {
  readonly takes: readonly Type[];
  /** How many of them must be there. */
  readonly least: number;
  /** Whether the last may be repeated. */
  readonly repeats: boolean;
  readonly gives: Type;
}

/** By what they take: `?` may be left out, `...` may be there any number of times (promql/parser/functions.go). */
const TAKING: readonly (readonly [takes: string, names: string])[] = [
  [
    'vector',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad scalar sgn sin sinh ' +
      'sort sort_desc sqrt tan tanh timestamp histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum',
  ],
  ['vector?', 'day_of_month day_of_week day_of_year days_in_month hour minute month year'],
  ['vector scalar', 'clamp_max clamp_min'],
  ['vector scalar?', 'round'],
  ['vector scalar scalar', 'clamp'],
  ['vector string string string string', 'label_replace'],
  ['vector string string string...', 'label_join'],
  ['vector string...', 'sort_by_label sort_by_label_desc'],
  ['scalar', 'vector'],
  ['scalar vector', 'histogram_quantile'],
  ['scalar scalar vector', 'histogram_fraction'],
  ['', 'pi time'],
  [
    'range',
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate ' +
      'last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time ' +
      'stdvar_over_time sum_over_time',
  ],
  ['range scalar', 'predict_linear'],
  ['scalar range', 'quantile_over_time'],
  ['range scalar scalar', 'double_exponential_smoothing'],
];

const SCALARS = new Set(['scalar', 'pi', 'time']);

const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  TAKING.flatMap(([takes, names]) => names.split(' ').map((name) => [name, signature(name, takes)] as const)),
);

function signature(name: string, written: string): Signature {
  const words = written.split(' ').filter((word) => word !== '');
  return {
    takes: words.map((word) => typeNamed(word.replace(/\W+$/, ''))),
    least: words.filter((word) => /\w$/.test(word)).length,
    repeats: written.endsWith('...'),
    gives: SCALARS.has(name) ? 'scalar' : 'vector',
  };
}

function typeNamed(word: string): Type {
  return word === 'scalar' || word === 'range' || word === 'string' ? word : 'vector';
}

/** What a function takes and gives; undefined for functions that are not known here. */
export function signatureOf({ name }: Call): Signature | undefined {
  return SIGNATURES.get(name);
}
