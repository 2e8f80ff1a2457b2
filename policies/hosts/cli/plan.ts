import { basename, dirname, resolve } from 'node:path';
import { comparePlans, type PlanReport } from '../../../lib/plan';
import { compareText } from '../../../lib/reports/compare-text';
import { htmlReport } from '../../../lib/reports/html';
import { jsonReport } from '../../../lib/reports/json';
import { textReport } from '../../../lib/reports/text';
import { writeFiles } from '../../../lib/synth/write';
import { Failure } from './failure';
import { planned, plannerOptions, problemText } from './inputs';
import type { Io } from './io';
import type { PlanFlags } from './options';
import { styleFor } from './style';
import { suggestPlan } from './suggest';

/** Runs `stepgate plan` and answers with its exit code. */
export function plan(paths: readonly string[], flags: PlanFlags, io: Io): number {
  const options = plannerOptions(flags);
  if (paths.length === 0 && !flags.suggest) throw new Failure('name files or folders, or - for standard input.');
  if (flags.compare && paths.length !== 2) throw new Failure('--compare needs two: stepgate plan --compare OLD NEW.');
  const [first = '', second = ''] = paths;
  const before = flags.compare ? planned([first], options, flags) : undefined;
  const { reports, problems: found } = planned(flags.compare ? [second] : paths, options, flags);
  const problems = [...(before?.problems ?? []), ...found];
  for (const problem of problems) io.err(`${problem.severity}: ${problemText(problem)}\n`);
  const failed = problems.some(({ severity }) => severity === 'error');
  if (paths.length > 0 && reports.length === 0 && !before?.reports.length && !flags.json) {
    throw new Failure('there is nothing to plan: no Rollout or Deployment was found.');
  }
  if (flags.suggest) {
    const plans = reports.map((report) => report.plan);
    const code = suggestPlan(flags, options, io, plans);
    return failed ? 1 : code;
  }
  if (before) {
    const comparison = comparePlans(before.reports, reports);
    io.out(flags.json ? jsonReport({ comparison, problems }) : `${compareText(comparison)}\n`);
  } else {
    if (flags.html !== undefined) writeHtml(flags.html, htmlReport(reports, problems), io);
    if (flags.json) io.out(jsonReport({ reports, problems }));
    else if (flags.html === undefined) io.out(textReport(reports, styleFor(io.colors)));
  }
  if (failed || reports.length === 0) return 1;
  return blocks(reports, flags.failOn ?? []) ? 2 : 0;
}

function blocks(reports: readonly PlanReport[], failOn: readonly string[]): boolean {
  return reports.some(({ remarks }) =>
    remarks.some(({ id, severity }) => failOn.includes(id) || failOn.includes(severity)),
  );
}

function writeHtml(path: string, text: string, io: Io) {
  if (path === '-') return io.out(text);
  const place = resolve(path);
  writeFiles(dirname(place), [{ path: basename(place), text }]);
}
