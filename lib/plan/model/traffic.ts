import type { Known } from './known';

/** What decides how much traffic the new version gets. */
export type Traffic = PodShareTraffic | SeparateServicesTraffic | RoutedTraffic;

/** One Service selects old and new pods alike: the share of traffic is the share of available pods. */
export interface PodShareTraffic {
  readonly mode: 'podShare';
}

/**
 * Canary and stable pods have a Service each and no router splits between them: whoever calls the stable Service sees
 * nothing of the canary until promotion, then all of it (reference §7.6).
 */
export interface SeparateServicesTraffic {
  readonly mode: 'separateServices';
}

/** A router splits traffic by weight. */
export interface RoutedTraffic {
  readonly mode: 'routed';
  /** What the source calls the routers, in its order; for display only. */
  readonly routers: readonly string[];
  /** The weight that means all traffic. Argo's default: 100. */
  readonly maxWeight: Known<number>;
  /** Stable pods shrink as the canary grows, so that going back needs new pods first. Argo's default: false. */
  readonly dynamicStableScale: Known<boolean>;
  /** Fewest pods of either version that is not at 0. @default - 1 */
  readonly minPodsPerReplicaSet?: Known<number>;
  /** Whether a step waits until the router confirms the weight, asking every 10 s. */
  readonly verifiesWeight: Known<boolean>;
  /**
   * Whether the controller stops reconciling while a version that gets traffic lacks pods, so that neither deadline nor
   * analysis can abort (Argo issue 4626).
   */
  readonly stallsOnMissingPods: Known<boolean>;
  /** Two Services take turns being stable. It does not change the timeline. */
  readonly pingPong: Known<boolean>;
  /** How long old pods are kept after promotion. Argo's default: 30; 0 with dynamicStableScale. */
  readonly scaleDownDelaySeconds: Known<number>;
  /** How long canary pods are kept after an abort. */
  readonly abortScaleDownDelay: AbortScaleDownDelay;
}

/** How long canary pods stay after an abort. */
export interface AbortScaleDownDelay {
  /**
   * 0: no time. Argo's page says that 0 keeps them, but then nothing holds them: they go with the weight, in the first
   * look after the abort. Only pods of a setCanaryScale that is the first step stay, which is not simulated (Argo v1.9.1
   * rollout/replicaset.go:121-165, 207-232; utils/replicaset/canary.go:568-594). Argo's default: 30.
   */
  readonly seconds: Known<number>;
  /** Whether the manifest says it: with dynamicStableScale that changes the abort (Argo issue 4898). */
  readonly explicit: boolean;
}
