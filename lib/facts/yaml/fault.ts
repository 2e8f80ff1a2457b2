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
