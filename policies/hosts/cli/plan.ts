import { comparePlans } from '../../../lib/plan';
import { NO_SUCH_ROLLOUT } from '../../../lib/planner/assumptions/rollouts';
import type { Planned } from '../../../lib/planner/planner';
import { compareText } from '../../../lib/reports/compare-text';
import { htmlReport } from '../../../lib/reports/html';
import { jsonReport } from '../../../lib/reports/json';
import { textReport, unusedTemplates } from '../../../lib/reports/text';
import { Failure } from './failure';
import { planned, plannerOptions, problemText } from './inputs';
import type { Io } from './io';
import type { PlanFlags } from './options';
import { styleFor } from './style';
import { suggestPlan } from './suggest';
import { writeOutputs } from './writing';

/** Runs `stepgate plan` and answers with its exit code. */
export function plan(paths: readonly string[], flags: PlanFlags, io: Io): number {
  refuse(paths, flags);
  const options = plannerOptions(flags);
  const [first = '', second = ''] = paths;
  const before = flags.compare ? planned([first], options, flags) : undefined;
  const after = planned(flags.compare ? [second] : paths, options, flags);
  const problems = before ? problemsOfBoth(before, after) : after.problems;
  for (const problem of problems) io.err(`${problem.severity}: ${problemText(problem)}\n`);
  const failed = problems.some(({ severity }) => severity === 'error');
  const { reports, templates } = after;
  const onlyText = !flags.suggest && !flags.compare && flags.html === undefined;
  const isTold =
    reports.length > 0 || Boolean(before?.reports.length) || (onlyText && unusedTemplates(templates).length > 0);
  if (paths.length > 0 && !isTold && !flags.json) {
    throw new Failure(
      'there is nothing to plan: no Rollout or Deployment was found. Name the files or folders that hold one, or - for standard input.',
    );
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
    if (flags.json) io.out(jsonReport({ reports, templates, problems }));
    else if (flags.html === undefined) io.out(textReport(reports, templates, styleFor(io.colors)));
  }
  if (failed || !isTold) return 1;
  return blocks(after, flags.failOn ?? []) ? 2 : 0;
}

/** Throws for what was asked for and does not go together. */
function refuse(paths: readonly string[], { suggest, compare, json, html }: PlanFlags) {
  if (paths.length === 0 && !suggest) throw new Failure('name files or folders, or - for standard input.');
  if (compare && paths.length !== 2) throw new Failure('--compare needs two: stepgate plan --compare OLD NEW.');
  if (compare && paths.every((path) => path === '-')) {
    throw new Failure('--compare cannot read both from standard input: name a file for one of them.');
  }
  if (json && html === '-') {
    throw new Failure('--json and --html - both write to standard output: name a file for the page.');
  }
}

/** Each once. A rollout that only one of both has is new or gone, and its name no mistake. */
function problemsOfBoth(before: Planned, after: Planned): Planned['problems'] {
  const misses = ({ problems }: Planned, field: string | undefined) =>
    problems.some((one) => one.rule === NO_SUCH_ROLLOUT && one.field === field);
  const all = [...before.problems, ...after.problems].filter(
    ({ rule, field }) => rule !== NO_SUCH_ROLLOUT || (misses(before, field) && misses(after, field)),
  );
  return [...new Map(all.map((problem) => [`${problem.rule} ${problem.at} ${problem.field ?? ''}`, problem])).values()];
}

/** What is shown blocks: of templates those that no rollout uses, as the others are in the reports. */
function blocks({ reports, templates }: Planned, failOn: readonly string[]): boolean {
  return [...reports, ...unusedTemplates(templates)].some(({ remarks }) =>
    remarks.some(({ id, severity }) => failOn.includes(id) || failOn.includes(severity)),
  );
}

function writeHtml(path: string, text: string, io: Io) {
  if (path === '-') return io.out(text);
  writeOutputs([{ path, text }]);
}
