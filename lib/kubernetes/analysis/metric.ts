import { Duration } from 'cdk8s';
import { conditions, type NoData } from './conditions';
import type { QueryProvider, VerdictProvider } from './provider';
import { ERROR_RETRY_SECONDS, type MetricSchedule } from './schedule';
import type { Threshold } from './threshold';
import { goDuration } from '../values';

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
  /**
   * With `noData: 'wait'`: how long in a row no data (or no answer) is borne before the rollout is aborted, 10 s at least.
   * Argo counts errors, one every 10 s plus the time an answer takes. @default Duration.minutes(5)
   */
  readonly patience?: Duration;
}

/** A metric whose provider decides on its own: `job` by exit status, `kayenta` by score. */
export interface VerdictMetric extends MetricSchedule {
  readonly provider: VerdictProvider;
}

/** One metric of an analysis template. */
export type Metric = QueryMetric | VerdictMetric;

const DEFAULT_PATIENCE = Duration.minutes(5);

/** True where thresholds judge; false where the provider decides on its own. */
export function isQueryMetric(metric: Metric): metric is QueryMetric {
  return metric.provider.samples !== undefined;
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
  const patience = (metric.patience ?? DEFAULT_PATIENCE).toMilliseconds() / 1000;
  return Math.ceil(patience / ERROR_RETRY_SECONDS);
}
