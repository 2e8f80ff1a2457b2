import { Duration } from 'cdk8s';
import { conditions, type NoData } from './conditions';
import type { QueryProvider, VerdictProvider } from './provider';
import type { Threshold } from './threshold';
import { goDuration } from '../values';

/** A number, or text such as `{{args.count}}` that Argo replaces with one. */
export type CountValue = number | string;

/** When a metric is measured and how many bad measurements it bears. */
export interface MetricSchedule {
  /** Unique within everything that is analysed together. */
  readonly name: string;
  /** Time from the end of one measurement to the start of the next. Needed as soon as `count` is above one. @default - measured once */
  readonly interval?: Duration;
  /** Time before the first measurement. @default - none */
  readonly initialDelay?: Duration;
  /** Number of measurements. @default - one without `interval`, endless with it */
  readonly count?: CountValue;
  /** Failed measurements borne in total, not in a row; one more fails the metric. -1 turns it off. @default 0 */
  readonly failureLimit?: CountValue;
  /** Inconclusive measurements borne in total; one more pauses the rollout. @default 0 */
  readonly inconclusiveLimit?: CountValue;
  /** Errors borne in a row, 10 s apart; one more aborts the rollout. @default - 4 by Argo; with `noData: 'wait'` what `patience` needs */
  readonly consecutiveErrorLimit?: CountValue;
  /** Successes in a row that end the metric early as successful (Argo Rollouts 1.8). @default - off */
  readonly consecutiveSuccessLimit?: CountValue;
}

/** A metric that compares samples with thresholds. */
export interface QueryMetric extends MetricSchedule {
  /** Whom to ask. */
  readonly provider: QueryProvider;
  /** What each sample must meet. */
  readonly healthy: Threshold;
  /**
   * What makes a sample a failure. Samples that are neither healthy nor unhealthy are Inconclusive.
   * @default - every sample that is not healthy
   */
  readonly unhealthy?: Threshold;
  /** What an empty result or NaN means. There is no default: silence is never taken for health by accident. */
  readonly noData: NoData;
  /** With `noData: 'wait'`: how long in a row no data (or no answer) is borne before the rollout is aborted. @default Duration.minutes(5) */
  readonly patience?: Duration;
}

/** A metric whose provider decides on its own: `job` by exit status, `kayenta` by score. */
export interface VerdictMetric extends MetricSchedule {
  readonly provider: VerdictProvider;
}

/** One metric of an analysis template. */
export type Metric = QueryMetric | VerdictMetric;

/** Pause between an Error and the next try, in seconds: fixed in Argo (analysis/analysis.go, DefaultErrorRetryInterval). */
export const ERROR_RETRY_SECONDS = 10;

const DEFAULT_PATIENCE = Duration.minutes(5);

/** True where thresholds judge; false where the provider decides on its own. */
export function isQueryMetric(metric: Metric): metric is QueryMetric {
  return metric.provider.samples !== undefined;
}

/** Number of measurements Argo will take; Infinity for an endless metric, undefined where an argument decides. */
export function effectiveCount(metric: MetricSchedule): number | undefined {
  if (typeof metric.count === 'string') {
    return undefined;
  }
  return metric.count ?? (metric.interval === undefined ? 1 : Infinity);
}

/** The element of `spec.metrics`. */
export function renderMetric(metric: Metric): object {
  const query = isQueryMetric(metric);
  return {
    name: metric.name,
    interval: metric.interval && goDuration(metric.interval),
    initialDelay: metric.initialDelay && goDuration(metric.initialDelay),
    count: metric.count,
    ...(query ? conditions({ ...metric, samples: metric.provider.samples }) : {}),
    failureLimit: metric.failureLimit,
    inconclusiveLimit: metric.inconclusiveLimit,
    consecutiveErrorLimit: metric.consecutiveErrorLimit ?? (query ? errorsBorne(metric) : undefined),
    consecutiveSuccessLimit: metric.consecutiveSuccessLimit,
    provider: { [metric.provider.id]: metric.provider.spec },
  };
}

/** Errors in a row that fit into the patience of a waiting metric. */
function errorsBorne(metric: QueryMetric): number | undefined {
  if (metric.noData !== 'wait') {
    return undefined;
  }
  return Math.ceil((metric.patience ?? DEFAULT_PATIENCE).toSeconds() / ERROR_RETRY_SECONDS);
}
