import { matchesGlob } from '../../lib/glob';
import { groupBy } from '../../lib/group-by';
import type { ExemptionReport, ExemptionTarget, Finding, Refused, SaidExemption, Suppressed } from '../../lib/verdict';
import { isDay } from './day';

/** A reason says something. */
export const LEAST_REASON = 10;

/** Findings that count, and what became of the exemptions. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly exemptions: ExemptionReport;
}

/**
 * The one place where exemptions are applied, for all hosts.
 * @param today the day by which they are judged, as `2026-12-31`: rules and packs know no clock
 * @param exemptible whether a rule's findings may be accepted at all; undefined for a rule that was not asked
 */
export function judgeExemptions(
  findings: readonly Finding[],
  exemptions: readonly SaidExemption[],
  today: string,
  exemptible: (rule: string) => boolean | undefined,
): Judged {
  const expired: Refused[] = [];
  const refused: Refused[] = [];
  const holding: SaidExemption[] = [];
  for (const exemption of exemptions) {
    const why = whyRefused(exemption, exemptible(exemption.rule));
    const over = whyOver(exemption.expires, today);
    if (why !== undefined) refused.push({ exemption, why });
    else if (over !== undefined) expired.push({ exemption, why: over });
    else holding.push(exemption);
  }
  const byRule = groupBy(holding, ({ rule }) => rule);
  const used = new Set<SaidExemption>();
  const suppressed: Suppressed[] = [];
  const left = findings.filter((finding) => {
    const exemption = byRule.get(finding.rule)?.find(({ target }) => isMeant(target, finding));
    if (!exemption) return true;
    used.add(exemption);
    suppressed.push({ finding, exemption });
    return false;
  });
  const unused = holding.filter((exemption) => !used.has(exemption));
  return { findings: left, exemptions: { suppressed, expired, refused, unused } };
}

function whyRefused({ rule, reason, owner }: SaidExemption, exemptible: boolean | undefined): string | undefined {
  if (exemptible === false) return `"${rule}" can't be exempted.`;
  if (reason.trim().length < LEAST_REASON) return `its reason has fewer than ${LEAST_REASON} characters.`;
  if (owner.trim() === '') return 'it has no owner.';
  return undefined;
}

function whyOver(expires: string, today: string): string | undefined {
  if (!isDay(expires)) return `"${expires}" is no day such as 2026-12-31.`;
  return expires < today ? `it ended on ${expires}.` : undefined;
}

function isMeant(target: ExemptionTarget, { fingerprint, place, subject }: Finding): boolean {
  if ('fingerprint' in target) return target.fingerprint === fingerprint;
  if ('construct' in target) {
    const path = place.construct ?? place.path;
    return path === target.construct || path.startsWith(`${target.construct}/`);
  }
  const wanted = [
    [target.kind, subject.kind],
    [target.namespace, subject.namespace ?? ''],
    [target.name, subject.name],
  ] as const;
  return wanted.every(([pattern, text]) => pattern === undefined || matchesGlob(pattern, text));
}
