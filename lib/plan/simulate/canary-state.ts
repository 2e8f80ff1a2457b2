import type { Settled } from '../model/settled';
import type { CanaryStrategy } from '../model/strategy';
import type { RoutedTraffic } from '../model/traffic';
import { fenceposts, podCount, type CanaryPods, type Fenceposts, type PodSet } from '../replicas';
import type { Live } from './live';

/** What one look of the controller at pods and traffic did. */
export interface Look {
  /** It changed something, so there will be another look at once. */
  readonly changed: boolean;
  /** Pods are as the step wants them. */
  readonly met: boolean;
}

/** What a canary rollout knows beside its pods. */
export interface CanaryState {
  readonly strategy: Settled<CanaryStrategy>;
  readonly limits: Fenceposts;
  readonly maxWeight: number;
  /** Weight in force at each step; after the last one, all of it. */
  readonly weights: readonly number[];
  /** Weight in force before each step: it stays until the pods for the next one are there. */
  readonly weightsBefore: readonly number[];
  /** setCanaryScale in force at each step. */
  readonly scales: readonly (CanaryPods | undefined)[];
  /** setWeight of all steps, last first: the way back of an abort in reverse steps. */
  readonly weightsBackwards: readonly number[];
  index: number;
  aborting: boolean;
  /** Weight of the canary at the router. */
  weight: number;
  /** When it was set. */
  weightSince: number;
  /** Weights of the pods of an experiment, by version. */
  experiment: { readonly canary: number; readonly stable: number };
}

/** The state before the first step. One walk over the steps, so that ten thousand of them cost no more than that. */
export function canaryState(live: Live, strategy: Settled<CanaryStrategy>): CanaryState {
  const maxWeight = strategy.traffic.mode === 'routed' ? strategy.traffic.maxWeight : 100;
  const weights: number[] = [];
  const weightsBefore: number[] = [];
  const scales: (CanaryPods | undefined)[] = [];
  const weightsBackwards: number[] = [];
  let weight = 0;
  let scale: CanaryPods | undefined;
  for (const step of strategy.steps) {
    weightsBefore.push(weight);
    if (step.kind === 'setWeight') {
      weight = step.weight;
      weightsBackwards.push(weight);
    }
    if (step.kind === 'setCanaryScale') scale = 'matchTrafficWeight' in step.scale ? undefined : step.scale;
    weights.push(weight);
    scales.push(scale);
  }
  weightsBefore.push(weight);
  return {
    strategy,
    limits: fenceposts(strategy, live.replicas),
    maxWeight,
    weights: [...weights, maxWeight],
    weightsBefore,
    // after the last step there is no current step, and no scale (canary.go:594-620)
    scales: [...scales, undefined],
    weightsBackwards: weightsBackwards.reverse(),
    index: 0,
    aborting: false,
    weight: 0,
    weightSince: -Infinity,
    experiment: { canary: 0, stable: 0 },
  };
}

/** The router of the strategy, if it has one. */
export function routerOf(state: CanaryState): Settled<RoutedTraffic> | undefined {
  const { traffic } = state.strategy;
  return traffic.mode === 'routed' ? traffic : undefined;
}

/** Fewest pods of a version that is not at 0. */
export function fewestPods(live: Live, router: Settled<RoutedTraffic>): number {
  const fewest = router.minPodsPerReplicaSet ?? 1;
  return live.behaviour.capsMinPods ? Math.min(fewest, live.replicas) : fewest;
}

/**
 * Whether enough pods are available: all that are wanted and no others, or as many as the threshold asks for
 * (Argo v1.9.1 utils/replicaset/canary.go:23-58).
 */
export function enoughAvailable(live: Live, state: CanaryState, pods: PodSet, wanted: number): boolean {
  const threshold = live.behaviour.knowsProgressThreshold ? state.strategy.progressThreshold : undefined;
  if (threshold === undefined) return pods.desired === wanted && pods.available === wanted;
  if (typeof threshold === 'number') return pods.available >= threshold;
  return pods.available >= podCount(threshold, wanted, (exact) => exact - 1e-9);
}
