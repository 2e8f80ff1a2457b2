/**
 * What somebody most likely meant: the candidate that takes fewest edits (a character put in, left out, replaced, or two
 * swapped); undefined if all are too far away.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length * 0.4));
  const near = candidates
    .map((candidate) => ({ candidate, edits: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((one) => one.edits <= most)
    .sort((one, other) => one.edits - other.edits);
  return (
    near[0]?.candidate ?? candidates.find((one) => word.length > 2 && one.toLowerCase().startsWith(word.toLowerCase()))
  );
}

/** ` Did you mean "x"?`, or what there is to choose from. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === undefined ? `known are ${candidates.join(', ')}` : `did you mean "${near}"?`;
}

function edits(one: string, other: string): number {
  let [last, before]: [number[], number[]] = [Array.from({ length: other.length + 1 }, (_, at) => at), []];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}
