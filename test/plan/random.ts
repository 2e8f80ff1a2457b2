/** A generator of numbers in [0, 1) that gives the same ones for the same seed: a 32-bit xorshift. */
export function random(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** How many of `trials` succeed, one by one, or by the waiting times between successes where they are rare. */
export function successes(trials: number, chance: number, next: () => number): number {
  if (chance <= 0) return 0;
  if (chance >= 1) return trials;
  const logMiss = Math.log(1 - chance);
  let count = 0;
  for (let at = Math.log(1 - next()) / logMiss; at < trials; at += 1 + Math.floor(Math.log(1 - next()) / logMiss)) {
    if (Math.floor(at) < trials) count++;
    at = Math.floor(at);
  }
  return count;
}
