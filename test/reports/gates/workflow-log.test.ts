import { GATE_FORMATS, gatesGithub } from '../../../lib/reports/gates';
import { PLAIN } from '../../../lib/reports/text';
import { actionsCore, NO_ACTIONS_CORE, type Annotation } from '../../support/actions-core';
import { testWith } from '../../support/tools';
import { isObeyed, logLines, workflowCommand, type WorkflowCommand } from '../../support/workflow-log';
import { everything, shownWith } from './reports';

const ORDERS = [
  '::add-mask::a',
  '::error file=x,line=1::a',
  '::stop-commands::t',
  '##[error]a',
  '##vso[task.x]a',
  '##teamcity[x]',
];

/** Lines and words that are orders, and what escapes of the runner are made of. */
const hostile = (field: string) =>
  `${field} 50% %0A::error::a %25 a:b,c=d ]${ORDERS.map((order) => `\n${order} ${order}\r  ${order}`).join('')} \u0000\u001b[31mred\u009b31m\u202e`;
const words = (field: string) => ORDERS.map((order) => `${'x'.repeat(40)} ${order} ${field}`).join(' ');
const long = (field: string) =>
  `${'y'.repeat(61)}${'::debug::z '.repeat(3)}${'z'.repeat(96)}::add-mask::${'z'.repeat(300)}${field}`;
const starts = (field: string) => `::warning::${field}`;

/** What gates are called are our own words. */
const reportOf = (text: (field: string) => string) => ({ ...everything(undefined, text), gates: everything().gates });

const TEXTS = { hostile, words, long, starts };
// the formats that only lines of our own make commands
const others = GATE_FORMATS.filter(({ id }) => id !== 'github');

describe.each(Object.entries(TEXTS))('a manifest of %s texts', (_, text) => {
  test.each(others)('orders nobody about as $id', (format) => {
    const log = format.render(reportOf(text), shownWith(text), PLAIN);
    expect(logLines(log).filter(isObeyed)).toEqual([]);
    expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.exec(log)).toBeNull();
  });

  test('gives annotations that are read as they were meant, a line each', () => {
    const log = gatesGithub(reportOf(text));
    const lines = logLines(log.trimEnd());
    const read = lines.flatMap((line) => workflowCommand(line) ?? []);
    expect(read).toHaveLength(lines.length);
    expect([...new Set(read.map(({ name }) => name))].sort()).toEqual(['error', 'notice', 'warning']);
    const [first] = read;
    expect(first?.properties.file).toBe(text('place/text.yaml'));
    expect(first?.properties).toMatchObject({
      line: '3',
      col: '4',
      title: shown(text('the-rule')).replaceAll('\n', ' '),
    });
    expect(first?.data).toContain(shown(text('what is wrong.')));
    expect(first?.data).toContain(`\nwhy: ${shown(text('why it matters.'))}\n`);
  });
});

test('JSON holds the very texts, however they are written', () => {
  const report = reportOf(hostile);
  const json = GATE_FORMATS.find(({ id }) => id === 'json')?.render(report, shownWith(hostile), PLAIN) ?? '';
  expect(JSON.parse(json).findings[0].what).toBe(hostile('what is wrong.'));
});

testWith(actionsCore(), NO_ACTIONS_CORE, "annotations are written as GitHub's own library writes them", (core) => {
  for (const text of Object.values(TEXTS)) {
    const log = gatesGithub(reportOf(text));
    const read = logLines(log.trimEnd()).flatMap((line) => workflowCommand(line) ?? []);
    // the library puts the title first; the runner reads them in any order
    expect(logLines(core(read.map(annotationOf)).trimEnd()).map(sorted)).toEqual(logLines(log.trimEnd()).map(sorted));
  }
});

function annotationOf({ name, properties, data }: WorkflowCommand): Annotation {
  const { title = '', file, line, col } = properties;
  return {
    kind: name as Annotation['kind'],
    message: data,
    at: {
      title,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { startLine: Number(line) }),
      ...(col === undefined ? {} : { startColumn: Number(col) }),
    },
  };
}

function sorted(line: string): readonly string[] {
  const [, name = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/su.exec(line) ?? [];
  return [name, ...properties.split(',').sort(), data];
}

/** A text as people see it: lines, and codes in place of what would do something to a terminal or a runner. */
function shown(text: string): string {
  const codes = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/g, codes)
    .replace(/(^|\s):(?=:)/g, (_, before: string) => `${before}${codes(':')}`)
    .replace(/#(?=#(?:vso|teamcity)?\[)/g, codes);
}
