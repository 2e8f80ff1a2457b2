import type { Counts } from './counts';

interface Candidate {
  readonly canary: number;
  readonly total: number;
}

/**
 * Pods of both versions whose share comes closest to `weight` where pods are all that splits the traffic: over
 * `replicas` pods, or one more if a surge is allowed. Between 0 and `maxWeight` neither version goes without a pod,
 * unless there is room for one pod only. Ties go to the larger canary.
 *
 * Source: Argo v1.9.1 utils/replicaset/canary.go:208-289 (reference §2.5); agrees with upstream's table of 57 cases.
 */
export function shareReplicas(replicas: number, weight: number, maxWeight: number, maxSurge: number): Counts {
  if (replicas === 0) return { canary: 0, stable: 0 };
  const exact = (replicas * weight) / maxWeight;
  const up = Math.ceil(exact);
  const down = Math.floor(exact);
  const mayBeNone = weight === maxWeight || weight === 0 || (replicas === 1 && maxSurge === 0);

  const candidates: Candidate[] = [];
  if (up < replicas || mayBeNone) candidates.push({ canary: up, total: replicas });
  const considerDown = (total: number) => {
    if (!isTied(weight, maxWeight, total) && (down !== 0 || mayBeNone)) candidates.push({ canary: down, total });
  };
  considerDown(replicas);
  if (maxSurge > 0) {
    candidates.push({ canary: up, total: replicas + 1 });
    considerDown(replicas + 1);
  }

  const distance = ({ canary, total }: Candidate) => Math.abs((canary * maxWeight) / total - weight);
  const nearest = candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best && distance(best) <= distance(candidate) ? best : candidate),
    undefined,
  );
  return nearest ? { canary: nearest.canary, stable: nearest.total - nearest.canary } : { canary: 0, stable: replicas };
}

/** Whether rounding up and down are equally far off. The order of the operations is that of the controller's floats. */
function isTied(weight: number, maxWeight: number, total: number): boolean {
  return (total * (weight / maxWeight)) % 1 === 0.5;
}
