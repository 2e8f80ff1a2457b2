import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Strategy } from './strategy';
import type { WorkloadReference } from './workload-reference';

/** What a Rollout is made from: all that a cdk8s-plus Deployment takes, and how it is released. */
export interface RolloutProps extends kplus.WorkloadProps {
  /** How a new version takes over. */
  readonly strategy: Strategy;
  /** Number of pods; leave it out under an autoscaler. @default 2 */
  readonly replicas?: number;
  /** How long a pod must be ready before it counts as available. @default Duration.seconds(0) */
  readonly minReady?: Duration;
  /** How long without progress before the rollout counts as stuck. @default Duration.seconds(600) */
  readonly progressDeadline?: Duration;
  /** Aborts a rollout that is stuck. Argo's own default is to leave it as it is. @default false */
  readonly progressDeadlineAbort?: boolean;
  /** Old versions kept for a rollback. @default 10 */
  readonly revisionHistoryLimit?: number;
  /** A return to one of this many last versions skips all steps and analyses. @default - off */
  readonly rollbackWindow?: { readonly revisions: number };
  /** Freezes the rollout as it is, abort included. @default false */
  readonly paused?: boolean;
  /** Restarts pods that are older than this. @default - none */
  readonly restartAt?: Date;
  /** How many ended AnalysisRuns are kept. @default - 5 each */
  readonly analysisHistory?: { readonly successful?: number; readonly unsuccessful?: number };
  /** Takes over the pods of another workload; then there are no containers here. @default - a pod template of its own */
  readonly workloadRef?: WorkloadReference;
  /**
   * How long a pod that is told to stop still serves, so that no router sends it a request it can't answer: a `preStop`
   * sleep in every container with a port that has no `preStop` of its own. It uses the sleep action of Kubernetes 1.30, which
   * needs no shell in the image. @default - none
   */
  readonly drain?: Duration;
}
