import { harmless } from '../../../lib/reports/harmless';
import { clean } from '../../../lib/reports/text';

/** Lines around a change that show where it is. */
const CONTEXT = 3;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** What is different between two texts, as `diff -u` and `git apply` write and read it; empty where nothing is. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const hunks = hunksOf(linesOf(before.split('\n'), after.split('\n')));
  const lines = [`--- ${clean(path)}`, `+++ ${clean(path)}`, ...hunks.map(shown)];
  return lines.map((line) => `${line}\n`).join('');
}

/** A line of a file: tabs and the end of a line of Windows stay, or nobody could apply the difference. */
function shown(line: string): string {
  return line.endsWith('\r') ? `${harmless(line.slice(0, -1), '\t')}\r` : harmless(line, '\t');
}

/** The fewest lines that go and come (Myers 1986), as few as mends make. */
function linesOf(before: readonly string[], after: readonly string[]): readonly Line[] {
  let furthest = new Map([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; ; edits++) {
    trace.push(furthest);
    const next = new Map(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
      let x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return backwards(trace, before, after);
    }
    furthest = next;
  }
}

function backwards(trace: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
    const [fromX, fromK] = down ? [at(furthest, k + 1), k + 1] : [at(furthest, k - 1), k - 1];
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ sign: ' ', text: before[--x] ?? '' });
      y--;
    }
    if (edits === 0) break;
    if (down) lines.push({ sign: '+', text: after[--y] ?? '' });
    else lines.push({ sign: '-', text: before[--x] ?? '' });
  }
  return lines.reverse();
}

function at(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? -1;
}

function hunksOf(lines: readonly Line[]): string[] {
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const groups: [first: number, last: number][] = [];
  for (const index of changed) {
    const group = groups.at(-1);
    if (group && index - group[1] <= 2 * CONTEXT) group[1] = index;
    else groups.push([index, index]);
  }
  return groups.flatMap(([first, last]) => {
    const from = Math.max(0, first - CONTEXT);
    // what split() makes of the last line break is no line
    const end = lines.at(-1)?.text === '' && lines.at(-1)?.sign === ' ' ? lines.length - 1 : lines.length;
    const hunk = lines.slice(from, Math.min(end, last + CONTEXT + 1));
    const start = (sign: string) => lines.slice(0, from).filter((line) => line.sign !== sign).length + 1;
    const size = (sign: string) => hunk.filter((line) => line.sign !== sign).length;
    return [
      `@@ -${start('+')},${size('+')} +${start('-')},${size('-')} @@`,
      ...hunk.map(({ sign, text }) => `${sign}${text}`),
    ];
  });
}
