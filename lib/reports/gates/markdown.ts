import type { Finding, GateReport } from '../../verdict';
import { clean } from '../text';
import { exemptWith, FINAL } from './exempt-with';
import { exemptionLines } from './exemption-lines';
import type { RuleText, ShownWith } from './rule-text';
import { groupFindings, groupNotKnown, groupUnits, type FindingGroup } from './grouped';
import { aboutText, byId, subjectText, verdictText } from './words';

/** A comment of a pull request holds 65,536 characters: so many of them are for findings, and for each other list. */
const MOST_CHARACTERS = { findings: 40_000, others: 7_000 };

/** So many places of one group: who mends one of them finds the others. */
const MOST_PLACES = 20;

/** For a pull request or a job's summary. */
export function gatesMarkdown(report: GateReport, shown: ShownWith): string {
  const rules = byId(shown);
  const sections = [
    ['Findings', listed(groupFindings(report.findings), (group) => groupText(group, rules), MOST_CHARACTERS.findings)],
    [
      'Not known',
      listed(groupNotKnown(report.notKnown), ({ what, rules: asked, of }) => {
        const said = `${plain(what)} ${asked.map(code).join(', ')}`;
        const places = of.map(({ place, subject }) => `${code(place.text)} ${plain(subjectText(subject))}`);
        const [only, ...others] = places;
        if (others.length === 0) return [`- ${only}: ${said}`];
        return [`- ${said}`, ...most(places, MOST_PLACES).map((one) => `  - ${one}`)];
      }),
    ],
    [
      'What is released',
      listed(groupUnits(report.units), ({ units, sentences }) => {
        const named = units.map(({ subject, place }) => `**${plain(subjectText(subject))}** ${code(place.text)}`);
        return [`- ${most(named, MOST_PLACES).join(', ')}: ${plain(sentences.join(' '))}`];
      }),
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

function groupText({ first, findings, what }: FindingGroup, rules: ReadonlyMap<string, RuleText>): readonly string[] {
  const { severity, why, fix, rule } = first;
  const exempt = exemptWith(first);
  const common = [
    `  - why: ${plain(why)}`,
    `  - do: ${plain(fix)}`,
    `  - ${exempt === undefined ? FINAL : `exempt with ${code(exempt)}`}`,
  ];
  const place = (one: Finding) => `${code(one.place.text)} ${plain(aboutText(one))}`;
  if (findings.length === 1) {
    return [
      `- **${severity}** ${place(first)}: ${plain(first.what)} ${code(rule)}`,
      ...templateOf(first).map((template) => `  - ${template}`),
      ...common,
    ];
  }
  const title = what ?? `${rules.get(rule)?.title ?? rule}.`;
  const places = findings.map((one) => {
    const said = what === undefined ? `: ${plain(one.what)}` : '';
    return [`${place(one)}${said}`, ...templateOf(one)].join(', ');
  });
  return [
    `- **${severity}**, ${findings.length} places: ${plain(title)} ${code(rule)}`,
    ...common,
    ...most(places, MOST_PLACES).map((one) => `  - ${one}`),
  ];
}

function templateOf({ place: { template } }: Finding): readonly string[] {
  return template === undefined ? [] : [`rendered from ${code(template)}`];
}

/** Whole entries, until there is no more room. */
function listed<T>(
  all: readonly T[],
  show: (one: T) => readonly string[],
  characters = MOST_CHARACTERS.others,
): readonly string[] {
  const lines: string[] = [];
  let left = characters;
  for (const [index, one] of all.entries()) {
    const shown = show(one);
    left -= shown.join('\n').length;
    if (left < 0 && index > 0) return [...lines, `- and ${all.length - index} more`];
    lines.push(...shown);
  }
  return lines;
}

function most(all: readonly string[], many: number): readonly string[] {
  const rest = all.length - many;
  return rest > 0 ? [...all.slice(0, many), `and ${rest} more`] : all;
}

/** What GitHub makes a link, a mention or a reference of, even where it is escaped: a mark without width comes between. */
const LINKED = /@|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi;

/** What a manifest says is text, and neither markup, nor a link or a mention, nor a cell's end. */
function plain(text: string): string {
  return oneLine(text)
    .replace(LINKED, (one) => `${one}\u200B`)
    .replace(/[\\`*_{}[\]<>#|~&$]/g, (one) => `\\${one}`);
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
  return clean(text.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' '));
}
