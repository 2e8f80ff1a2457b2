import { DOMParser } from '@xmldom/xmldom';
import { junitReport } from '../../lib/reports/junit';

const read = (xml: string) => {
  const faults: string[] = [];
  const page = new DOMParser({ onError: (_, message) => void faults.push(message) }).parseFromString(xml, 'text/xml');
  expect(faults).toEqual([]);
  const all = (name: string) => [...page.getElementsByTagName(name)];
  return { root: page.documentElement, all };
};

const suites = [
  {
    name: 'a.test.yml',
    seconds: 1.23456,
    cases: [{ name: 'fires' }, { name: 'is <quiet> & "calm"', failure: 'got\n  x > 1' }],
  },
  { name: 'b.test.yml', seconds: 0, cases: [], error: 'no \u0000 YAML \u001b[31m' },
];

test('every suite and test is there, with its counts and times', () => {
  const { root, all } = read(junitReport('alerts', suites));
  const attributes = (names: readonly string[]) => names.map((name) => root?.getAttribute(name));
  expect(root?.tagName).toBe('testsuites');
  expect(attributes(['name', 'tests', 'failures', 'errors'])).toEqual(['alerts', '3', '1', '1']);
  const counts = all('testsuite').map((one) =>
    ['name', 'tests', 'failures', 'errors', 'time'].map((of) => one.getAttribute(of)),
  );
  expect(counts).toEqual([
    ['a.test.yml', '2', '1', '0', '1.235'],
    ['b.test.yml', '1', '0', '1', '0'],
  ]);
  expect(all('testcase').map((one) => [one.getAttribute('classname'), one.getAttribute('name')])).toEqual([
    ['a.test.yml', 'fires'],
    ['a.test.yml', 'is <quiet> & "calm"'],
    ['b.test.yml', 'can be run'],
  ]);
});

test('what failed stands in its test, with its lines; what XML cannot hold is shown as its code', () => {
  const { all } = read(junitReport('alerts', suites));
  expect(all('failure').map((one) => [one.parentNode, one.getAttribute('message')])).toEqual([
    [all('testcase')[1], 'got\n  x > 1'],
  ]);
  expect(all('error').map((one) => one.getAttribute('message'))).toEqual(['no \\u0000 YAML \\u001b[31m']);
});
