import type { Duration } from 'cdk8s';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';
import type { Step } from './step';
import type { Analysis, BackgroundAnalysis } from '../analysis';
import type { TrafficRouter } from '../router';
import type { ServiceLike } from '../services';
import type { EphemeralMetadata } from '../values';

/** Keeps pods of two versions apart. Closed set: use the factories. */
export class AntiAffinity {
  /** 1 to 100, or undefined where it is required. */
  readonly weight: number | undefined;

  private constructor(weight: number | undefined) {
    this.weight = weight;
  }

  /** Never on one node: an update waits for nodes. */
  static required(): AntiAffinity {
    return new AntiAffinity(undefined);
  }

  /** Rather not on one node. `weight` is 1 to 100. */
  static preferred(weight: number): AntiAffinity {
    return new AntiAffinity(weight);
  }
}

/** What both strategies have. */
export interface StrategyProps {
  /** Keeps pods of the two versions apart. @default - none */
  readonly antiAffinity?: AntiAffinity;
  /** Pods that may be missing during an update or restart. @default PercentOrAbsolute.percent(25) */
  readonly maxUnavailable?: PercentOrAbsolute;
  /** How long old pods stay after promotion (canary: needs a router). @default Duration.seconds(30) */
  readonly scaleDownDelay?: Duration;
  /** How many old versions may wait for their scale-down at once. @default - all */
  readonly scaleDownDelayRevisionLimit?: number;
  /**
   * How long new pods stay after an abort (canary: needs a router). `never` is for a blue-green: the pods of a canary would
   * go at once, although Argo's page says otherwise (v1.9.1 rollout/replicaset.go:207-232).
   * @default Duration.seconds(30)
   */
  readonly abortScaleDownDelay?: Duration | 'never';
}

export interface CanaryProps extends StrategyProps {
  /** @default - none: with a router, everything at once as soon as the canary is ready */
  readonly steps?: readonly Step[];
  /** Runs beside the steps. @default - none */
  readonly analysis?: BackgroundAnalysis;
  /** Gets the canary's pods. The Rollout sets its selector. @default - none */
  readonly canaryService?: ServiceLike;
  /** Gets the stable pods. The Rollout sets its selector. @default - none */
  readonly stableService?: ServiceLike;
  /** The Service clients call, for routers that split it (ALB, SMI). @default - the router makes one */
  readonly rootService?: ServiceLike;
  /** Two Services that take turns at being stable, in place of the stable and canary Service (ALB, Istio, plugins). @default - none */
  readonly pingPong?: { readonly pingService: ServiceLike; readonly pongService: ServiceLike };
  /** Who splits the traffic; several are kept in step. @default - none: traffic follows the number of pods */
  readonly router?: TrafficRouter | readonly TrafficRouter[];
  /** Order of the routes that header and mirror steps manage, first match first. @default - in order of first use */
  readonly managedRoutes?: readonly string[];
  /** Pods above `replicas` during an update. @default PercentOrAbsolute.percent(25) */
  readonly maxSurge?: PercentOrAbsolute;
  /** @default - none */
  readonly canaryMetadata?: EphemeralMetadata;
  /** @default - none */
  readonly stableMetadata?: EphemeralMetadata;
  /** Shrinks the stable side as the canary grows; needs a router, and makes an abort slower. @default false */
  readonly dynamicStableScale?: boolean;
  /** Least pods of a side that gets traffic; needs a router. @default 1 */
  readonly minPodsPerReplicaSet?: number;
  /** Share (or number) of canary pods that must be ready before the weight moves (Argo Rollouts 1.9). @default - all */
  readonly replicaProgressThreshold?: PercentOrAbsolute;
}

export interface BlueGreenProps extends StrategyProps {
  /** Gets live traffic. The Rollout sets its selector. @default - none: a Rollout needs one, `ProgressiveService` makes one */
  readonly activeService?: ServiceLike;
  /** Gets the new version before it is live. @default - none */
  readonly previewService?: ServiceLike;
  /** Pods of the new version before it is live. @default - as many as `replicas` */
  readonly previewReplicaCount?: number;
  /** Goes live by itself. @default true */
  readonly autoPromotionEnabled?: boolean;
  /** Time between ready (and `prePromotionAnalysis`) and live. @default - none */
  readonly autoPromotionDelay?: Duration;
  /** Must succeed before the new version goes live. @default - none */
  readonly prePromotionAnalysis?: Analysis;
  /** If it fails, traffic goes back. @default - none */
  readonly postPromotionAnalysis?: Analysis;
  /** @default - none */
  readonly previewMetadata?: EphemeralMetadata;
  /** @default - none */
  readonly activeMetadata?: EphemeralMetadata;
}

/** How a new version takes over. Closed set: use the factories. */
export class Strategy {
  /** Set for a canary. */
  readonly canary: CanaryProps | undefined;
  /** Set for blue-green. */
  readonly blueGreen: BlueGreenProps | undefined;

  private constructor(canary: CanaryProps | undefined, blueGreen: BlueGreenProps | undefined) {
    this.canary = canary;
    this.blueGreen = blueGreen;
  }

  /** The new version gets more and more traffic. */
  static canary(props: CanaryProps = {}): Strategy {
    return new Strategy(props, undefined);
  }

  /** The new version gets all traffic at once, after it has been looked at. */
  static blueGreen(props: BlueGreenProps = {}): Strategy {
    return new Strategy(undefined, props);
  }
}

/** The routers of a canary, none, one or several. */
export function routersOf({ router }: CanaryProps): readonly TrafficRouter[] {
  if (router === undefined) {
    return [];
  }
  return 'id' in router ? [router] : router;
}

/** Names of the routes that the steps manage: as given, or in order of first use. */
export function managedRoutesOf({ steps = [], managedRoutes }: CanaryProps): readonly string[] {
  const used = steps.flatMap((step) =>
    'setHeaderRoute' in step ? [step.setHeaderRoute.name] : 'setMirrorRoute' in step ? [step.setMirrorRoute.name] : [],
  );
  return managedRoutes ?? [...new Set(used)];
}
