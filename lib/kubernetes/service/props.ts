import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { MonitoringVendor } from '../../monitoring/vendor';
import type { Objective } from '../../slo';
import type { AnalysisUse, BackgroundAnalysis } from '../analysis';
import type { CanaryAnalysisOptions } from '../objectives';
import type { RolloutProps } from '../rollout';
import type { Strategy } from '../rollout/strategy';
import type { TrafficRouter } from '../router';

/** Bounds of an autoscaler. */
export interface Autoscale {
  /** Least pods, 2 or more. @default 2 */
  readonly min?: number;
  /** Most pods. */
  readonly max: number;
  /** Average CPU use aimed at, in percent of the requests. @default 60, unless there are other metrics */
  readonly cpu?: number;
  /** Average memory use aimed at, in percent of the requests. @default - not looked at */
  readonly memory?: number;
  /** Other metrics. @default - none */
  readonly metrics?: readonly kplus.Metric[];
}

/** Metadata without a name: that is `name`. */
export interface ServiceMetadata {
  /** @default - that of the chart */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: Record<string, string>;
  /** @default - none */
  readonly annotations?: Record<string, string>;
}

/** What a ProgressiveService is made from. Everything but the containers has a default a release engineer would sign. */
export interface ProgressiveServiceProps extends Omit<
  RolloutProps,
  'strategy' | 'workloadRef' | 'containers' | 'metadata' | 'drain'
> {
  /** The first one with a port serves; every container with a port needs a readiness probe. */
  readonly containers: kplus.ContainerProps[];
  /** Name of the Rollout and of the Service clients call; others get a suffix. @default - the construct's id */
  readonly name?: string;
  /** @default - canary: 5, 10, 20, 40, 80 and 100 %, 5 minutes each */
  readonly strategy?: Strategy;
  /** Who splits the traffic of a canary. @default - none: traffic follows the number of pods */
  readonly router?: TrafficRouter | readonly TrafficRouter[];
  /**
   * Judges a canary from its first traffic until the end of the last step, the soak at 100 % included.
   * @default - none here: the strategy may have its own
   */
  readonly analysis?: readonly [AnalysisUse, ...AnalysisUse[]] | BackgroundAnalysis;
  /**
   * What "healthy" means: each objective judges the canary, is alerted on and shown. Its service and namespace are those of this
   * service. Needs `monitoring`. @default - none
   */
  readonly objectives?: readonly Objective[];
  /**
   * Who judges the canary by the objectives, who alerts on them and who shows them: each time the first that can, so that nobody is
   * woken up twice. No dashboard is made where none of them shows any. @default - none: there is no system that everybody has
   */
  readonly monitoring?: readonly MonitoringVendor[];
  /** How the canary is judged by the objectives. @default - as the options say; window and number of looks follow from the steps */
  readonly judgement?: CanaryAnalysisOptions;
  /** Team that answers for it, as an annotation of the Rollout. @default - that of the objectives, if they have one */
  readonly owner?: string;
  /** Link to its runbook, absolute and https. @default - the page that the objectives link, if it is one */
  readonly runbook?: string;
  /** What changes with this release, or a link to it. @default - not said */
  readonly releaseNotes?: string;
  /** Pods, 2 or more. @default 2, unless there is an autoscaler */
  readonly replicas?: number;
  /** @default - none */
  readonly autoscale?: Autoscale;
  /** Ports of the Services. @default - the ports of the containers */
  readonly ports?: readonly kplus.ServicePort[];
  /** Type of the Service clients call. @default kplus.ServiceType.CLUSTER_IP */
  readonly serviceType?: kplus.ServiceType;
  /** Pods that a node drain may take away at once; `false` makes no disruption budget. @default 1 */
  readonly maxDisrupted?: number | false;
  /** Rather puts pods on different nodes and zones; never waits for a node. @default true */
  readonly spread?: boolean;
  /** Labels of every object made here. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Further metadata of the Rollout; `namespace` holds for every object made here. @default - none */
  readonly metadata?: ServiceMetadata;
  /** @default Duration.seconds(10) */
  readonly minReady?: Duration;
  /** @default Duration.minutes(10) */
  readonly progressDeadline?: Duration;
  /** @default true */
  readonly progressDeadlineAbort?: boolean;
  /** @default 5 */
  readonly revisionHistoryLimit?: number;
  /** @default - 3 revisions */
  readonly rollbackWindow?: { readonly revisions: number };
  /** See `RolloutProps.drain`; `false` for none. @default - a third of `terminationGracePeriod` (30 s), at most 10 s */
  readonly drain?: Duration | false;
}
