import type { Query } from './ast';
import type { Labels } from './labels';

/** What a query comes to: a number, or the values of series. */
export type Outcome =
  { readonly kind: 'scalar'; readonly value: number } | { readonly kind: 'vector'; readonly series: readonly Series[] };

/** One series of a result. */
export interface Series {
  readonly value: number;
  readonly labels: Labels;
}

/** What is taken for true of the series that a query reads. */
export interface World {
  /** What each selector finds: nothing at all, or one series that has had this value for as long as it looks back. */
  readonly series: 'none' | number;
  /** Parts of the query that come to given values. @default - none */
  readonly given?: readonly Given[];
  /** Conditions of the query that are taken to hold, or not to hold. @default - none */
  readonly guards?: readonly Guard[];
  /** Stands in for numbers that are not known. */
  readonly assumed: number;
}

/** A part of a query, and what it comes to. */
export interface Given {
  readonly part: Query;
  readonly value: number;
}

/** A part of a query that lets the rest through: the right side of `and` if it holds, that of `unless` if not. */
export interface Guard {
  readonly part: Query;
  readonly holds: boolean;
}

/** A number as an outcome. */
export const scalar = (value: number): Outcome => ({ kind: 'scalar', value });

/** Series as an outcome. */
export const vector = (series: readonly Series[]): Outcome => ({ kind: 'vector', series });

/** The values of an outcome. */
export function valuesOf(outcome: Outcome): readonly number[] {
  return outcome.kind === 'scalar' ? [outcome.value] : outcome.series.map(({ value }) => value);
}

/** Changes each value. */
export function map(outcome: Outcome, change: (value: number) => number): Outcome {
  return outcome.kind === 'scalar'
    ? scalar(change(outcome.value))
    : vector(outcome.series.map(({ value, labels }) => ({ value: change(value), labels })));
}
