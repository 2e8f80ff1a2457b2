/** Something in a text that cannot be read. Lines and columns count from 1. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  /** The offending text. @default - there is none to show */
  readonly value?: string;
  /** What is wrong, one sentence. */
  readonly what: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
}

/** A fault at an offset in a text; it stops the reading of a document. */
export class FaultAt extends Error {
  readonly offset: number;
  readonly fault: Omit<Fault, 'line' | 'column'>;

  constructor(offset: number, fault: Omit<Fault, 'line' | 'column'>) {
    super(fault.what);
    this.offset = offset;
    this.fault = fault;
  }
}

/** Line and column of an offset in a text that itself begins at `firstLine`. */
export function positionOf(text: string, offset: number, firstLine = 1): { line: number; column: number } {
  let line = firstLine;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', start)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}
