import type { Counts, PodSet } from './counts';
import type { Fenceposts } from './fenceposts';
import { shareReplicas } from './share';

/** What the pods of a canary without a router are and shall become. */
export interface BasicState {
  readonly replicas: number;
  readonly weight: number;
  readonly maxWeight: number;
  readonly limits: Fenceposts;
  readonly canary: PodSet;
  readonly stable: PodSet;
  /** Pods asked for of still older versions; while there are any, nothing else shrinks. @default 0 */
  readonly older?: number;
}

/**
 * Pods to ask for next where the share of pods is the share of traffic: one look of the controller, which may go only
 * as far as maxSurge and maxUnavailable allow. Called again whenever pods became available, it ends at `shareReplicas`.
 *
 * First stable grows, then the canary, with what room there is. Then one of them shrinks: stable when the canary is to
 * grow, the canary when it is to shrink; of the one that shrinks availability does not count, so that pods that never
 * came up can go. Source: Argo v1.9.1 utils/replicaset/canary.go:75-343; agrees with upstream's table of 33 cases.
 */
export function basicReplicas(state: BasicState): Counts {
  const { replicas, limits, canary, stable, older = 0 } = state;
  const goal = shareReplicas(replicas, state.weight, state.maxWeight, limits.maxSurge);
  const most = replicas + limits.maxSurge;
  const fewestAvailable = replicas - limits.maxUnavailable;

  let room = Math.max(0, most - canary.desired - stable.desired - older);
  const stableUp = Math.min(room, Math.max(0, goal.stable - stable.desired));
  room -= stableUp;
  const canaryUp = Math.min(room, Math.max(0, goal.canary - canary.desired));
  const grown = { canary: canary.desired + canaryUp, stable: stable.desired + stableUp };
  if (older > 0) return grown;

  const canaryGrows = goal.canary >= canary.desired;
  const spare = counted(canary, !canaryGrows) + counted(stable, canaryGrows) - fewestAvailable;
  if (spare <= 0) return grown;

  if (canaryGrows) {
    const shrunk = shrink(stable, goal.stable, spare, grown.stable);
    const kept = within({ set: stable, count: shrunk }, { set: canary, count: grown.canary }, most, fewestAvailable);
    return { stable: kept.shrinking, canary: kept.other };
  }
  const shrunk = shrink(canary, goal.canary, spare, grown.canary);
  const kept = within({ set: canary, count: shrunk }, { set: stable, count: grown.stable }, most, fewestAvailable);
  return { canary: kept.shrinking, stable: kept.other };
}

/** Pods that count when the controller asks how many may go. Pods already on their way out never do. */
function counted(set: PodSet, whateverIsAvailable: boolean): number {
  return whateverIsAvailable ? set.desired : Math.min(set.desired, set.available);
}

function shrink(set: PodSet, goal: number, spare: number, otherwise: number): number {
  return set.desired > goal ? Math.max(goal, set.desired - spare) : otherwise;
}

interface Moving {
  readonly set: PodSet;
  readonly count: number;
}

/**
 * Takes what is above the most pods allowed from the other version; gives back what that costs in availability, as far
 * as availability falls short; and lets the shrinking version pay for it.
 */
function within(shrinking: Moving, other: Moving, most: number, fewestAvailable: number) {
  const over = (count: number) => Math.max(0, count + shrinking.count - most);
  const cut = other.count - over(other.count);
  const available = Math.min(shrinking.set.available, shrinking.count) + Math.min(other.set.available, cut);
  const lost = Math.max(0, other.set.available - cut);
  const restored = cut + Math.min(lost, Math.max(0, fewestAvailable - available));
  return { shrinking: shrinking.count - over(restored), other: restored };
}
