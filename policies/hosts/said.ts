import { formatProblem } from '../../lib/errors';
import { fieldOf } from '../../lib/facts/kubernetes/field-path';
import { FINAL } from '../../lib/reports/gates/exempt-with';
import { groupBy } from '../../lib/group-by';
import type { Finding, GateReport, NotKnown } from '../../lib/verdict';
import { engine } from '../engine';

/** Whoever synthesizes a fleet does not read thousands of them. */
const MOST_LINES = 20;

/** All that a report holds beside what blocks, a line each: what should be seen, what is not known, and each exemption. */
export function besideErrors(report: GateReport): readonly string[] {
  const { findings, notKnown, blocks } = report;
  const shown = findings.filter(({ severity }) => severity === 'warning' || (severity === 'error' && !blocks));
  const { exemptionLines } = engine().words();
  return [
    ...first(
      shown.map((finding) => `${finding.severity}: ${findingText(finding)}`),
      'warnings',
    ),
    ...first(
      notKnownLines(notKnown).map((line) => `not known: ${line}`),
      'things that are not known',
    ),
    ...first(
      exemptionLines(report).map((line) => `exemption ${line}`),
      'exemptions',
    ),
  ];
}

/** What is not known, each sentence once: of a fleet the same is not known of everything. */
export function notKnownLines(all: readonly NotKnown[]): readonly string[] {
  const groups = [...groupBy(all, ({ rule, what }) => `${rule} ${what}`).values()];
  return groups.flatMap(([one, ...others]) => {
    const more = others.length === 0 ? '' : `, and of ${others.length} more`;
    return one ? [`${notKnownText(one)}${more}`] : [];
  });
}

function notKnownText({ rule, subject, place, what }: NotKnown): string {
  return `${place.text} ${engine().words().subjectText(subject)}: ${what} [${rule}]`;
}

/** A finding as an error says it, to whoever writes constructs. */
export function findingText(finding: Finding): string {
  const { rule, place, subject, field, what, why, fix, exemptible = true } = finding;
  const at = `${place.text} ${subject.kind} ${subject.name} ${fieldOf(field)}`.trimEnd();
  const text = formatProblem({ rule, at, what, why, fix, ...('value' in finding ? { value: finding.value } : {}) });
  const accepted = `exempt with: exempt(construct, { rule: '${rule}', reason, owner, expires })`;
  return `${text}\n    ${exemptible ? accepted : FINAL}`;
}

function first(lines: readonly string[], called: string): readonly string[] {
  const more = lines.length - MOST_LINES;
  if (more <= 0) return lines;
  return [...lines.slice(0, MOST_LINES), `and ${more} more ${called}: npx stepgate check shows all.`];
}
