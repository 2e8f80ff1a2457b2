import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import { queryChecks } from './cloudwatch-checks';
import { needsTime } from './options';
import { provide, type OptionCheck } from './provide';
import { eachOf } from './samples';
import { goDuration } from '../values';

/** Units of amounts of data. */
type DataUnit =
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
  'Seconds' | 'Microseconds' | 'Milliseconds' | 'Percent' | 'None' | `${DataUnit | 'Count'}${'' | '/Second'}`;

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
  readonly metricStat: {
    readonly metric: {
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

const checks: readonly OptionCheck<CloudWatchProps>[] = [
  needsTime('cloudwatch-interval', ({ interval }) => ({ interval })),
  ...queryChecks,
];

/** Asks Amazon CloudWatch. A result without points is no data. */
export function cloudWatch(props: CloudWatchProps): QueryProvider {
  return Object.assign(provide('cloudWatch', props, checks, render), {
    // the newest point comes first
    samples: eachOf('result', 'len(#.Values) > 0 ? #.Values[0] : asFloat("NaN")'),
  });
}

function render({ interval, metricDataQueries }: CloudWatchProps): object {
  return {
    interval: interval && goDuration(interval),
    metricDataQueries: metricDataQueries.map(({ metricStat, period, ...rest }) => ({
      ...rest,
      period: period?.toSeconds(),
      metricStat: metricStat && {
        ...metricStat,
        metric: { ...metricStat.metric, dimensions: renderDimensions(metricStat.metric.dimensions) },
        period: metricStat.period.toSeconds(),
      },
    })),
  };
}

function renderDimensions(dimensions: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return dimensions && Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}

/** The registry's line. */
export const cloudWatchKind: ProviderKind = {
  id: 'cloudWatch',
  title: 'Amazon CloudWatch',
  since: '1.1',
  reads: 'the newest point of every query that returns data',
  checks: checks.map(({ id }) => id),
  examples: () => [
    cloudWatch({
      interval: Duration.minutes(10),
      metricDataQueries: [
        { id: 'rate', expression: 'errors / requests', label: 'error rate', period: Duration.minutes(1) },
        { id: 'errors', metricStat: albCount('HTTPCode_Target_5XX_Count'), returnData: false },
        { id: 'requests', metricStat: albCount('RequestCount'), returnData: false },
      ],
    }),
  ],
};

function albCount(metricName: string): CloudWatchMetricStat['metricStat'] {
  return {
    metric: { metricName, namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: 'app/shop/1' } },
    period: Duration.minutes(1),
    stat: 'Sum',
    unit: 'Count',
  };
}
