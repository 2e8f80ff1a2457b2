import type { BurnWindow } from './burn';
import type { EventIndicator, Indicator, Matcher, Slot } from './indicator';
import type { Signals } from './signals';

/** Traffic below which the alerts stay quiet. */
export interface MinimumTraffic {
  /** Events in the long window. @default 1 */
  readonly events?: number;
  /**
   * Bad events in the long window: with 2, one failure at night wakes nobody, and an outage of a quiet service still does.
   * A gauge has one event in a minute, and at 99.9 % a single bad minute is above the quickest leg (1/60 = 1.67 %, 14.4 × 0.1 %
   * = 1.44 %): this keeps it quiet. In windows of more than 2000 minutes a look stands for several of them, and may count as
   * many bad ones.
   * @default 2
   */
  readonly bad?: number;
}

/** What all objectives have in common. */
export interface ObjectiveProps {
  /** The service, as Kubernetes names it. */
  readonly service: string;
  /** Its namespace: alerts carry it, and Alertmanager routes by it. */
  readonly namespace: string;
  /** Name of the objective within the service. @default - its kind, such as `availability` */
  readonly name?: string;
  /** Fraction of events that must be good, such as 0.999. */
  readonly target: number;
  /** Days over which the target holds. @default 30 */
  readonly windowDays?: number;
  /** The team that answers for it. */
  readonly owner: string;
  /** Link to the section of the runbook that says what to do. */
  readonly runbook: string;
  /** Legs of the alerting. @default - those of BURN_WINDOWS that do not report a service which keeps its objective: below 27 days without the slowest */
  readonly burnWindows?: readonly BurnWindow[];
  /** When alerts stay quiet. @default - 1 event, 2 bad ones */
  readonly minimum?: MinimumTraffic;
  /** Seconds between two samples of the metrics. @default 30 */
  readonly scrapeSeconds?: number;
}

/** Options of {@link Objective.availability}. */
export interface AvailabilityProps extends ObjectiveProps {
  /** Where requests are counted, such as `istio({ ... })`. */
  readonly signals: Signals;
}

/** Options of {@link Objective.latency}: `target` or `percentile`. */
export interface LatencyProps extends Omit<ObjectiveProps, 'target'> {
  /** Where durations are counted. */
  readonly signals: Signals;
  /** A request that takes longer, in seconds, is bad. It must be the bound of a bucket. */
  readonly thresholdSeconds: number;
  /** Fraction of requests that must be fast enough. @default - `percentile` says it */
  readonly target?: number;
  /** The same as a percentile: "p99 below 300 ms" is true exactly if 99 % of requests take at most 300 ms. @default - `target` says it */
  readonly percentile?: number;
}

/** Options of {@link Objective.ratio}. */
export interface RatioProps extends ObjectiveProps {
  /** What is counted. */
  readonly indicator: EventIndicator;
}

/** Options of {@link Objective.saturation} and {@link Objective.freshness}. */
export interface GaugeProps extends ObjectiveProps {
  /** The gauge; for freshness it holds the Unix time in seconds of the last success. */
  readonly metric: string;
  /** Which of its series. @default - all */
  readonly where?: readonly Matcher[];
  /** A minute with a larger value (for freshness: an age in seconds) is bad. */
  readonly limit: number;
  /** Tells canary from stable. @default - by the label rollouts_pod_template_hash */
  readonly slot?: Slot;
}

/** What an objective is about. */
export type ObjectiveKind = 'availability' | 'latency' | 'saturation' | 'freshness' | 'ratio';

/** An objective as plain values, defaults filled in. */
export type ObjectiveSpec = Required<Omit<ObjectiveProps, 'minimum'>> & {
  readonly kind: ObjectiveKind;
  readonly indicator: Indicator;
  readonly minimum: Required<MinimumTraffic>;
};
