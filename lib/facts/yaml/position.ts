import type { Chunk } from './split';

/** A place in a file, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of a text begin. Looked up often, and a text can have many lines. */
const lineStarts = new WeakMap<Chunk, readonly number[]>();

/** Line and column in the file of an offset in a chunk. */
export function positionIn(chunk: Chunk, offset: number): Position {
  let starts = lineStarts.get(chunk);
  if (!starts) {
    starts = startsIn(chunk.text);
    lineStarts.set(chunk, starts);
  }
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: chunk.firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
}

function startsIn(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
