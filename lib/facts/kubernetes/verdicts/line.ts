import type { Verdict } from '../../../plan/model/analysis';

/** Asks for the verdict of a value. */
export type Ask = (value: number) => Verdict;

/** Verdicts along a line of values, in order: each holds from its start to the next. */
export interface Stretch {
  readonly verdict: Verdict;
  /** Where it begins; -Infinity for the first. */
  readonly from: number;
}

/** Halvings until two neighbours are the same number for all that matters. */
const HALVINGS = 60;

/** A constant this near is what was meant: 1 - 0.95 is not 0.05 in floating point. */
const NEAR = 1e-9;

/**
 * The stretches of values with one verdict. Values between two points that come to the same are taken to do so too, so the
 * points must hold every constant of the conditions.
 */
export function stretchesOf(ask: Ask, points: readonly number[], constants: readonly number[]): Stretch[] {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let previous: { at: number; verdict: Verdict } | undefined;
  for (const at of sorted) {
    const verdict = ask(at);
    if (verdict !== previous?.verdict) {
      const from = previous ? snap(boundary(ask, previous, at), constants) : -Infinity;
      stretches.push({ verdict, from });
    }
    previous = { at, verdict };
  }
  return stretches;
}

/** Where the verdict changes between two points. */
function boundary(ask: Ask, from: { at: number; verdict: Verdict }, to: number): number {
  let [low, high] = [from.at, to];
  for (let step = 0; step < HALVINGS && low < high; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (ask(middle) === from.verdict) low = middle;
    else high = middle;
  }
  return high;
}

function snap(value: number, constants: readonly number[]): number {
  const near = constants.find((constant) => Math.abs(constant - value) <= NEAR * Math.max(1, Math.abs(constant)));
  return near ?? Number(value.toPrecision(9));
}

/** A constant, and what stands for the same on another scale: percent, and the other side of a ratio. */
export function relatives(constants: readonly number[]): number[] {
  const scaled = constants.flatMap((one) => [one, one / 100, one * 100]);
  const related = scaled.flatMap((one) => [one, 1 - one, 100 - one, -one]);
  // 1 - 0.95 as people write it
  return [...new Set(related.map((one) => Math.round(one * 1e12) / 1e12))];
}

/** Powers of ten on both sides of 0 and of 1, and twentieths between 0 and 1. */
const SPREAD: readonly number[] = [
  ...[0, ...Array.from({ length: 17 }, (_, power) => 10 ** (power - 6))].flatMap((one) => [one, -one, 1 - one]),
  ...Array.from({ length: 21 }, (_, index) => index / 20),
];

/** Points that tell verdicts apart: around every constant, and spread over the domain. */
export function pointsAround(constants: readonly number[], [least, most]: readonly [number, number]): number[] {
  const around = relatives(constants).flatMap((one) => {
    const step = Math.max(Math.abs(one), 1e-6) * 1e-7;
    return [one - step, one, one + step];
  });
  return [...around, ...SPREAD, least, most].filter((one) => one >= least && one <= most && Number.isFinite(one));
}
