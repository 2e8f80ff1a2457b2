import { existsSync } from 'node:fs';
import { clean } from '../../../lib/reports/text';
import type { GateReport, SaidExemption } from '../../../lib/verdict';
import { BASELINE_DAYS, baselineOf, exemptionsYaml } from '../../exemptions/baseline';
import { LEAST_REASON } from '../../exemptions/judge';
import type { CheckFlags } from './check-options';
import { Failure } from './failure';
import type { Io } from './io';
import type { allRules } from './rule-texts';
import { writeOutputs } from './writing';

/** Writes what was found as exemptions, and answers with them. What can't be exempted is left out, and blocks as before. */
export function writeBaseline(
  path: string,
  report: GateReport,
  { owner = '', reason = '' }: CheckFlags,
  rules: ReturnType<typeof allRules>,
  io: Io,
): readonly SaidExemption[] {
  if (owner.trim() === '') throw new Failure('--baseline needs --owner: the team or person who answers for it.');
  if (reason.trim().length < LEAST_REASON) {
    throw new Failure(`--baseline needs --reason, in ${LEAST_REASON} characters or more.`);
  }
  if (existsSync(path)) {
    throw new Failure(`"${path}" is there already, and what it says would be lost: delete it, or name another file.`);
  }
  const fixed = new Set(rules.filter(({ exemptible = true }) => !exemptible).map(({ id }) => id));
  const exemptions = baselineOf(
    report.findings.filter(({ rule }) => !fixed.has(rule)),
    { owner, reason, today: report.today },
  );
  writeOutputs([{ path, text: exemptionsYaml(exemptions) }]);
  const many = `${exemptions.length} ${exemptions.length === 1 ? 'exemption' : 'exemptions'}`;
  io.err(
    `note: ${many} written to ${clean(path)}; they lapse in ${BASELINE_DAYS} days. Pass --exemptions ${clean(path)} from now on.\n`,
  );
  return exemptions.map((exemption) => ({ ...exemption, saidAt: path }));
}
