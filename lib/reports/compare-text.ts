import Table from 'cli-table3';
import type { FigureChange, PlanChange, PlanComparison, Remark, RolloutComparison } from '../plan';

/** Columns of the terminal. */
const WIDTH = 100;

/** Columns of the table without its borders: subject, figure, before, after, difference, judgement. */
const COLUMNS = [22, 20, 15, 15, 14, 7];

/** The comparison as text for a terminal, at most 100 columns wide. */
export function compareText({ rollouts }: PlanComparison): string {
  const of = (change: RolloutComparison['change']) => rollouts.filter((one) => one.change === change);
  const same = of('same');
  const count = (change: RolloutComparison['change']) => `${of(change).length} ${change}`;
  const blocks = [
    `${count('changed')}, ${count('added')}, ${count('removed')}, ${same.length} the same.`,
    ...rollouts.filter(({ change }) => change !== 'same').map(rolloutText),
    ...(same.length > 0 ? [wrapped(`The same: ${same.map(nameOf).join(', ')}`, '')] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rolloutText(rollout: RolloutComparison): string {
  const { plan, figures, newRemarks, goneRemarks, verdict } = rollout;
  return [
    wrapped(nameOf(rollout), ''),
    wrapped(verdict, '  '),
    ...plan.map((change) => wrapped(planText(change), '  ')),
    ...(figures.length > 0 ? [tableOf(figures)] : []),
    ...newRemarks.map((remark) => wrapped(remarkText('new', remark), '  ')),
    ...goneRemarks.map((remark) => wrapped(remarkText('gone', remark), '  ')),
  ].join('\n');
}

function nameOf({ identity: { kind, namespace, name } }: RolloutComparison): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function planText({ what, before, after }: PlanChange): string {
  if (before === undefined) return `+ ${what} ${after ?? ''}`.trimEnd();
  if (after === undefined) return `- ${what} ${before}`.trimEnd();
  return `~ ${what} ${before} -> ${after}`;
}

function remarkText(change: 'new' | 'gone', { severity, what, fix }: Remark): string {
  return change === 'new' ? `new ${severity}: ${what} To mend it: ${fix}` : `${severity} gone: ${what}`;
}

function tableOf(figures: readonly FigureChange[]): string {
  const table = new Table({
    head: ['scenario or analysis', 'figure', 'before', 'after', 'difference', ''],
    colWidths: COLUMNS,
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
  });
  let last = '';
  for (const { spoken, judgement } of figures) {
    const subject = spoken.subject === last ? '' : spoken.subject;
    last = spoken.subject;
    const cells = [subject, spoken.figure, spoken.before, spoken.after, spoken.difference ?? ''];
    const widths = COLUMNS.map((width) => width - 2);
    table.push([
      ...cells.map((cell, index) => lines(cell, widths[index] ?? WIDTH).join('\n')),
      judgement === 'different' ? '' : judgement,
    ]);
  }
  return table.toString();
}

/** A paragraph; lines after the first are indented two more. */
function wrapped(text: string, indent: string): string {
  const [first = '', ...rest] = lines(text, WIDTH - indent.length - 2);
  return [`${indent}${first}`, ...rest.map((line) => `${indent}  ${line}`)].join('\n');
}

/** Broken between words, and within those that are longer than a line. Controls, which names may hold, are not printed. */
function lines(text: string, width: number): string[] {
  const words = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
  const all: string[] = [];
  for (const word of words) {
    const last = all.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}
