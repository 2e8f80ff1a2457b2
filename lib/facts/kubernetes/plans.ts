import type { Plan } from '../../plan/model/plan';
import type { Item } from '../item';
import { placeOf } from '../item';
import type { Report } from './field';
import { Inventory, namespaceOf } from './inventory';
import { problemIn, type ReadProblem } from './problem';
import { Autoscalers } from './replicas';
import { readDeployment, readRollout, workloadRefOf, type Around } from './workload';

/** Options of {@link plansOf}. */
export interface PlanOptions {
  /** Whether Deployments that no Rollout takes over get a plan too. @default true */
  readonly deployments?: boolean;
  /** Whether the controller runs with `--aws-verify-target-group`, which no manifest says. @default - not known */
  readonly verifiesTargetGroups?: boolean;
}

/** The plans of everything that is rolled out, and what is wrong. */
export interface ReadPlans {
  /** One for each Rollout and Deployment that could be read, in their order. */
  readonly plans: readonly Plan[];
  /** Errors, because of which there is no plan, and warnings about those there are. */
  readonly problems: readonly ReadProblem[];
}

const ROLLOUT = 'argoproj.io/Rollout';
const DEPLOYMENT = 'apps/Deployment';

/** A workload that is rolled out, with its plan if it could be read. */
export interface ReadWorkload {
  readonly item: Item;
  /** @default - it could not be read; `problems` says why */
  readonly plan?: Plan;
  /** What is wrong with it, or missing from it. */
  readonly problems: readonly ReadProblem[];
}

/**
 * Reads a plan from each Rollout among the items, whoever wrote them, with the templates, autoscalers, Services and
 * Deployments beside it. It never throws: what cannot be read is a problem, and what the items do not say is `unknown`
 * and named.
 */
export function plansOf(items: readonly Item[] | Inventory, options: PlanOptions = {}): ReadPlans {
  const inventory = items instanceof Inventory ? items : new Inventory(items);
  const workloads = workloadsOf(inventory, options);
  const all = [...duplicatesIn(inventory), ...workloads.flatMap(({ problems }) => problems)];
  const problems = new Map(all.map((problem) => [`${problem.rule} ${problem.at}`, problem]));
  return { plans: workloads.flatMap(({ plan }) => plan ?? []), problems: [...problems.values()] };
}

/** The same, workload by workload, each with its own problems. */
export function workloadsOf(inventory: Inventory, options: PlanOptions = {}): readonly ReadWorkload[] {
  const { deployments = true, verifiesTargetGroups } = options;
  const autoscalers = new Autoscalers(inventory);
  const rollouts = new Set(inventory.of(ROLLOUT));
  const taken = new Set([...rollouts].flatMap((item) => refKey(item, workloadRefOf(item)) ?? []));
  return inventory.items.flatMap((item) => {
    const isRollout = rollouts.has(item);
    if (!isRollout && !(deployments && isDeployment(item, taken))) return [];
    const problems: ReadProblem[] = [];
    const report: Report = (problem) => void problems.push(problem);
    const around: Around = {
      inventory,
      autoscalers,
      report,
      ...(verifiesTargetGroups === undefined ? {} : { verifiesTargetGroups }),
    };
    const plan = orProblem(item, report, () => (isRollout ? readRollout : readDeployment)(item, around));
    const isRead = plan && !problems.some(({ severity }) => severity === 'error');
    return [{ item, problems, ...(isRead ? { plan } : {}) }];
  });
}

/** The last resort: whatever a manifest holds, nobody gets to see a stack trace. */
function orProblem(item: Item, report: Report, read: () => Plan): Plan | undefined {
  try {
    return read();
  } catch (error) {
    report(
      problemIn(item, [], {
        rule: 'unreadable-object',
        severity: 'error',
        what: `it cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        why: 'it holds something that nobody thought of.',
        fix: 'simplify it, and tell the authors of stepgate.',
      }),
    );
    return undefined;
  }
}

function isDeployment(item: Item, taken: ReadonlySet<string>): boolean {
  const { apiVersion, kind, metadata } = item.object;
  const deployment = kind === 'Deployment' && apiVersion.startsWith(DEPLOYMENT.slice(0, DEPLOYMENT.indexOf('/') + 1));
  return deployment && !taken.has(refKey(item, metadata.name) ?? '');
}

function refKey(item: Item, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${namespaceOf(item) ?? ''}/${name}`;
}

/** Kinds of which a second one of the same name takes the place of the first without a word. */
const TELLING = [ROLLOUT, 'argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate'];

function duplicatesIn(inventory: Inventory): ReadProblem[] {
  return TELLING.flatMap((kind) => inventory.duplicates(kind)).flatMap(([first, ...others]) =>
    others.flatMap((other) =>
      first
        ? problemIn(other, ['metadata', 'name'], {
            rule: 'duplicate-object',
            severity: 'warning',
            value: other.object.metadata.name,
            what: `${other.object.kind} "${other.object.metadata.name}" is there twice: also at ${placeOf(first)}.`,
            why: 'whichever is applied last counts, and it is the last here too.',
            fix: 'read them apart, or give them different names or namespaces.',
          })
        : [],
    ),
  );
}
