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

/**
 * Chance that more than `badLimit` measurements are bad before enough good ones came in a row: the chances of every
 * state (bad so far, good in a row) are carried from one measurement to the next. Without `successLimit` that is the tail
 * of a Poisson binomial distribution. Where windows overlap, blocks of `overlap` measurements stand for one.
 */
export function runChances(stretches: readonly Stretch[], limits: Limits): RunChances {
  const { badLimit, successLimit } = limits;
  const counts = badLimit !== Infinity;
  const rows = counts ? badLimit + 1 : 1;
  const columns = Math.max(1, successLimit);
  let states = new Float64Array(rows * columns);
  states[0] = 1;
  let bad = 0;
  let endedEarly = 0;
  for (const [size, chance] of blocks(stretches, limits.overlap)) {
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
  return { bad, endedEarly, undecided: Math.max(0, 1 - bad - endedEarly) };
}

/** Measurements that come out alike, taken together. */
function* blocks(stretches: readonly Stretch[], overlap: number): Generator<[size: number, chance: number]> {
  for (const { measurements, chanceOfBad } of stretches) {
    for (let left = measurements; left > 0; left -= overlap) yield [Math.min(left, overlap), chanceOfBad];
  }
}
