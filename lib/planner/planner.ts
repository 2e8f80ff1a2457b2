import type { Item } from '../facts/item';
import {
  Inventory,
  plansOf,
  readManifests,
  templatesOf,
  type PlanOptions,
  type ReadProblem,
} from '../facts/kubernetes';
import { remarksOnTemplate, reportOn, type Assumptions, type PlanReport, type TemplateReport } from '../plan';
import { assumedOf, unusedAssumptions } from './assumptions/rollouts';
import { isNamed } from './only';

/** Options of {@link planFiles} and {@link planItems}. */
export interface PlannerOptions extends PlanOptions {
  /**
   * What no manifest says, for all rollouts.
   * @default DEFAULT_ASSUMPTIONS
   */
  readonly assumptions?: Partial<Assumptions>;
  /**
   * The same for some, by `name` or `namespace/name`; what is left out is as for all.
   * @default none
   */
  readonly rollouts?: Readonly<Record<string, Partial<Assumptions>>>;
  /**
   * Names of the rollouts to plan, with `*` and `?`; with a slash it is held against `namespace/name`.
   * @default - all of them
   */
  readonly only?: string;
  /**
   * Rise of the error rate of the scenario `errorRise`, which is also the one whose chance to be seen is computed
   * (0.01: one percentage point).
   * @default 0.01
   */
  readonly rise?: number;
}

/** What was planned, and what was not and why. */
export interface Planned {
  /** In the order of the manifests. */
  readonly reports: readonly PlanReport[];
  /** AnalysisTemplates by themselves, used or not, in the order of the manifests, those of the cluster last. */
  readonly templates: readonly TemplateReport[];
  /** With file and line. An error stands for something that has no plan, a warning for something to look at. */
  readonly problems: readonly ReadProblem[];
}

/**
 * Plans every Rollout and Deployment in files, in folders (every *.yaml, *.yml and *.json, however deep) and, for `-`, in
 * standard input. It never throws: what cannot be read is a problem with file and line.
 */
export function planFiles(paths: readonly string[], options: PlannerOptions = {}): Planned {
  const { items, problems } = readManifests(paths);
  const planned = planItems(items, options);
  return { ...planned, problems: [...problems, ...planned.problems] };
}

/** The same for objects that are at hand, such as `app.items()`. */
export function planItems(items: readonly Item[], options: PlannerOptions = {}): Planned {
  const inventory = new Inventory(items);
  const { plans, problems } = plansOf(inventory, options);
  const { only, rise } = options;
  const wanted = only === undefined ? plans : plans.filter(({ identity }) => isNamed(only, identity));
  const alone = templatesOf(inventory);
  const told = new Set(problems.map(({ rule, at }) => `${rule} ${at}`));
  return {
    reports: wanted.map((plan) => reportOn(plan, assumedOf(plan.identity, options), { rise })),
    templates: alone.templates.map(({ analysis, ...template }) => ({
      ...template,
      remarks: remarksOnTemplate(analysis),
    })),
    problems: [
      ...problems,
      ...alone.problems.filter(({ rule, at }) => !told.has(`${rule} ${at}`)),
      ...unusedAssumptions(
        plans.map(({ identity }) => identity),
        options,
      ),
    ],
  };
}
