import type { Duration } from 'cdk8s';

/** Units of amounts of data. */
export type CloudWatchDataUnit =
  | 'Bits'
  | 'Kilobits'
  | 'Megabits'
  | 'Gigabits'
  | 'Terabits'
  | 'Bytes'
  | 'Kilobytes'
  | 'Megabytes'
  | 'Gigabytes'
  | 'Terabytes';

/** Unit of a CloudWatch metric. */
export type CloudWatchUnit =
  'Seconds' | 'Microseconds' | 'Milliseconds' | 'Percent' | 'None' | `${CloudWatchDataUnit | 'Count'}${'' | '/Second'}`;

/** What both kinds of CloudWatch queries have. */
export interface CloudWatchQueryBase {
  /** Unique; a small letter, then letters, digits and `_`. */
  readonly id: string;
  /** @default - made up by CloudWatch */
  readonly label?: string;
  /** Whether its result is judged; `false` for those that only feed an expression. @default true */
  readonly returnData?: boolean;
}

/** A math or Metrics Insights expression. */
export interface CloudWatchExpression extends CloudWatchQueryBase {
  /** Such as `errors / requests`, over the ids of other queries. */
  readonly expression: string;
  /** Length of a data point. @default - that of the metrics in it */
  readonly period?: Duration;
  readonly metricStat?: undefined;
}

/** A statistic of one metric. */
export interface CloudWatchMetricStat extends CloudWatchQueryBase {
  /** What is counted, and how. */
  readonly metricStat: {
    /** Which metric. */
    readonly metric: {
      /** Such as `RequestCount`. */
      readonly metricName: string;
      /** Such as `AWS/ApplicationELB`. */
      readonly namespace: string;
      /** Values by name. @default - none */
      readonly dimensions?: Readonly<Record<string, string>>;
    };
    /** Length of a data point. */
    readonly period: Duration;
    /** Such as `Sum`, `Average`, `p99`. */
    readonly stat: string;
    /** @default - whatever unit the metric was published with */
    readonly unit?: CloudWatchUnit;
  };
  readonly expression?: undefined;
  readonly period?: undefined;
}

/** Options of {@link cloudWatch}. */
export interface CloudWatchProps {
  /** Time span looked at, up to now. @default Duration.minutes(5) */
  readonly interval?: Duration;
  /** The results of all queries with `returnData` are judged. */
  readonly metricDataQueries: readonly [CloudWatchQuery, ...CloudWatchQuery[]];
}

/** One query. */
export type CloudWatchQuery = CloudWatchExpression | CloudWatchMetricStat;
