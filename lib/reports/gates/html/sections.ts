import type { Finding, GateReport, UnitResult } from '../../../verdict';
import { SEVERITIES } from '../words';

/** One thing that is released, with what was found about it, the worst first. */
export interface UnitSection {
  readonly unit: UnitResult;
  readonly findings: readonly Finding[];
}

/** What was found in one file, or about one object, that belongs to no single release. */
export interface OtherSection {
  /** The file, the construct, the URN. */
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** How the page is divided. */
export interface Sections {
  readonly units: readonly UnitSection[];
  readonly others: readonly OtherSection[];
  /** Findings that the page leaves out: those that weigh least of very many. */
  readonly left: number;
}

/** More than anybody reads; a browser still scrolls through so many. */
const MOST = 3000;

/** Releases and their findings, those with the worst first; then all other findings, by where they are. */
export function sectionsOf({ units, findings }: GateReport): Sections {
  const shown = new Set(worstFirst(findings).slice(0, MOST));
  const own = units.map((unit) => ({
    unit,
    findings: worstFirst((unit.findings ?? []).filter((finding) => shown.has(finding))),
  }));
  const taken = new Set(own.flatMap((section) => section.findings));
  const byPath = new Map<string, Finding[]>();
  for (const finding of shown) {
    if (taken.has(finding)) continue;
    const { path } = finding.place;
    const same = byPath.get(path);
    if (same) same.push(finding);
    else byPath.set(path, [finding]);
  }
  return {
    units: own.sort(byWeight),
    others: [...byPath].map(([path, all]) => ({ path, findings: all })).sort(byWeight),
    left: findings.length - shown.size,
  };
}

/** How many there are of a severity. */
export function many(findings: readonly Finding[], severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** One error weighs more than any number of warnings. */
function byWeight(one: Pick<UnitSection, 'findings'>, another: Pick<UnitSection, 'findings'>): number {
  const differences = SEVERITIES.map((severity) => many(another.findings, severity) - many(one.findings, severity));
  return differences.find((difference) => difference !== 0) ?? 0;
}
