import type { RolloutProps } from '../../rollout/props';
import type { Step } from '../../rollout/step';
import { routersOf, type CanaryProps } from '../../rollout/strategy';
import type { TrafficRouter } from '../../router';

/** Where the two strategies stand in the manifest. */
export const CANARY = 'spec.strategy.canary';
export const BLUE_GREEN = 'spec.strategy.blueGreen';

/** A canary and what its checks have to know around it. */
export interface CanarySubject {
  readonly props: RolloutProps;
  readonly canary: CanaryProps;
  readonly routers: readonly TrafficRouter[];
  /** What all traffic adds up to. */
  readonly maxWeight: number;
  readonly steps: readonly PlacedStep[];
}

/** The eight kinds of steps, each with its value if the step is of that kind. TypeScript lets a step be of several. */
type UnionKeys<U> = U extends unknown ? keyof U : never;
type ValueOf<U, K extends PropertyKey> = U extends Readonly<Record<K, infer V>> ? V : never;
export type StepKind = UnionKeys<Step>;
export type StepParts = { readonly [K in StepKind]?: ValueOf<Step, K> };

/** A step that is an object, and its place. */
export interface PlacedStep {
  readonly step: StepParts;
  readonly index: number;
  /** Such as `spec.strategy.canary.steps[2]`. */
  readonly at: string;
}

/** The canary of a Rollout as its checks see it. */
export function canarySubject(props: RolloutProps, canary: CanaryProps): CanarySubject {
  const routers = routersOf(canary);
  const maxWeight = routers.find((router) => router.maxTrafficWeight !== undefined)?.maxTrafficWeight ?? 100;
  return { props, canary, routers, maxWeight, steps: stepsOf(canary) };
}

/** True for an object, such as the value of every kind of step but `setWeight`. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Steps are values: several checks ask for those of one canary. */
const placed = new WeakMap<CanaryProps, readonly PlacedStep[]>();

/** The steps with their places; parts of a wrong shape are left out, `step-shape` reports them. */
export function stepsOf(canary: CanaryProps | undefined): readonly PlacedStep[] {
  if (canary === undefined) {
    return [];
  }
  const steps = placed.get(canary) ?? placedSteps(canary.steps ?? []);
  placed.set(canary, steps);
  return steps;
}

function placedSteps(steps: readonly Step[]): readonly PlacedStep[] {
  return steps.flatMap((step, index) =>
    isObject(step) ? [{ step: shapely(step), index, at: `${CANARY}.steps[${index}]` }] : [],
  );
}

function shapely(step: Step): StepParts {
  const parts = Object.entries(step);
  const right = parts.filter(([kind, value]) => kind === 'setWeight' || isObject(value));
  return right.length === parts.length ? step : Object.fromEntries(right);
}
