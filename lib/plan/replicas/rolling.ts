import type { Counts, PodSet } from './counts';
import type { Fenceposts } from './fenceposts';

/**
 * Pods to ask for next in a Deployment's rolling update: new pods grow into the room there is; old ones then shrink by
 * what is available beyond the fewest allowed. `canary` is the new version, `stable` the old one.
 *
 * Source: Kubernetes deployment controller, pkg/controller/deployment/rolling.go, where the new set is scaled first and
 * the old ones in a later look.
 */
export function rollingReplicas(replicas: number, limits: Fenceposts, canary: PodSet, stable: PodSet): Counts {
  const room = Math.max(0, replicas + limits.maxSurge - canary.desired - stable.desired);
  const grown = canary.desired + Math.min(room, Math.max(0, replicas - canary.desired));
  if (grown !== canary.desired) return { canary: grown, stable: stable.desired };

  const missing = canary.desired - canary.available;
  const spare = canary.desired + stable.desired - (replicas - limits.maxUnavailable) - missing;
  return { canary: grown, stable: stable.desired - Math.min(stable.desired, Math.max(0, spare)) };
}
