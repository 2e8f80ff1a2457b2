/** The chances of a number of successes, for the numbers that have any to speak of. */
export interface Distribution {
  /** The first number in `chances`. */
  readonly from: number;
  readonly chances: Float64Array;
}

/** What is less likely than this, relative to the most likely number, is left out. */
const NEGLIGIBLE = 1e-17;

/**
 * Successes in `trials` with probability `chance` each: the binomial distribution, from its most likely number outwards
 * by the ratio of neighbours, P(k+1) / P(k) = (n-k)/(k+1) · p/(1-p). Exact but for what is negligible; the work grows
 * with the square root of `trials`.
 */
export function binomial(trials: number, chance: number): Distribution {
  if (trials <= 0 || chance <= 0) return { from: 0, chances: Float64Array.of(1) };
  if (chance >= 1) return { from: trials, chances: Float64Array.of(1) };
  const odds = chance / (1 - chance);
  const mode = Math.min(trials, Math.floor((trials + 1) * chance));
  const room = LEAST_ROOM + Math.ceil(WIDTH * Math.sqrt(trials * chance * (1 - chance)));
  const below = ratios(mode, room, (gone) => (mode - gone) / (trials - mode + gone + 1) / odds);
  const above = ratios(trials - mode, room, (gone) => ((trials - mode - gone) / (mode + gone + 1)) * odds);
  const chances = new Float64Array(below.length + 1 + above.length);
  chances.set(below.reverse());
  chances[below.length] = 1;
  chances.set(above, below.length + 1);
  let total = 0;
  for (const weight of chances) total += weight;
  return { from: mode - below.length, chances: chances.map((weight) => weight / total) };
}

/** Standard deviations beyond which a normal distribution is negligible: exp(-z²/2) < 1e-17 from 8.85 on; tails of few are longer. */
const WIDTH = 10;
const LEAST_ROOM = 64;

/** How likely the next numbers are, relative to the one they begin after, as long as that is not negligible. */
function ratios(most: number, room: number, ratio: (gone: number) => number): Float64Array {
  let found = new Float64Array(Math.min(most, room));
  let count = 0;
  for (let relative = 1; count < most; count++) {
    relative *= ratio(count);
    if (relative < NEGLIGIBLE) break;
    if (count === found.length) {
      const longer = new Float64Array(Math.min(most, 2 * count));
      longer.set(found);
      found = longer;
    }
    found[count] = relative;
  }
  return found.subarray(0, count);
}

/** Chance of each number of `distribution` or more: asked often, so it is laid out once. */
export function atLeast({ from, chances }: Distribution): (number: number) => number {
  const tails = new Float64Array(chances.length + 1);
  for (let index = chances.length - 1; index >= 0; index--) {
    tails[index] = (tails[index + 1] ?? 0) + (chances[index] ?? 0);
  }
  return (number) => (number <= from ? 1 : (tails[number - from] ?? 0));
}
