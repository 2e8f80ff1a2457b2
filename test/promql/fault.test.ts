import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultIn, LONGEST_QUERY, placeIn } from '../../lib/promql';
import { promtool } from '../monitoring/promtool';
import { withFolder } from '../support/folder';
import { testWith } from '../support/tools';

const REFUSED: readonly (readonly [query: string, at: number, what: string])[] = [
  ['sum(rate(x[5m])', 15, 'it ends too early'],
  ['sum(x))', 6, 'something else should stand here'],
  ['x{a="b"', 7, 'it ends too early'],
  ['rat(x[5m])', 3, 'something else should stand here'],
  ['x{a=~"("}', 5, 'it is no regular expression: a "(" has no ")"'],
  ['x{a="\\d"}', 4, 'a backslash in it begins no escape (write two, or quote it with `)'],
  ['x{__name__="y"}', 2, 'the metric is named twice'],
  ['x{a="b",__name__!="y"}', 8, 'the metric is named twice'],
];

const TAKEN = [
  'sum(rate(x{a=~`\\d+`}[5m]))',
  '{__name__="x",__name__!="y"}',
  '{__name__="x"}',
  'x{a=~"\\\\d"}',
  'x{a="("}',
  'a / on(b) c',
];

describe('the first fault of a query', () => {
  test.each(REFUSED)('%s', (query, at, what) => {
    const fault = faultIn(query);
    expect(fault).toEqual({ at: expect.any(Number), what });
    expect(placeIn(query, fault?.at ?? -1).at).toBe(at);
  });

  test('is none in queries that Prometheus takes', () => {
    expect(TAKEN.map(faultIn)).toEqual(TAKEN.map(() => undefined));
  });

  test('is its length, where reading it would take long', () => {
    expect(faultIn('('.repeat(LONGEST_QUERY + 1))?.what).toContain('longer than');
  });

  testWith(promtool, 'no promtool', 'is one for Prometheus too, and what has none is taken', (tool) => {
    withFolder((folder) => {
      const isTaken = (expr: string) => {
        writeFileSync(
          join(folder, 'rules.json'),
          JSON.stringify({ groups: [{ name: 'g', rules: [{ record: 'r', expr }] }] }),
        );
        return spawnSync(tool, ['check', 'rules', 'rules.json'], { cwd: folder }).status === 0;
      };
      expect(REFUSED.filter(([query]) => isTaken(query))).toEqual([]);
      expect(TAKEN.filter((query) => !isTaken(query))).toEqual([]);
    });
  });
});

describe('a place', () => {
  test('is a line, a column, what stands there and a caret below it', () => {
    expect(placeIn('sum(\n\tx y)', 7)).toEqual({ at: 8, line: 2, column: 4, found: 'y', shown: '\tx y)\n\t  ^' });
  });

  test('is shown with what is around it, where the line is long', () => {
    const [line = '', caret = ''] = placeIn(`${'a'.repeat(500)}!${'b'.repeat(500)}`, 500).shown.split('\n');
    expect([line.length, line.charAt(caret.length - 1)]).toEqual([120, '!']);
  });
});
