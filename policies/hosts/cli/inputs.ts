import { formatProblem, type Problem } from '../../../lib/errors';
import { planFiles, type Planned, type PlannerOptions } from '../../../lib/planner/planner';
import { readAssumptionsFile } from '../../../lib/planner/assumptions/file';
import { clean } from '../../../lib/reports/text';
import { Failure } from './failure';
import { assumptionsIn, type AssumptionFlags, type PlanFlags } from './options';

/** Options of the planner, from flags and the file of assumptions; a flag wins. */
export function plannerOptions(flags: PlanFlags): PlannerOptions {
  const { rise, only, deployments, verifiesTargetGroups } = flags;
  return {
    ...assumed(flags),
    deployments,
    ...(rise === undefined ? {} : { rise }),
    ...(only === undefined ? {} : { only }),
    ...(verifiesTargetGroups ? { verifiesTargetGroups } : {}),
  };
}

/** What is assumed of all rollouts and of some, from flags and the file of assumptions; a flag wins. */
export function assumed(flags: AssumptionFlags) {
  const { assumptions: path } = flags;
  const file = path === undefined ? undefined : readAssumptionsFile(path);
  if (file && file.problems.length > 0) throw new Failure(file.problems.map(problemText).join('\n'));
  const said = assumptionsIn(flags);
  const rollouts = Object.entries(file?.rollouts ?? {}).map(([name, own]) => [name, { ...own, ...said }] as const);
  return { assumptions: { ...file?.assumptions, ...said }, rollouts: Object.fromEntries(rollouts) };
}

/** Plans what was named; with scenarios of which only those asked for are left. */
export function planned(paths: readonly string[], options: PlannerOptions, { scenarios }: PlanFlags): Planned {
  const all = planFiles(paths, options);
  if (!scenarios) return all;
  const wanted = ({ scenario }: { readonly scenario: { readonly kind: string } }) => scenarios.includes(scenario.kind);
  return {
    ...all,
    reports: all.reports.map(({ resumed, ...report }) => ({
      ...report,
      simulations: report.simulations.filter(wanted),
      ...(resumed ? { resumed: resumed.filter(wanted) } : {}),
    })),
  };
}

/** A problem for standard error. */
export function problemText(problem: Problem): string {
  return formatProblem(problem).split('\n').map(clean).join('\n');
}
