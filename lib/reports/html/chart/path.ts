import type { ExposurePoint } from '../../../plan';
import { round } from './scale';

/** What a path is drawn into: 1000 wide, 100 high, stretched to the size of the chart. */
export interface Frame {
  /** Seconds that the width stands for. */
  readonly domain: number;
  /** First and last moment that are drawn. @default - from 0 to the end of the width */
  readonly from?: number;
  /** @default - the end of the width */
  readonly to?: number;
}

/** Columns in which a curve may turn: many more than a screen shows, and a bound for very long rollouts. */
const COLUMNS = 2000;

/** The line of a step curve: each exposure holds until the next. */
export function stepLine(curve: readonly ExposurePoint[], frame: Frame): string {
  const { first, turns, end } = drawn(curve, frame);
  return `M${first}${turns}H${end}`;
}

/** The area below it, closed at the bottom. */
export function stepArea(curve: readonly ExposurePoint[], frame: Frame): string {
  const { first, turns, end } = drawn(curve, frame);
  return `M${first}${turns}H${end}V100H${first.split(' ')[0]}Z`;
}

/** Exposure at a moment. */
export function exposureAt(curve: readonly ExposurePoint[], seconds: number): number {
  let [low, high] = [0, curve.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = (curve[middle]?.atSeconds ?? Infinity) <= seconds;
    [low, high] = isBefore ? [middle + 1, high] : [low, middle];
  }
  return curve[low - 1]?.exposure ?? 0;
}

function drawn(curve: readonly ExposurePoint[], { domain, from = 0, to = domain }: Frame) {
  const x = (seconds: number) => round((Math.min(Math.max(seconds, 0), domain) / domain) * 1000);
  let level = exposureAt(curve, from);
  let turns = '';
  let column = -1;
  const first = `${x(from)} ${down(level)}`;
  for (const { atSeconds, exposure } of curve) {
    if (atSeconds <= from || atSeconds > to || exposure === level) continue;
    const here = Math.floor((atSeconds / domain) * COLUMNS);
    // a second turn in the same column needs no move across
    turns += here === column ? `V${down(exposure)}` : `H${x(atSeconds)}V${down(exposure)}`;
    column = here;
    level = exposure;
  }
  return { first, turns, end: x(to) };
}

function down(exposure: number): number {
  return round(100 - exposure * 100);
}
