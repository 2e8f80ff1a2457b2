/** Pods of either version. */
export interface Counts {
  readonly canary: number;
  readonly stable: number;
}

/** One set of pods as the controller sees it. */
export interface PodSet {
  /** Pods asked for. */
  readonly desired: number;
  /** Pods that are available; more than desired while some are still going. */
  readonly available: number;
}

/** Pods for `weight` of `maxWeight`, rounded up. */
export function podsForWeight(replicas: number, weight: number, maxWeight: number): number {
  return Math.ceil((weight * replicas) / maxWeight);
}
