import type { Finding, GateReport, GateVerdict, NotKnown, Severity } from '../../verdict';
import { count } from '../../plan/words';
import { clean, paragraph, PLAIN, type Style } from '../text';
import { table } from '../text/table';
import { exemptLine } from './exempt-with';
import { exemptionLines } from './exemption-lines';
import type { RuleText, ShownWith } from './rule-text';
import { groupFindings, groupNotKnown, groupUnits, type FindingGroup } from './grouped';
import { aboutText, byId, subjectText, verdictText } from './words';

/** For a terminal, no line wider than 100 columns: findings, units, gates, exemptions, and the verdict as the last line. */
export function gatesText(report: GateReport, shown: ShownWith, style: Style = PLAIN): string {
  const rules = byId(shown);
  const sections = [
    [
      '',
      groupFindings(report.findings)
        .map((group) => groupText(group, rules, style))
        .join('\n\n'),
    ],
    ['not known', notKnownText(report.notKnown)],
    ['what is released', unitsText(report)],
    [
      'exemptions',
      exemptionLines(report)
        .map((line) => paragraph(line, '  '))
        .join('\n'),
    ],
    ['gates', gatesTable(report, style)],
  ] as const;
  const blocks = sections
    .filter(([, text]) => text !== '')
    .map(([title, text]) => (title === '' ? text : `${style.heading(title)}\n${text}`));
  return `${[...blocks, verdictLine(report, style)].join('\n\n')}\n`;
}

function groupText(group: FindingGroup, rules: ReadonlyMap<string, RuleText>, style: Style): string {
  const { first, findings } = group;
  const { place, severity, what, why, fix, rule } = first;
  const common = [
    paragraph(why, '    why: '),
    paragraph(fix, '    do:  '),
    style.faint(paragraph(exemptLine(first), '    ')),
  ];
  if (findings.length === 1) {
    return [
      style.heading(clean(place.text)),
      labelled(severity, `${aboutText(first)}: ${what} [${rule}]`, style),
      ...templateLine(first),
      ...common,
    ].join('\n');
  }
  const title = group.what ?? `${rules.get(rule)?.title ?? rule}.`;
  return [
    style.heading(count(findings.length, 'place')),
    labelled(severity, `${title} [${rule}]`, style),
    ...common,
    ...findings.flatMap((finding) => [
      paragraph(
        `${finding.place.text} ${aboutText(finding)}${group.what === undefined ? `: ${finding.what}` : ''}`,
        '    - ',
      ),
      ...templateLine(finding, '      '),
    ]),
  ].join('\n');
}

function templateLine({ place }: Finding, indent = '    '): readonly string[] {
  return place.template === undefined ? [] : [paragraph(place.template, `${indent}rendered from: `)];
}

/** A paragraph that begins with its severity, painted. */
function labelled(severity: Severity, text: string, style: Style): string {
  const label = `  ${severity}: `;
  return `  ${paintOf(severity, style)(`${severity}:`)} ${paragraph(text, label).slice(label.length)}`;
}

function paintOf(severity: Severity, { bad, doubtful, faint }: Style) {
  return { error: bad, warning: doubtful, info: faint }[severity];
}

function notKnownText(all: readonly NotKnown[]): string {
  return groupNotKnown(all)
    .map(({ what, rules, of }) => {
      const [first, ...others] = of.map(({ place, subject }) => `${place.text} ${subjectText(subject)}`);
      const said = `${what} [${rules.join(', ')}]`;
      if (others.length === 0) return paragraph(`${first}: ${said}`, '  ');
      return [paragraph(said, '  '), ...[first, ...others].map((one) => paragraph(one ?? '', '    - '))].join('\n');
    })
    .join('\n');
}

function unitsText({ units }: GateReport): string {
  return groupUnits(units)
    .map((group) =>
      [
        ...group.units.map(({ subject, place }) => paragraph(`${subjectText(subject)} (${place.text})`, '  ')),
        ...group.sentences.map((sentence) => paragraph(sentence, '    ')),
      ].join('\n'),
    )
    .join('\n');
}

function gatesTable({ gates }: GateReport, style: Style): string {
  const columns = [
    { title: 'gate', rank: 3 },
    { title: 'verdict', rank: 3 },
    { title: 'rules', align: 'right', rank: 3 },
    { title: 'errors', align: 'right', rank: 3 },
    { title: 'warnings', align: 'right', rank: 3 },
    { title: '', rank: 1 },
  ] as const;
  const paints: Readonly<Record<GateVerdict, Style['good']>> = {
    passed: style.good,
    failed: style.bad,
    'not judged': style.doubtful,
    'not asked': style.faint,
  };
  const rows = gates.map(({ title, verdict, why, rules, errors, warnings }) => [
    title,
    { text: verdict, paint: paints[verdict] },
    `${rules}`,
    `${errors}`,
    `${warnings}`,
    why,
  ]);
  return table(columns, rows, style.faint, 2);
}

function verdictLine(report: GateReport, { good, bad, doubtful }: Style): string {
  const paint = report.blocks ? bad : report.findings.length > 0 ? doubtful : good;
  const unknown = report.notKnown.length === 0 ? '' : ` ${count(report.notKnown.length, 'thing')} not known.`;
  return paint(paragraph(`${verdictText(report)}${unknown}`));
}
