import { DOMParser } from '@xmldom/xmldom';
import { gatesJunit } from '../../../lib/reports/gates';
import { junitReport } from '../../../lib/reports/junit';
import { evaluate, readText, recommended } from '../../../policies';
import { ruleTexts } from '../../../policies/hosts/cli/rule-texts';
import { junitSchema, NO_JUNIT_SCHEMA } from '../../support/junit-schema';
import { testWith } from '../../support/tools';
import { everything, shownWith } from './reports';

/** What ends a text or an element early, and what XML cannot hold. */
const hostile = (field: string) =>
  `]]>${field}</failure>&nbsp;"'\u0000\u001B[31m\uFFFE${String.fromCharCode(0xd800)} \u{1F680}\r\n<!--`;

const ROLLOUT = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec: { replicas: 4, strategy: { canary: { steps: [{ setWeight: 25 }] } } }
`;
const judged = () => {
  const { items, problems } = readText(`${ROLLOUT}---\na: [\n`, 'web.yaml');
  const report = evaluate(items, recommended, { today: '2026-12-01', world: 'open', problems });
  return gatesJunit(report, { version: '1.0.0', rules: ruleTexts(recommended, undefined) });
};

const reports: readonly (readonly [string, () => string])[] = [
  ['everything a report can hold', () => gatesJunit(everything(), shownWith())],
  ['texts that end an element or are no XML', () => gatesJunit(everything(undefined, hostile), shownWith(hostile))],
  ['a manifest and one that cannot be read', judged],
  ['nothing', () => junitReport('none', [])],
  [
    'tests that passed, failed, were skipped, and could not be run',
    () =>
      junitReport('alerts', [
        {
          name: 'a',
          seconds: 1.5,
          cases: [{ name: 'passed' }, { name: 'failed', failure: 'got 1', note: 'n' }, { name: 's', skipped: 'later' }],
        },
        { name: 'b', seconds: 0, cases: [], error: 'no YAML' },
      ]),
  ],
];

testWith(
  junitSchema(),
  NO_JUNIT_SCHEMA,
  "JUnit XML is valid by Jenkins's schema, whatever it holds",
  async (faults) => {
    for (const [name, report] of reports) expect([name, await faults(report())]).toEqual([name, []]);
  },
);

testWith(junitSchema(), NO_JUNIT_SCHEMA, 'the schema refuses what is no JUnit XML', async (faults) => {
  const xml = judged();
  for (const broken of [xml.replace(' name=', ' nme='), xml.replaceAll('system-out', 'out'), xml.slice(0, -20)]) {
    expect(await faults(broken)).not.toEqual([]);
  }
});

test.each(reports)('the counts of %s are those of its elements', (_, report) => {
  const root = new DOMParser().parseFromString(report(), 'text/xml').documentElement;
  if (!root) throw new Error('there is no element');
  const count = (name: string, within = root) => `${[...within.getElementsByTagName(name)].length}`;
  for (const one of [root, ...root.getElementsByTagName('testsuite')]) {
    expect(one.getAttribute('tests')).toBe(count('testcase', one));
    expect(one.getAttribute('failures')).toBe(count('failure', one));
    expect(one.getAttribute('errors')).toBe(count('error', one));
    if (one !== root) expect(one.getAttribute('skipped')).toBe(count('skipped', one));
  }
});
