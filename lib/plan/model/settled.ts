import { isUnknown, type Unknown } from './known';
import type { Plan } from './plan';

/** The same shape with a value everywhere. */
export type Settled<T> = T extends Unknown
  ? never
  : T extends readonly (infer Item)[]
    ? readonly Settled<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Settled<T[Key]> }
      : T;

/** A value that was not known, and what a simulation took in its place. */
export interface Settlement {
  /** Where it stands, e.g. `strategy.steps[1].seconds`. */
  readonly path: string;
  readonly unknown: string;
  readonly assumed: unknown;
}

/** What stands in for values that are not known. */
export interface SettledPlan {
  readonly plan: Settled<Plan>;
  readonly settlements: readonly Settlement[];
}

/** Marks a threshold that is not known: only a value that is wholly bad is past it. */
export const NO_THRESHOLD = Number.NaN;

/**
 * What is taken per property (or `parent.property`): Argo's default where there is one; for guards the value on which
 * nothing can be built, so that no safety is claimed from what is not known.
 */
const INSTEAD: Readonly<Record<string, unknown>> = {
  'replicas.desired': 1,
  'range.min': 1,
  'range.max': 1,
  minReadySeconds: 0,
  'progressDeadline.seconds': 600,
  aborts: false,
  paused: false,
  rollbackWindowRevisions: 0,
  revisionHistoryLimit: 10,
  maxSurge: { percent: 25 },
  maxUnavailable: { percent: 25 },
  progressThreshold: { percent: 100 },
  startingStep: 0,
  autoPromotes: true,
  autoPromotionSeconds: 0,
  previewReplicas: 1,
  scaleDownDelaySeconds: 30,
  abortScaleDownDelaySeconds: 30,
  'abortScaleDownDelay.seconds': 30,
  maxWeight: 100,
  dynamicStableScale: false,
  minPodsPerReplicaSet: 1,
  verifiesWeight: false,
  stallsOnMissingPods: false,
  pingPong: false,
  weight: 100,
  'templates.weight': 0,
  'scale.replicas': 1,
  'templates.replicas': 1,
  'steps.seconds': 0,
  percentage: 100,
  durationSeconds: 0,
  required: false,
  intervalSeconds: 60,
  initialDelaySeconds: 0,
  count: 1,
  failureLimit: Number.MAX_SAFE_INTEGER,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  consecutiveSuccessLimit: 0,
  dryRun: true,
  bad: 'Successful',
  noData: 'Successful',
  notANumber: 'Successful',
  scope: 'service',
  needsTraffic: true,
  lookBackSeconds: 300,
  threshold: NO_THRESHOLD,
  minimumRequests: 0,
  minimumStableRequests: 0,
};

const settledBefore = new WeakMap<Plan, SettledPlan>();

/**
 * Puts a value wherever the plan does not know one, and says where. A plan is read-only: the answer is kept, so that
 * many scenarios cost one walk.
 */
export function settle(plan: Plan): SettledPlan {
  let settled = settledBefore.get(plan);
  if (!settled) {
    const settlements: Settlement[] = [];
    const least = plan.replicas.range?.min;
    // an autoscaler keeps at least its minimum, at which pods round worst
    const instead = least === undefined || isUnknown(least) ? INSTEAD : { ...INSTEAD, 'replicas.desired': least };
    // `walk` replaces every Unknown below `plan` and changes nothing else: the very definition of Settled
    settled = { plan: walk(plan, '', '', settlements, instead) as Settled<Plan>, settlements };
    settledBefore.set(plan, settled);
  }
  return settled;
}

function walk(
  value: unknown,
  path: string,
  place: string,
  settlements: Settlement[],
  instead: Readonly<Record<string, unknown>>,
): unknown {
  if (isUnknown(value)) {
    const key = place.slice(place.lastIndexOf('.') + 1);
    const assumed = place in instead ? instead[place] : instead[key];
    if (assumed === undefined) {
      throw new Error(`plan: nothing stands in for ${path}, which is not known ("${value.unknown}")`);
    }
    settlements.push({ path, unknown: value.unknown, assumed });
    return assumed;
  }
  if (Array.isArray(value)) {
    // items are looked up by the name of their list
    return value.map((item, index) => walk(item, `${path}[${index}]`, place, settlements, instead));
  }
  if (typeof value === 'object' && value !== null) {
    const parent = place.slice(place.lastIndexOf('.') + 1);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        walk(item, path === '' ? key : `${path}.${key}`, `${parent}.${key}`, settlements, instead),
      ]),
    );
  }
  return value;
}
