import { podsForWeight, type Counts } from './counts';

/** What decides the pods of a canary behind a router. */
export interface RoutedState {
  readonly replicas: number;
  /** Weight of the canary the steps ask for. */
  readonly weight: number;
  readonly maxWeight: number;
  /** Canary pods asked for by setCanaryScale; they replace what the weight asks for. @default - none */
  readonly scale?: CanaryPods;
  /** Fewest pods of a version that is not at 0. @default 1 */
  readonly minPods?: number;
  /** With dynamicStableScale, the weights now set at the router. @default - stable keeps all its pods */
  readonly dynamic?: { readonly stableWeight: number; readonly canaryWeight: number; readonly aborting: boolean };
}

/** What a setCanaryScale step asks for: pods, or a share of all pods out of `maxWeight`. */
export type CanaryPods = { readonly replicas: number } | { readonly weight: number };

/**
 * Pods to ask for next behind a router: the canary as its weight asks, stable in full. With dynamicStableScale stable
 * follows the larger of the weight it has and the weight it shall have; on abort the canary does likewise.
 *
 * Source: Argo v1.9.1 utils/replicaset/canary.go:364-417 (reference §2.5).
 */
export function routedReplicas(state: RoutedState): Counts {
  const { replicas, maxWeight, dynamic } = state;
  const pods = (weight: number) => podsForWeight(replicas, weight, maxWeight);
  const atLeast = (count: number) => (count === 0 ? 0 : Math.max(count, state.minPods ?? 1));

  const scale = state.scale;
  const exact = scale !== undefined && 'replicas' in scale;
  const weight = scale === undefined ? state.weight : 'replicas' in scale ? 0 : scale.weight;
  const canary = exact ? scale.replicas : atLeast(pods(weight));
  if (!dynamic) return { canary, stable: replicas };

  const stable = Math.max(pods(maxWeight - weight), pods(dynamic.stableWeight));
  const kept = dynamic.aborting ? Math.max(canary, pods(dynamic.canaryWeight)) : canary;
  return { canary: atLeast(kept), stable: atLeast(stable) };
}
