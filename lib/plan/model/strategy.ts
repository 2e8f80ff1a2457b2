import type { Analysis } from './analysis';
import type { Known } from './known';
import type { Step } from './step';
import type { Traffic } from './traffic';

/** How a new version takes over. */
export type Strategy = CanaryStrategy | BlueGreenStrategy | RollingStrategy;

/** A number of pods, or a percentage of all pods. */
export type PodCount = number | { readonly percent: number };

/** How many pods may be too many or too few while pods are replaced. */
export interface Surge {
  /** Pods above `desired`; a percentage is rounded up. Argo's default: 25 %. */
  readonly maxSurge: Known<PodCount>;
  /** Pods below `desired`; a percentage is rounded down, and 1 where both come to 0. Argo's default: 25 %. */
  readonly maxUnavailable: Known<PodCount>;
}

/** Takes over step by step. After the last step the controller goes to 100 % by itself and promotes at once. */
export interface CanaryStrategy extends Surge {
  readonly kind: 'canary';
  readonly steps: readonly Step[];
  readonly traffic: Traffic;
  /** Runs beside the steps. @default - none */
  readonly background?: BackgroundAnalysis;
  /** A step is content with fewer pods than wanted (Argo 1.9). @default - all of them */
  readonly progressThreshold?: Known<PodCount>;
}

/** An analysis that runs beside the steps, from one step on until promotion. */
export interface BackgroundAnalysis {
  readonly analysis: Analysis;
  /**
   * Index of the step with which it starts. With the number of steps it starts in the final jump to 100 %, above that
   * never (Argo v1.9.1 utils/replicaset/canary.go:427-438). Argo's default: 0, before the canary has a pod.
   */
  readonly startingStep: Known<number>;
}

/** Starts all new pods beside the old ones and switches a Service over. */
export interface BlueGreenStrategy {
  readonly kind: 'blueGreen';
  /** Whether it goes on by itself once everything is well. Argo's default: true. */
  readonly autoPromotes: Known<boolean>;
  /** How long it waits before it switches by itself. Argo's default: 0. */
  readonly autoPromotionSeconds: Known<number>;
  /** New pods before the switch. @default - all of them */
  readonly previewReplicas?: Known<number>;
  /** Must succeed before the switch. @default - none */
  readonly prePromotion?: Analysis;
  /** Judges after the switch; switches back when it fails. @default - none */
  readonly postPromotion?: Analysis;
  /** How long the old pods are kept after promotion. Argo's default: 30. */
  readonly scaleDownDelaySeconds: Known<number>;
  /**
   * How long the new pods are kept after an abort. 0: for ever, as a blue-green wants all of them whatever happened
   * (Argo v1.9.1 utils/replicaset/replicaset.go:251-279). Argo's default: 30.
   */
  readonly abortScaleDownDelaySeconds: Known<number>;
}

/** The rolling update of a Deployment: no steps, no analysis, no way back but another update. */
export interface RollingStrategy extends Surge {
  readonly kind: 'rolling';
}
