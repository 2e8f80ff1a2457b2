import type { Finding, GateReport, GateResult, NotKnown } from '../../verdict';
import { junitReport } from '../junit';
import type { TestCase, TestSuite } from '../test-run';
import { exemptLine } from './exempt-with';
import { exemptionLines } from './exemption-lines';
import type { RuleText, ShownWith } from './rule-text';
import { aboutText, planSentences, subjectText, verdictText } from './words';

/**
 * JUnit XML: a suite for each gate, a test for each of its rules. What blocks is a failure; warnings and what is not known
 * are output of a test that passes; what a gate still lacks is a test that was skipped.
 */
export function gatesJunit(report: GateReport, { rules }: ShownWith): string {
  const suites = report.gates.map((gate) => suiteOf(gate, report, rules));
  const notes: TestSuite = {
    name: 'exemptions and units',
    seconds: 0,
    cases: [{ name: 'report', note: notesOf(report) }],
  };
  return junitReport('stepgate check', [...suites, notes]);
}

function suiteOf({ gate, title, verdict, why }: GateResult, report: GateReport, rules: readonly RuleText[]): TestSuite {
  const cases = rules.filter((rule) => rule.gate === gate).map((rule) => caseOf(rule, report));
  const lacking = verdict === 'not judged' || verdict === 'not asked' ? [{ name: verdict, skipped: why }] : [];
  return { name: title, seconds: 0, cases: [...cases, ...lacking] };
}

function caseOf({ id, title }: RuleText, { findings, notKnown, blocks }: GateReport): TestCase {
  const own = findings.filter(({ rule }) => rule === id);
  const failing = own.filter(({ severity }) => blocks && severity === 'error');
  const noted = [
    ...own.filter((finding) => !failing.includes(finding)).map(findingText),
    ...notKnown.filter(({ rule }) => rule === id).map(notKnownText),
  ];
  return {
    name: `${title} [${id}]`,
    ...(failing.length === 0 ? {} : { failure: failing.map(findingText).join('\n\n') }),
    ...(noted.length === 0 ? {} : { note: noted.join('\n\n') }),
  };
}

function findingText(finding: Finding): string {
  const { place, severity, what, why, fix } = finding;
  const from = place.template === undefined ? [] : [`rendered from: ${place.template}`];
  const about = `${place.text} ${severity}: ${aboutText(finding)}: ${what}`;
  return [about, ...from, `why: ${why}`, `do: ${fix}`, exemptLine(finding)].join('\n');
}

function notKnownText({ place, subject, what }: NotKnown): string {
  return `${place.text} not known: ${subjectText(subject)}: ${what}`;
}

function notesOf(report: GateReport): string {
  return [
    verdictText(report),
    ...exemptionLines(report),
    ...report.units.map((unit) => `${subjectText(unit.subject)}: ${planSentences(unit).join(' ')}`),
  ].join('\n');
}
