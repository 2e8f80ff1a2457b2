/**
 * The standard normal distribution up to `x`, by the series of Marsaglia, "Evaluating the Normal Distribution", Journal
 * of Statistical Software 11(4), 2004. Exact to about 1e-15 for |x| < 7.
 */
export function normalBelow(x: number): number {
  if (x < -7) return 0;
  if (x > 7) return 1;
  let sum = x;
  let term = x;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The x below which a share of the standard normal distribution lies, by halving. */
export function normalQuantile(share: number): number {
  let low = -7;
  let high = 7;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
