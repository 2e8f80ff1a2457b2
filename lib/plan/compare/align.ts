/** Places of one item in two lists; one is missing where it is new or gone. */
export interface Aligned {
  readonly before?: number;
  readonly after?: number;
}

/** Beyond this many pairs items are compared place by place: an exact answer would take too long. */
const MOST_PAIRS = 1_000_000;

/**
 * Puts two lists beside each other, in order, so that the affinity of what stands side by side is as large as can be:
 * the alignment of Needleman and Wunsch without a price for gaps. What the lists begin and end with alike is not looked at.
 */
export function align<T>(before: readonly T[], after: readonly T[], affinity: (one: T, other: T) => number): Aligned[] {
  const most = Math.min(before.length, after.length);
  const key = (item: T | undefined) => JSON.stringify(item);
  let head = 0;
  while (head < most && key(before[head]) === key(after[head])) head++;
  let tail = 0;
  while (tail < most - head && key(before.at(-1 - tail)) === key(after.at(-1 - tail))) tail++;
  const [rows, columns] = [before.length - tail - head, after.length - tail - head];
  const middle =
    rows * columns > MOST_PAIRS
      ? placeByPlace(rows, columns)
      : best(rows, columns, (row, column) => {
          const [one, other] = [before[head + row], after[head + column]];
          return one === undefined || other === undefined ? 0 : affinity(one, other);
        });
  const moved = ({ before: row, after: column }: Aligned): Aligned => ({
    ...(row === undefined ? {} : { before: head + row }),
    ...(column === undefined ? {} : { after: head + column }),
  });
  return [
    ...Array.from({ length: head }, (_, index) => ({ before: index, after: index })),
    ...middle.map(moved),
    ...Array.from({ length: tail }, (_, index) => ({ before: head + rows + index, after: head + columns + index })),
  ];
}

function placeByPlace(rows: number, columns: number): Aligned[] {
  return Array.from({ length: Math.max(rows, columns) }, (_, index) => ({
    ...(index < rows ? { before: index } : {}),
    ...(index < columns ? { after: index } : {}),
  }));
}

function best(rows: number, columns: number, affinity: (row: number, column: number) => number): Aligned[] {
  const width = columns + 1;
  const scores = new Float64Array((rows + 1) * width);
  const score = (row: number, column: number) => scores[row * width + column] ?? 0;
  const together = (row: number, column: number) => {
    const own = affinity(row, column);
    return own > 0 ? score(row + 1, column + 1) + own : -1;
  };
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const apart = Math.max(score(row + 1, column), score(row, column + 1));
      scores[row * width + column] = Math.max(apart, together(row, column));
    }
  }
  const aligned: Aligned[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && score(row, column) === together(row, column)) {
      aligned.push({ before: row++, after: column++ });
    } else if (row < rows && score(row, column) === score(row + 1, column)) aligned.push({ before: row++ });
    else aligned.push({ after: column++ });
  }
  return aligned;
}
