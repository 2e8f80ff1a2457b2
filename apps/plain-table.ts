import Table from 'cli-table3';

/** All the lines that cli-table3 would draw. */
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';

/** A table without lines; what is empty is `-`. */
export function plainTable(head: string[], rows: string[][]): string {
  const table = new Table({
    head,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(BORDERS.split(' ').map((border) => [border, ''])),
  });
  table.push(...rows.map((cells) => cells.map((cell) => (cell === '' ? '-' : cell))));
  return table.toString().replace(/ +$/gm, '');
}
