/** The chances of a number of successes, for the numbers that have any to speak of. */
export interface Distribution {
  /** The first number in `chances`. */
  readonly from: number;
  readonly chances: readonly number[];
}

/** What is less likely than this, relative to the most likely number, is left out. */
const NEGLIGIBLE = 1e-17;

/**
 * Successes in `trials` with probability `chance` each: the binomial distribution, from its most likely number outwards
 * by the ratio of neighbours, P(k+1) / P(k) = (n-k)/(k+1) · p/(1-p). Exact but for what is negligible; the work grows
 * with the square root of `trials`.
 */
export function binomial(trials: number, chance: number): Distribution {
  if (trials <= 0 || chance <= 0) return { from: 0, chances: [1] };
  if (chance >= 1) return { from: trials, chances: [1] };
  const odds = chance / (1 - chance);
  const mode = Math.min(trials, Math.floor((trials + 1) * chance));
  const below: number[] = [];
  for (let k = mode, relative = 1; k > 0; k--) {
    relative *= k / (trials - k + 1) / odds;
    if (relative < NEGLIGIBLE) break;
    below.push(relative);
  }
  const above: number[] = [];
  for (let k = mode, relative = 1; k < trials; k++) {
    relative *= ((trials - k) / (k + 1)) * odds;
    if (relative < NEGLIGIBLE) break;
    above.push(relative);
  }
  const weights = [...below.reverse(), 1, ...above];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { from: mode - below.length, chances: weights.map((weight) => weight / total) };
}

/** Chance of each number of `distribution` or more: asked often, so it is laid out once. */
export function atLeast({ from, chances }: Distribution): (number: number) => number {
  const tails = new Array<number>(chances.length + 1).fill(0);
  for (let index = chances.length - 1; index >= 0; index--) {
    tails[index] = (tails[index + 1] ?? 0) + (chances[index] ?? 0);
  }
  return (number) => (number <= from ? 1 : (tails[number - from] ?? 0));
}
