import { markup, type Content, type Html } from './markup';

/** A cell: what it shows, and what it sorts by if that is something else. */
export interface Cell {
  readonly shows: Content;
  /** Smaller comes first. @default - the text, in the order of the alphabet */
  readonly sortsBy?: number;
}

/** A column of a table. */
export interface Column {
  readonly title: Content;
  /** Numbers stand at the right. @default false */
  readonly isNumber?: boolean;
}

/** How a table is shown. */
export interface TableParts {
  /** Names the table for everybody. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of each is its header. */
  readonly rows: readonly (readonly (Content | Cell)[])[];
  /** Readers can sort it by any column, where scripts run. @default false */
  readonly sortable?: boolean;
  /** It stands in something that scrolls already. @default false */
  readonly within?: boolean;
  /** More rows than this are counted and not shown. @default 200 */
  readonly mostRows?: number;
}

/** A table that scrolls by itself where it is too wide, so that the page never does. */
export function table({ caption, columns, rows, sortable = false, mostRows = 200, within = false }: TableParts): Html {
  // columns are aligned by one class of the table for each: cells are many, and the page is to stay small
  const numbers = columns.flatMap(({ isNumber }, index) => (isNumber ? [`n${index + 1}`] : []));
  const classes = [...(sortable ? ['sortable'] : []), ...numbers].join(' ');
  const head = columns.map(({ title }) => markup`<th scope="col">${title}</th>`);
  const left = rows.length - mostRows;
  const body = rows.slice(0, mostRows).map((row) => markup`<tr>${row.map(cellOf)}</tr>`);
  const made = markup`<table${classes !== '' && markup` class="${classes}"`}><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  return markup`${within ? made : scroll(caption, made)}${left > 0 && markup`<p class="quiet">… and ${left} more rows.</p>`}`;
}

/** Something wide that scrolls by itself, with keys too. */
export function scroll(label: string, content: Content): Html {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${content}</div>`;
}

function cellOf(cell: Content | Cell, index: number): Html {
  const { shows, sortsBy } = isCell(cell) ? cell : { shows: cell };
  const sort = sortsBy !== undefined && markup` data-sort="${sortsBy}"`;
  return index === 0 ? markup`<th scope="row"${sort}>${shows}</th>` : markup`<td${sort}>${shows}</td>`;
}

function isCell(cell: Content | Cell): cell is Cell {
  return typeof cell === 'object' && 'shows' in cell;
}
