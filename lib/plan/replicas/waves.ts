import { basicReplicas } from './basic';
import type { Counts } from './counts';
import type { Fenceposts } from './fenceposts';
import { shareReplicas } from './share';

/** Batches of new pods that must become available one after the other. */
export interface Waves {
  readonly count: number;
  /** Fewest available pods on the way. */
  readonly fewestAvailable: number;
}

/**
 * Batches a canary without a router needs from one weight to another. Each takes pod start + minReadySeconds
 * (reference §2.5: with maxSurge 1 and maxUnavailable 0, 50 pods need 25 of them from 50 % to 100 %, or back to 0 %).
 */
export function waves(replicas: number, limits: Fenceposts, from: number, to: number, maxWeight = 100): Waves {
  const start = shareReplicas(replicas, from, maxWeight, limits.maxSurge);
  const goal = shareReplicas(replicas, to, maxWeight, limits.maxSurge);
  let desired = start;
  let available = start;
  let count = 0;
  let fewestAvailable = available.canary + available.stable;
  const arrived = () => desired.canary === goal.canary && desired.stable === goal.stable;

  // each round starts at least one pod, or ends one: more rounds than twice all pods cannot be needed
  for (
    let round = 0;
    round <= 2 * (replicas + limits.maxSurge) + 2 && !(arrived() && same(desired, available));
    round++
  ) {
    desired = settled(replicas, limits, to, maxWeight, desired, available);
    const left = {
      canary: Math.min(desired.canary, available.canary),
      stable: Math.min(desired.stable, available.stable),
    };
    fewestAvailable = Math.min(fewestAvailable, left.canary + left.stable);
    if (!same(left, desired)) count++;
    available = desired;
  }
  return { count, fewestAvailable };
}

/** What is asked for once the controller has nothing more to change until pods become available. */
function settled(
  replicas: number,
  limits: Fenceposts,
  weight: number,
  maxWeight: number,
  from: Counts,
  available: Counts,
) {
  let desired = from;
  for (;;) {
    const next = basicReplicas({
      replicas,
      weight,
      maxWeight,
      limits,
      canary: { desired: desired.canary, available: Math.min(desired.canary, available.canary) },
      stable: { desired: desired.stable, available: Math.min(desired.stable, available.stable) },
    });
    // as the controller does: stable in one look, the canary in the next
    const changed = next.stable !== desired.stable ? { ...desired, stable: next.stable } : next;
    if (same(changed, desired)) return desired;
    desired = changed;
  }
}

function same(one: Counts, other: Counts): boolean {
  return one.canary === other.canary && one.stable === other.stable;
}
