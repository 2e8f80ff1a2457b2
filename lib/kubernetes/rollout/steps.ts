import type { Duration } from 'cdk8s';
import { Step } from './step';

/** A step set whose every weight is held for the same time. */
export interface StepSetProps {
  /** How long each weight is held, the last one (100) included: with a router that is the guarded soak. */
  readonly bake: Duration;
}

export interface LinearProps extends StepSetProps {
  /** Percentage points from one weight to the next. @default 20 */
  readonly by?: number;
}

export interface ExponentialProps extends StepSetProps {
  /** First weight, in percent. @default 5 */
  readonly first?: number;
  /** Each weight is this many times the one before. @default 2 */
  readonly factor?: number;
}

export interface OneThenBakeProps extends StepSetProps {
  /** The only weight before 100, in percent. @default 10 */
  readonly weight?: number;
}

/**
 * Ready-made step sets. Each ends with 100 % and a last bake: while it lasts, a router still keeps all stable pods, so
 * an abort is a change of weight and not a rollout.
 */
export const Steps = {
  /** Equal steps: 20, 40, 60, 80, 100. */
  linear: ({ by = 20, bake }: LinearProps): readonly Step[] =>
    held(
      ladder(by, (weight) => weight + by),
      bake,
    ),

  /** Growing steps: 5, 10, 20, 40, 80, 100. Little exposure while little is known. */
  exponential: ({ first = 5, factor = 2, bake }: ExponentialProps): readonly Step[] =>
    held(
      ladder(first, (weight) => weight * factor),
      bake,
    ),

  /** One small step, then everything: 10, 100. */
  oneThenBake: ({ weight = 10, bake }: OneThenBakeProps): readonly Step[] => held([weight, 100], bake),
} as const;

/** Most weights a ladder may have: whole percents. */
const MAX_RUNGS = 100;

/**
 * Whole weights from `first` until 100. A ladder that does not climb yields what was asked for, and the Rollout
 * refuses it with its path.
 */
function ladder(first: number, next: (weight: number) => number): number[] {
  if (!(first > 0 && first < 100 && next(first) > first)) {
    return [first, first, 100];
  }
  const weights: number[] = [];
  let weight = first;
  while (weight < 100 && weights.length < MAX_RUNGS) {
    weights.push(Math.round(weight));
    weight = next(weight);
  }
  return [...new Set([...weights, 100])];
}

function held(weights: readonly number[], bake: Duration): readonly Step[] {
  return weights.flatMap((weight) => [Step.setWeight(weight), Step.pause(bake)]);
}
