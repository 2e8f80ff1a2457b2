import Table from 'cli-table3';
import type { Paint } from './style';
import { clean, widthOf, wrap, WIDTH } from './width';

/** A cell: a text, or one that is painted. */
export type Cell = string | { readonly text: string; readonly paint: Paint };

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand right. @default 'left' */
  readonly align?: 'left' | 'right';
  /** Columns with a lower number are made narrow first when the table is too wide. @default 1 */
  readonly rank?: number;
}

const GAP = 2;
/** A column is not made narrower for the sake of the others, unless all are as narrow. */
const LEAST = 8;
/** Down to here the least important column gives way alone. */
const COMFORTABLE = 18;

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
  middle: ' '.repeat(GAP),
};

/** A table without lines that fits {@link WIDTH} columns, `indent` included: what is too wide goes on below. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  heading: Paint,
  indent = 2,
): string {
  const texts = rows.map((row) => row.map((cell) => clean(textOf(cell))));
  const widths = widthsThatFit(columns, texts, WIDTH - indent);
  const inColumn = (text: string, at: number, paint: Paint) =>
    wrap(text, widths[at] ?? LEAST)
      .map(paint)
      .join('\n');
  const made = new Table({
    head: columns.map(({ title }, at) => inColumn(title, at, heading)),
    colAligns: columns.map(({ align = 'left' }) => align),
    colWidths: [...widths],
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  made.push(
    ...texts.map((row, number) =>
      row.map((text, at) => {
        const cell = rows[number]?.[at] ?? '';
        return inColumn(text, at, typeof cell === 'string' ? (plain) => plain : cell.paint);
      }),
    ),
  );
  return made
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`.trimEnd())
    .join('\n');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/** The width of each column: its own where there is room, less for the widest of the lowest rank where there is not. */
function widthsThatFit(columns: readonly Column[], rows: readonly (readonly string[])[], room: number): number[] {
  const widest = (texts: readonly string[]) => Math.max(1, ...texts.flatMap((text) => text.split('\n')).map(widthOf));
  const longestWord = ({ title }: Column) => widest(title.split(/[ \n]/));
  const widths = columns.map((column, at) =>
    // titles break between words, contents stay on a line while there is room
    Math.max(longestWord(column), widest(rows.map((row) => row[at] ?? ''))),
  );
  const least = columns.map((column) => Math.min(LEAST, longestWord(column)));
  const rank = (at: number) => columns[at]?.rank ?? 1;
  for (let over = total(widths) - room; over > 0; over--) {
    const above = (floor: number) => widths.flatMap((width, at) => (width > Math.max(floor, least[at] ?? 0) ? at : []));
    const able = [above(COMFORTABLE), above(LEAST)].find((some) => some.length > 0) ?? [0];
    const [first = 0] = able.sort((a, b) => rank(a) - rank(b) || (widths[b] ?? 0) - (widths[a] ?? 0));
    widths[first] = (widths[first] ?? 2) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
}
