import type { Seconds } from './model/simulation';

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** Seconds as people say them, in at most two units: `40 s`, `25 min`, `1 h 5 min`; `never` stays. */
export function duration(seconds: Seconds): string {
  if (seconds === 'never') return seconds;
  if (seconds < 1) return seconds > 0 ? 'under 1 s' : '0 s';
  // rounded first, so that 3599.6 s is an hour and not 59 min 60 s
  const first = UNITS.findIndex(([size]) => Math.round(seconds) >= size);
  const [size, name] = UNITS[first] ?? [1, 's'];
  const next = UNITS[first + 1];
  if (!next) return `${Math.round(seconds)} ${name}`;
  const smaller = Math.round(seconds / next[0]);
  const perUnit = size / next[0];
  const [units, rest] = [Math.floor(smaller / perUnit), smaller % perUnit];
  return rest === 0 ? `${units} ${name}` : `${units} ${name} ${rest} ${next[1]}`;
}

/** A fraction as a percentage with as many digits as tell it from its neighbours: `33 %`, `0.5 %`, `99.95 %`. */
export function percent(fraction: number): string {
  const value = fraction * 100;
  const fromEdge = Math.min(Math.abs(value), Math.abs(100 - value));
  const digits = fromEdge === 0 || fromEdge >= 10 ? 0 : fromEdge >= 1 ? 1 : 2;
  return `${Number(value.toFixed(digits))} %`;
}

/** A count with thousands apart: `1,250`. The separator does not depend on the machine's language. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and its noun: `1 pod`, `3 pods`. */
export function count(number: number, noun: string): string {
  return `${whole(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A step as people count them, from 1: `step 3`; the number of steps is the controller's own last jump. */
export function stepName(index: number, steps: number): string {
  return index >= steps ? 'the final jump to 100 %' : `step ${index + 1}`;
}
