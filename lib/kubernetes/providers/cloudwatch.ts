import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import { queryChecks } from './cloudwatch-checks';
import type { CloudWatchMetricStat, CloudWatchProps } from './cloudwatch-props';
import { needsTime } from './options';
import { provide, type OptionCheck } from './provide';
import { eachOf } from './samples';
import { goDuration } from '../values';

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
  make: cloudWatch,
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
