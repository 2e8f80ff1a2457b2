import { harmless } from '../harmless';

/** No line of a report is wider, in columns of a terminal. */
export const WIDTH = 100;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian wide and fullwidth characters (Unicode Standard Annex #11), and what is drawn as an emoji. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{17000}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}])/u;
const NOTHING = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;
const ASCII = /^[\x20-\x7E]*$/;

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfOne(segment);
  return width;
}

function widthOfOne(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return NOTHING.test(grapheme) ? 0 : 1;
}

/**
 * A text from a manifest as one line that can do no harm: what would move the cursor, colour the terminal, turn the direction
 * of the line or order a CI system about is shown as its code.
 */
export function clean(text: string): string {
  return harmless(text.replace(/[\n\t]/g, ' '));
}

/** The text in at most so many columns, with an ellipsis for what had to go. */
export function cut(text: string, columns: number): string {
  return widthOf(text) <= columns ? text : `${pieceOf(text, columns - 1)}…`;
}

/** As much of the beginning as fits, at least one character. */
function pieceOf(text: string, columns: number): string {
  let [piece, width] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    width += widthOfOne(segment);
    if (width > columns && piece !== '') break;
    piece += segment;
  }
  return piece;
}

/** A text of one or more lines as lines of at most so many columns, broken between words where that can be. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (widthOf(word) > columns) {
      const piece = pieceOf(word, columns);
      lines.push(piece);
      const rest = word.slice(piece.length);
      // it starts a line, where it means something else
      word = rest.startsWith('::') ? harmless(rest) : rest;
    }
    line = word;
  }
  return [...lines, line];
}

/** A paragraph in at most {@link WIDTH} columns: the first line after `first`, the others as far in. */
export function paragraph(text: string, first = ''): string {
  const indent = ' '.repeat(widthOf(first));
  return wrap(clean(text), WIDTH - indent.length)
    .map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd())
    .join('\n');
}
