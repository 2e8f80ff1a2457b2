import type { PodCount } from '../model/strategy';

/** How far a number of pods may go over and under while pods are replaced. */
export interface Fenceposts {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/**
 * Whole pods from counts and percentages, as Kubernetes and Argo round them: surge up, unavailable down, and one pod
 * unavailable where both come to nothing (Argo v1.9.1 utils/replicaset/replicaset.go:407-448).
 */
export function fenceposts(surge: { maxSurge: PodCount; maxUnavailable: PodCount }, replicas: number): Fenceposts {
  const maxSurge = podCount(surge.maxSurge, replicas, Math.ceil);
  const maxUnavailable = podCount(surge.maxUnavailable, replicas, Math.floor);
  return {
    maxSurge,
    maxUnavailable: Math.min(replicas, maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable),
  };
}

/** Whole pods of `replicas`. */
export function podCount(count: PodCount, replicas: number, round: (pods: number) => number): number {
  return typeof count === 'number' ? count : round((count.percent * replicas) / 100);
}
