import { span, type Objective } from '../../slo';
import { Cannot } from '../cannot';
import type { Unsupported } from '../vendor';

/** Seconds of an aggregation window, at most. */
const LONGEST = 21_600;

/** Seconds between two windows at least: a threshold must be passed for as long, and the API takes no less than a minute. */
const LEAST_SLIDE = 60;

/** Windows of which one begins while another runs. */
const SLIDES = 12;

/** A window in seconds, and how far it slides: the slide divides the window. */
export interface SlidingWindow {
  readonly aggregationWindow: number;
  readonly slideBy: number;
}

/** The sliding window of so many minutes. */
export function slidingWindow(minutes: number): SlidingWindow {
  const seconds = minutes * 60;
  if (seconds < 2 * LEAST_SLIDE || seconds > LONGEST) {
    throw new Cannot(
      `New Relic aggregates over ${2 * LEAST_SLIDE} to ${LONGEST} s where windows slide, and one window is ${seconds} s: give the leg another.`,
    );
  }
  // both divide a window of whole minutes
  return { aggregationWindow: seconds, slideBy: Math.max(LEAST_SLIDE, seconds / SLIDES) };
}

/** The answer for legs over six hours, with the arithmetic; undefined if all fit. */
export function beyondWindow({ id, legs }: Objective): Unsupported | undefined {
  const long = legs.filter(({ longMinutes }) => longMinutes * 60 > LONGEST);
  const sums = long.map((leg) => `${leg.id} needs ${span(leg.longMinutes)} = ${leg.longMinutes * 60} s`);
  return long.length === 0
    ? undefined
    : {
        unsupported: `New Relic aggregates over ${LONGEST} s (6 hours) at most, and of "${id}" the leg ${sums.join(', ')}: give the objective burnWindows up to 6 hours, or let another vendor watch it.`,
      };
}
