import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { EphemeralMetadata } from '../values';

/** What both ways to describe a Job have. */
export interface JobMetadata {
  /** Labels and annotations of the Job. @default - none */
  readonly metadata?: EphemeralMetadata;
}

/** Pods as cdk8s-plus describes them. */
export interface PodJobProps
  extends JobMetadata, Omit<kplus.JobProps, 'metadata' | 'select' | 'spread' | 'isolate' | 'containers'> {
  /** At least one. Their texts may hold `{{args.name}}`. */
  readonly containers: kplus.ContainerProps[];
  /** When the Job is stopped and has failed. Kubernetes has no limit: a Job that hangs would hold the rollout for ever. @default Duration.minutes(10) */
  readonly activeDeadline?: Duration;
  /** How often a failed pod is tried again. Kubernetes' 6 makes minutes of a failure that is known after seconds. @default 0 */
  readonly backoffLimit?: number;
  readonly spec?: undefined;
}

/** The `JobSpec` of the Kubernetes API. Its `activeDeadlineSeconds` is 600 and its `backoffLimit` 0 unless it says otherwise. */
export interface RawJobProps extends JobMetadata {
  /** As the Kubernetes API has it. */
  readonly spec: kplus.k8s.JobSpec;
  readonly containers?: undefined;
}

/** Options of {@link job}. */
export type JobProps = PodJobProps | RawJobProps;
