import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternFault } from '../../lib/promql';
import { withFolder } from '../support/folder';
import { testWith } from '../support/tools';
import { promtool } from '../monitoring/promtool';

const TAKEN = [
  '5..|0',
  '(?i)ok',
  'a(?i)*',
  '(?P<name>x)',
  '(?i:ok)',
  '(?s-m)x',
  '[[:digit:]]+',
  '[]a]',
  '[^]a]',
  '[\\d-x]',
  'a{2,3}',
  'a{2,}?',
  'a{',
  'a{,3}',
  '()*',
  '(|a)*',
  '^*',
  '\\b*',
  '\\Qa*(\\E+',
  '\\pL\\p{Greek}',
  '\\x41\\x{10FFFF}',
  '\\07\\123',
  '\\_\\-\\/',
  'a??',
  'x(?:a|b)?',
];

const REFUSED: readonly (readonly [pattern: string, why: string])[] = [
  ['*', '* repeats nothing'],
  ['a|+', '+ repeats nothing'],
  ['(?:*a)', '* repeats nothing'],
  ['a**', '* repeats a repeat'],
  ['a{2}{3}', '{3} repeats a repeat'],
  ['a{3,2}', '{3,2} is no count up to 1000'],
  ['a{1001}', '{1001} is no count up to 1000'],
  ['a(?=b)', '"(?=" begins nothing that RE2 knows'],
  ['(?<!a)b', '"(?<" begins nothing that RE2 knows'],
  ['(a)\\1', '"\\\\1" begins nothing that RE2 knows'],
  ['\\y', '"\\\\y" begins nothing that RE2 knows'],
  ['a\\', '"\\\\" begins nothing that RE2 knows'],
  ['[a', '"[a" begins nothing that RE2 knows'],
  ['(a', 'a "(" has no ")"'],
  ['a)', 'a ")" has no "("'],
];

const rulesWith = (pattern: string) => ({
  groups: [{ name: 'g', rules: [{ record: 'r', expr: `x{a=~${JSON.stringify(pattern)}}` }] }],
});

describe('a regular expression', () => {
  test.each(TAKEN)('is taken: %s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });

  test.each(REFUSED)('is refused: %s', (pattern, why) => {
    expect(patternFault(pattern)).toBe(why);
  });

  testWith(promtool, 'no promtool', 'is taken and refused by Prometheus as by us', (tool) => {
    withFolder((folder) => {
      const verdicts = [...TAKEN, ...REFUSED.map(([pattern]) => pattern)].map((pattern) => {
        writeFileSync(join(folder, 'rules.json'), JSON.stringify(rulesWith(pattern)));
        const { status } = spawnSync(tool, ['check', 'rules', 'rules.json'], { cwd: folder });
        return [pattern, status === 0];
      });
      expect(verdicts).toEqual([
        ...TAKEN.map((pattern) => [pattern, true]),
        ...REFUSED.map(([pattern]) => [pattern, false]),
      ]);
    });
  });
});
