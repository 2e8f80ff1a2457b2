import { binomial, type Distribution } from './binomial';

/** Measurements in a row that are bad with the same chance. */
export interface Stretch {
  readonly measurements: number;
  readonly chanceOfBad: number;
}

/** When a metric ends. */
export interface Limits {
  /** One bad measurement more than this ends it; Infinity: none do. */
  readonly badLimit: number;
  /** So many good ones in a row end it well; 0: off. */
  readonly successLimit: number;
  /**
   * Measurements that look at the same requests, because the window is longer than the interval: they are taken to come
   * out alike. 1: each looks at its own.
   */
  readonly overlap: number;
}

/** How a run of measurements may end. */
export interface RunChances {
  /** More bad ones than the limit. */
  readonly bad: number;
  /** Success before all were taken. */
  readonly endedEarly: number;
  /** None of the two. */
  readonly undecided: number;
}

/** A run that goes on with less chance than this has ended: what is left cannot be told from the rounding of the rest. */
const NEGLIGIBLE = 1e-15;

/** From so many blocks on their states are not carried one by one. */
const MANY_BLOCKS = 10_000;

/**
 * Chance that more than `badLimit` measurements are bad before enough good ones came in a row: the chances of every
 * state (bad so far, good in a row) are carried from one measurement to the next. Without `successLimit` that is the tail
 * of a Poisson binomial distribution. Where windows overlap, blocks of `overlap` measurements stand for one.
 *
 * So that a pause of thirty years costs no more than one of a day, it stops once the run must have ended, and adds
 * binomial distributions where only the number of bad ones counts.
 */
export function runChances(stretches: readonly Stretch[], limits: Limits): RunChances {
  const blocks = blocksOf(stretches, limits.overlap);
  const { badLimit, successLimit } = limits;
  if (successLimit === 0) {
    if (badLimit === Infinity) return { bad: 0, endedEarly: 0, undecided: 1 };
    if (blocks.reduce((sum, { times }) => sum + times, 0) > MANY_BLOCKS) return chancesOfSums(blocks, badLimit);
  }
  return chancesOfStates(blocks, limits);
}

/** Only the number of bad ones counts: its distribution up to the limit, a stretch at a time. */
function chancesOfSums(blocks: readonly Block[], badLimit: number): RunChances {
  let sums: Distribution = { from: 0, chances: Float64Array.of(1) };
  let bad = 0;
  for (const { size, times, chanceOfBad } of blocks) {
    const { from, chances } = binomial(times, chanceOfBad);
    const next: number[] = [];
    let past = 0;
    sums.chances.forEach((before, index) => {
      if (before < NEGLIGIBLE) return;
      const sum = sums.from + index;
      chances.forEach((chance, more) => {
        const to = sum + (from + more) * size;
        if (to > badLimit) past += before * chance;
        else next[to - sums.from] = (next[to - sums.from] ?? 0) + before * chance;
      });
    });
    bad += past;
    const first = next.findIndex((chance) => chance > 0);
    if (first < 0) return { bad: 1, endedEarly: 0, undecided: 0 };
    sums = { from: sums.from + first, chances: Float64Array.from(next.slice(first), (chance?: number) => chance ?? 0) };
  }
  return { bad: Math.min(1, bad), endedEarly: 0, undecided: Math.max(0, 1 - bad) };
}

function chancesOfStates(blocks: readonly Block[], { badLimit, successLimit }: Limits): RunChances {
  const counts = badLimit !== Infinity;
  const rows = counts ? badLimit + 1 : 1;
  const columns = Math.max(1, successLimit);
  let states = new Float64Array(rows * columns);
  states[0] = 1;
  let bad = 0;
  let endedEarly = 0;
  for (const { size, times, chanceOfBad: chance } of blocks) {
    for (let time = 0; time < times; time++) {
      if (1 - bad - endedEarly < NEGLIGIBLE) return { bad, endedEarly, undecided: 0 };
      // good ones change nothing where they are not counted
      if (successLimit === 0 && chance === 0) break;
      const next = new Float64Array(rows * columns);
      for (let state = 0; state < states.length; state++) {
        const here = states[state] ?? 0;
        if (here === 0) continue;
        const failed = counts ? Math.floor(state / columns) + size : 0;
        const streak = (state % columns) + size;
        if (failed > badLimit) bad += here * chance;
        else next[failed * columns] = (next[failed * columns] ?? 0) + here * chance;
        const good = here * (1 - chance);
        if (successLimit > 0 && streak >= successLimit) endedEarly += good;
        else {
          const to = Math.floor(state / columns) * columns + (successLimit > 0 ? streak : 0);
          next[to] = (next[to] ?? 0) + good;
        }
      }
      states = next;
    }
  }
  return { bad, endedEarly, undecided: Math.max(0, 1 - bad - endedEarly) };
}

/** Measurements that come out alike, so many times. */
interface Block {
  readonly size: number;
  readonly times: number;
  readonly chanceOfBad: number;
}

/**
 * Measurements in a row, by as many as overlap. A block in which chances differ, as where a window reaches back into the step
 * before, is bad with their mean: so many bad ones are to be expected.
 */
function blocksOf(stretches: readonly Stretch[], overlap: number): Block[] {
  const blocks: Block[] = [];
  let size = 0;
  let chances = 0;
  const close = () => {
    if (size > 0) blocks.push({ size, times: 1, chanceOfBad: chances / size });
    [size, chances] = [0, 0];
  };
  for (const { measurements, chanceOfBad } of stretches) {
    const first = size > 0 ? Math.min(measurements, overlap - size) : 0;
    size += first;
    chances += first * chanceOfBad;
    if (size === overlap) close();
    const times = Math.floor((measurements - first) / overlap);
    if (times > 0) blocks.push({ size: overlap, times, chanceOfBad });
    const rest = measurements - first - times * overlap;
    size += rest;
    chances += rest * chanceOfBad;
  }
  close();
  return blocks;
}
