import { stringify } from 'yaml';
import type { Exemption, Finding } from '../../lib/verdict';
import { daysAfter } from './day';

/** So long a baseline holds: time to mend what it says, and too short to forget it. */
export const BASELINE_DAYS = 30;

/** Who answers for a baseline, and why there is one. */
export interface BaselineProps {
  /** Team or person. */
  readonly owner: string;
  /** 10 characters or more. */
  readonly reason: string;
  /** The day it is made on, as `2026-12-31`. */
  readonly today: string;
}

/** Exemptions of exactly these findings, each once. */
export function baselineOf(
  findings: readonly Finding[],
  { owner, reason, today }: BaselineProps,
): readonly Exemption[] {
  const expires = daysAfter(today, BASELINE_DAYS);
  const byFingerprint = new Map(findings.map(({ rule, fingerprint }) => [fingerprint, rule]));
  return [...byFingerprint].map(([fingerprint, rule]) => ({ rule, target: { fingerprint }, reason, owner, expires }));
}

/** Exemptions as a file that can be read again. */
export function exemptionsYaml(exemptions: readonly Exemption[]): string {
  // a day without quotes is a text to us, and none to other readers of YAML
  return stringify({ exemptions }, { lineWidth: 0, defaultStringType: 'PLAIN', aliasDuplicateObjects: false });
}
