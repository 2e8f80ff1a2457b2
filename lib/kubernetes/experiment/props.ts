import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { MeasurementRetention, MetricSelection } from '../analysis';
import type { ExperimentAnalysis } from '../rollout/step';
import type { EphemeralMetadata } from '../values';

/** Pods of one version in an experiment: all that a cdk8s-plus workload takes, and how many there are. */
export interface ExperimentPodsProps extends Omit<kplus.WorkloadProps, 'metadata' | 'select' | 'containers'> {
  /** At least one. */
  readonly containers: kplus.ContainerProps[];
  /** @default 1 */
  readonly replicas?: number;
  /** How long a pod must be ready before it counts as available. @default Duration.seconds(0) */
  readonly minReady?: Duration;
  /**
   * Argo makes a Service for the pods, with the ports of their containers: of this name, or with `true` of the name of
   * their ReplicaSet. @default - no Service
   */
  readonly service?: string | true;
}

/** What an Experiment is made from. */
export interface ExperimentProps<Name extends string = string> {
  /** @default - a name from the construct path */
  readonly metadata?: ApiObjectMetadata;
  /** Pods by name, such as `baseline` and `canary`; analyses see their hashes as `Argument.experimentHash(name)`. */
  readonly templates: Readonly<Record<Name, ExperimentPodsProps>>;
  /** From the moment all pods are available. Needed unless an analysis is `requiredForCompletion`. @default - until such an analysis ends */
  readonly duration?: Duration;
  /** How long pods may take to become available before the experiment has failed. @default Duration.seconds(600) */
  readonly progressDeadline?: Duration;
  /** Stops the experiment. @default false */
  readonly terminate?: boolean;
  /** Each starts when all pods are available. @default - none */
  readonly analyses?: readonly ExperimentAnalysis[];
  /** How long the pods stay after the end. @default Duration.seconds(30) */
  readonly scaleDownDelay?: Duration;
  /** Metrics that are measured and shown but never fail an analysis: each name must be in every analysis. @default - none */
  readonly dryRun?: MetricSelection;
  /** Each name must be in every analysis. @default - Argo keeps 10 measurements of each metric */
  readonly measurementRetention?: readonly MeasurementRetention[];
  /** Labels and annotations of the AnalysisRuns (Argo Rollouts 1.6). @default - none */
  readonly analysisRunMetadata?: EphemeralMetadata;
}
