/** One document of a text, before it is parsed. */
export interface Chunk {
  readonly text: string;
  /** Line of the text's first character in the file, from 1. */
  readonly firstLine: number;
  /** From 1; chunks without content do not count. */
  readonly number: number;
}

/**
 * Cuts a text at its document markers. A marker at the start of a line ends a document wherever it stands (YAML 1.2.2,
 * c-forbidden), so that a fault in one document never spoils the next.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 1;
  const cut = (end: number) => {
    const piece = text.slice(start, end);
    if (hasContent(piece)) {
      chunks.push({ text: piece, firstLine: line, number: chunks.length + 1 });
    }
    line += newlines(piece);
    start = end;
  };
  for (const marker of text.matchAll(/(^|\n)(---|\.\.\.)(?=[ \t\r\n]|$)/g)) {
    const at = marker.index + (marker[1] ?? '').length;
    if (at > start) cut(at);
    // `...` belongs to what it ends
    if (marker[2] === '...') cut(lineEnd(text, at));
  }
  cut(text.length);
  return chunks;
}

/** Whether there is anything but markers, directives and comments. */
function hasContent(piece: string): boolean {
  for (let start = 0; start < piece.length;) {
    const end = lineEnd(piece, start);
    if (!/^(?:%.*|(?:---|\.\.\.)?\s*(?:#.*)?)$/s.test(piece.slice(start, end).trimEnd())) {
      return true;
    }
    start = end;
  }
  return false;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline + 1;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
