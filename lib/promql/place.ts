/** A place in a text, for people. */
export interface Place {
  /** Of the first sign that is no blank. */
  readonly at: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The word, text or sign that stands there; empty at the end. */
  readonly found: string;
  /** The line, and a caret below the place. */
  readonly shown: string;
}

/** Signs of a line that are shown on each side of the place. */
const AROUND = 60;

/** What is at a position of a text, or after the blanks that are there. */
export function placeIn(text: string, position: number): Place {
  const at = position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
  const before = text.slice(0, at).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const line = text.split('\n')[before.length - 1] ?? '';
  const from = Math.max(0, column - AROUND);
  return {
    at,
    line: before.length,
    column: column + 1,
    found: /^(?:[\w:]+|"[^"\n]{0,20}"?|.)/s.exec(text.slice(at))?.[0] ?? '',
    shown: `${line.slice(from, column + AROUND)}\n${line.slice(from, column).replace(/[^\t]/g, ' ')}^`,
  };
}
