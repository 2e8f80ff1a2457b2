/** First weights that are tried. */
const FIRST_WEIGHTS = [1, 2, 3, 5, 8, 10, 15, 20, 25, 33, 50, 75, 100];

/**
 * Weights from a first one to 100 with as few steps as the largest rise allows. Fewer and larger steps make the shorter
 * rollout; the first weight decides how fast and how dearly a bad version is found.
 */
export function ladders(firstAtMost: number, riseAtMost: number): number[][] {
  return FIRST_WEIGHTS.filter((first) => first <= firstAtMost).map((first) => {
    const weights = [first];
    for (let weight = first; weight < 100;) {
      weight = Math.min(100, weight + Math.max(1, riseAtMost));
      weights.push(weight);
    }
    return weights;
  });
}
