import type { Duration } from 'cdk8s';

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

/** Pause between an Error and the next try, in seconds: fixed in Argo (analysis/analysis.go, DefaultErrorRetryInterval). */
export const ERROR_RETRY_SECONDS = 10;

/** Number of measurements Argo will take; Infinity for an endless metric, undefined where an argument decides. */
export function effectiveCount(metric: MetricSchedule): number | undefined {
  if (typeof metric.count === 'string') {
    return undefined;
  }
  return metric.count ?? (metric.interval === undefined ? 1 : Infinity);
}
