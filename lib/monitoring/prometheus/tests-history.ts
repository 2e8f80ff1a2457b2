import type { Leg, Objective } from '../../slo';
import { minutesBetweenLooks } from './promql';

/** What happens in one step of a history. For a gauge a step is a minute, which is good or bad, or without a gauge. */
export interface Flow {
  readonly good: number;
  readonly bad: number;
}

/** Steps in a row in which the same happens. */
export interface Phase extends Flow {
  readonly steps: number;
}

/** What a service goes through in a test, from minute 0 up to the only moment that counts. */
export interface History {
  /** Minutes between two samples. */
  readonly step: number;
  readonly phases: readonly Phase[];
  /** The moment, in minutes, at which the alerts are judged. */
  readonly at: number;
  /** Minute of the first sample. @default 0 */
  readonly firstMinute?: number;
  /** Another service with labels of its own, whose events must not count. @default - none */
  readonly neighbour?: 'good' | 'bad';
  /** Series that do not exist; of `bad` also: only until its first event. @default - all exist */
  readonly missing?: 'good' | 'bad' | 'bad so far' | 'all';
}

/** Samples by their number, both ends included. */
interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Events in a window. */
export interface Sums {
  readonly total: number;
  readonly bad: number;
}

/**
 * Ids of the legs that fire at a moment, by plain arithmetic on what happened: it shares nothing with the rules, so each
 * checks the other.
 */
export function firing(objective: Objective, history: History): readonly Leg[] {
  const { minimum } = objective.spec;
  return objective.legs.filter(({ longMinutes, shortMinutes, threshold }) => {
    const [long, short] = [longMinutes, shortMinutes].map((minutes) => sumsIn(objective, history, history.at, minutes));
    return (
      long !== undefined &&
      ratio(long) > threshold &&
      ratio(short) > threshold &&
      long.bad >= minimum.bad &&
      long.total >= minimum.events
    );
  });
}

/** Fraction of bad events; 0 where nothing was measured, which never is above a threshold. */
function ratio(sums: Sums | undefined): number {
  return sums !== undefined && sums.total > 0 ? sums.bad / sums.total : 0;
}

/** Events in the window that ends at a moment, as Prometheus sees them; undefined where there are too few samples. */
export function sumsIn(objective: Objective, history: History, at: number, minutes: number): Sums | undefined {
  const { step, missing } = history;
  const grown = isCumulative(objective);
  const first = Math.max(Math.ceil((history.firstMinute ?? 0) / step), Math.ceil(round((at - minutes) / step)));
  const last = Math.min(Math.floor(round(at / step)), stepsOf(history));
  if (missing === 'all' || last - first < (grown ? 1 : 0)) {
    return undefined;
  }
  // a counter says how much it grew between its first and its last sample; the others say something in each sample
  const seen = objective.spec.indicator.kind === 'gauge' ? minutesBetweenLooks(minutes) : 1;
  const from = grown ? first + 1 : first;
  const scale = grown ? reach((last - first) * step, first * step - (at - minutes), at - last * step, step) : seen;
  let [total, bad] = [0, 0];
  for (const { begin, end, good, bad: worse } of spansOf(objective, history)) {
    const samples = multiples(seen, Math.max(begin, from), Math.min(end, last));
    total += samples * (good + worse);
    bad += samples * worse;
  }
  return { total: total * scale, bad: Math.max(0, bad * scale) };
}

/** How many multiples of a number there are from one number to another, both included. */
function multiples(of: number, from: number, to: number): number {
  return Math.max(0, Math.floor(to / of) - Math.ceil(from / of) + 1);
}

/** `increase()` goes on to the edges of its window, or half a step where the next sample is missing. */
function reach(sampled: number, before: number, after: number, step: number): number {
  const edge = (minutes: number) => (minutes < 1.1 * step ? minutes : step / 2);
  return (sampled + edge(before) + edge(after)) / sampled;
}

/** What happens in which samples. At minute 0 a counter has not grown, and a gauge is well. */
function spansOf({ spec: { indicator } }: Objective, { phases }: History): readonly (Flow & Span)[] {
  const start = { begin: 0, end: 0, good: indicator.kind === 'gauge' ? 1 : 0, bad: 0 };
  let index = 0;
  return [
    start,
    ...phases.map(({ steps, good, bad }) => {
      const begin = index + 1;
      index += steps;
      return { begin, end: index, good, bad };
    }),
  ];
}

/** True if the samples are those of counters that grow. */
export function isCumulative({ spec: { indicator } }: Objective): boolean {
  return indicator.kind === 'events' && !indicator.series.some(({ delta }) => delta);
}

/** Steps of a history. */
export function stepsOf({ phases }: Pick<History, 'phases'>): number {
  return phases.reduce((sum, { steps }) => sum + steps, 0);
}

/** A history that ends at a moment with the last phases; what was before them lasted since minute 0. */
export function ending(at: number, step: number, before: Flow, tail: readonly Phase[]): History {
  const left = Math.floor(round(at / step)) - stepsOf({ phases: tail });
  const phases = [{ steps: Math.max(0, left), ...before }, ...tail].filter(({ steps }) => steps > 0);
  return { at, step, phases };
}

/** Without it 0.6 / 0.2 would be 2.9999999999999996 steps. */
function round(steps: number): number {
  return Number(steps.toFixed(6));
}
