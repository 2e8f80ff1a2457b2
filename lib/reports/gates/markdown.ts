import type { Finding, GateReport } from '../../verdict';
import { exemptionLines } from './exemption-lines';
import type { RuleText, ShownWith } from './rule-text';
import { aboutText, byId, exemptWith, planSentences, subjectText, verdictText } from './words';

/** A comment of a pull request holds 65,536 characters; so many of each list are told, and how many are not. */
const MOST = 50;

/** For a pull request or a job's summary. */
export function gatesMarkdown(report: GateReport, shown: ShownWith): string {
  const rules = byId(shown);
  const sections = [
    ['Findings', listed(report.findings, (finding) => findingText(finding, rules))],
    [
      'Not known',
      listed(report.notKnown, ({ place, subject, what, rule }) => [
        `- ${code(place.text)} ${plain(`${subjectText(subject)}: ${what}`)} ${code(rule)}`,
      ]),
    ],
    [
      'What is released',
      listed(report.units, (unit) => [
        `- **${plain(subjectText(unit.subject))}** ${code(unit.place.text)}: ${plain(planSentences(unit).join(' '))}`,
      ]),
    ],
    ['Exemptions', listed(exemptionLines(report), (line) => [`- ${plain(line)}`])],
  ] as const;
  const lines = [
    `## Release gates: ${report.blocks ? 'blocked' : 'nothing blocks'}`,
    '',
    plain(verdictText(report)),
    '',
    '| gate | verdict | errors | warnings | why |',
    '| --- | --- | --- | --- | --- |',
    ...report.gates.map(
      ({ title, verdict, errors, warnings, why }) =>
        `| ${plain(title)} | ${verdict === 'failed' ? '**failed**' : verdict} | ${errors} | ${warnings} | ${plain(why)} |`,
    ),
    ...sections.flatMap(([title, body]) => (body.length === 0 ? [] : ['', `### ${title}`, '', ...body])),
  ];
  return `${lines.join('\n')}\n`;
}

function findingText(finding: Finding, rules: ReadonlyMap<string, RuleText>): string[] {
  const { severity, place, what, why, fix, rule } = finding;
  const exempt = exemptWith(finding, rules);
  return [
    `- **${severity}** ${code(place.text)} ${plain(`${aboutText(finding)}: ${what}`)} ${code(rule)}`,
    ...(place.template === undefined ? [] : [`  - rendered from ${code(place.template)}`]),
    `  - why: ${plain(why)}`,
    `  - do: ${plain(fix)}`,
    ...(exempt === undefined ? [] : [`  - exempt with ${code(exempt)}`]),
  ];
}

function listed<T>(all: readonly T[], show: (one: T) => readonly string[]): readonly string[] {
  const rest = all.length - MOST;
  return [...all.slice(0, MOST).flatMap(show), ...(rest > 0 ? [`- and ${rest} more`] : [])];
}

/** What a manifest says is text, and neither markup, nor a mention, nor a cell's end. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~@&]/g, (one) => (one === '@' ? '@\u200B' : `\\${one}`));
}

/** In as many backticks as the text does not have. */
function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
