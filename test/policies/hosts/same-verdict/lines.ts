import { fieldOf } from '../../../../lib/facts/kubernetes/problem';
import type { Exemption, Finding, GateReport } from '../../../../lib/verdict';

/** What a host says of a release, in the words that all hosts have in common: sorted lines. */
export type Lines = readonly string[];

/** A finding as a host shows it: the field and what is wrong, then why. */
export interface ShownFinding extends Pick<Finding, 'rule' | 'severity' | 'fix'> {
  /** `o3`: the document it is about. */
  readonly at: string;
  /** `spec.replicas: there are none. Nobody answers.` */
  readonly says: string;
}

export const findingLine = ({ rule, severity, at, says, fix }: ShownFinding) =>
  `${severity} [${rule}] ${at} ${says} To do: ${fix}`;

export const notKnownLine = (rule: string, at: string, what: string) => `not known [${rule}] ${at} ${what}`;

export const suppressedLine = (rule: string, { owner, expires, reason }: Omit<Exemption, 'rule' | 'target'>) =>
  `suppressed [${rule}] until ${expires} by ${owner}: ${reason}`;

/** `state`: expired, refused or unused. */
export const idleLine = (state: string, rule: string, saidAt: string, why = '') =>
  `${state} [${rule}] ${saidAt} ${why}`.trimEnd();

/** A construct path, an URN or a logical id of a document, which other objects' findings may name too. */
const PATH = /[^\s(]*(?:\/|::)(o\d+)\b/g;

/** In one order, with spaces alone between words, as hosts break lines where they like, and with `o3` for each place. */
export const inOrder = (lines: readonly string[]): Lines =>
  lines.map((line) => line.replace(/\s+/g, ' ').trim().replace(PATH, '$1')).sort();

/** With `o3` for a line of a file. */
export const withoutFiles = (line: string, documentAt: (line: number) => number) =>
  line.replace(/(?<=^|[\s(])(?:-|[^\s(]+\.yaml):(\d+)(?::\d+)?/g, (_, at) => `o${documentAt(Number(at))}`);

/** What a report comes to. */
export function linesOf({ findings, notKnown, exemptions }: GateReport): Lines {
  return inOrder([
    ...findings.map(({ rule, severity, place, field, what, why, fix }) => {
      const about = field.length === 0 ? '' : `${fieldOf(field)}: `;
      return findingLine({ rule, severity, at: place.text, says: `${about}${what} ${why}`, fix });
    }),
    ...notKnown.map(({ rule, place, what }) => notKnownLine(rule, place.text, what)),
    ...exemptions.suppressed.map(({ finding: { rule }, exemption }) => suppressedLine(rule, exemption)),
    ...exemptions.expired.map(({ exemption, why }) => idleLine('expired', exemption.rule, exemption.saidAt, why)),
    ...exemptions.refused.map(({ exemption, why }) => idleLine('refused', exemption.rule, exemption.saidAt, why)),
    ...exemptions.unused.map((exemption) => idleLine('unused', exemption.rule, exemption.saidAt)),
  ]);
}
