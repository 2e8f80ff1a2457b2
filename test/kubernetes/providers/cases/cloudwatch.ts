import { Duration } from 'cdk8s';
import { js, type ProviderCase } from './case';
import { cloudWatch, type CloudWatchProps, type CloudWatchQuery } from '../../../../lib';

const minute = Duration.minutes(1);
const expression: CloudWatchQuery = { id: 'rate', expression: 'a / b' };
const stat = { metric: { metricName: 'Requests', namespace: 'AWS/ALB' }, period: minute, stat: 'Sum' };
const asks = (...metricDataQueries: CloudWatchQuery[]) =>
  cloudWatch({ metricDataQueries: js<CloudWatchProps['metricDataQueries']>(metricDataQueries) });

export const cloudWatchCases: readonly ProviderCase[] = [
  {
    id: 'cloudwatch-interval',
    when: 'it is text',
    at: 'interval',
    broken: () => cloudWatch({ interval: js('5m'), metricDataQueries: [expression] }),
    fine: () => cloudWatch({ interval: Duration.minutes(5), metricDataQueries: [expression] }),
  },
  {
    id: 'cloudwatch-queries',
    when: 'no query returns data',
    at: 'metricDataQueries',
    broken: () => asks({ ...expression, returnData: false }),
    fine: () => asks(expression),
  },
  {
    id: 'cloudwatch-queries',
    when: 'there is no query',
    at: 'metricDataQueries',
    broken: () => asks(),
    fine: () => asks(expression),
  },
  {
    id: 'cloudwatch-id',
    when: 'it starts with a capital',
    at: 'metricDataQueries[0].id',
    broken: () => asks({ ...expression, id: 'Rate' }),
    fine: () => asks({ ...expression, id: 'rate_5xx' }),
  },
  {
    id: 'cloudwatch-id',
    when: 'it is there twice',
    at: 'metricDataQueries[1].id',
    broken: () => asks(expression, expression),
    fine: () => asks(expression, { ...expression, id: 'other' }),
  },
  {
    id: 'cloudwatch-either',
    when: 'a query is both',
    at: 'metricDataQueries[0]',
    broken: () => asks(js({ ...expression, metricStat: stat })),
    fine: () => asks({ id: 'rate', metricStat: stat }),
  },
  {
    id: 'cloudwatch-text',
    when: 'a metric has no namespace',
    at: 'metricDataQueries[0].metricStat.metric.namespace',
    broken: () => asks({ id: 'a', metricStat: { ...stat, metric: js({ metricName: 'Requests' }) } }),
    fine: () => asks({ id: 'a', metricStat: stat }),
  },
  {
    id: 'cloudwatch-text',
    when: 'an expression is empty',
    at: 'metricDataQueries[0].expression',
    broken: () => asks({ id: 'a', expression: '' }),
    fine: () => asks({ id: 'a', expression: 'b' }),
  },
  {
    id: 'cloudwatch-period',
    when: 'CloudWatch has none of that length',
    at: 'metricDataQueries[0].metricStat.period',
    broken: () => asks({ id: 'a', metricStat: { ...stat, period: Duration.seconds(90) } }),
    fine: () => asks({ id: 'a', metricStat: { ...stat, period: Duration.seconds(30) } }),
  },
  {
    id: 'cloudwatch-period',
    when: 'that of an expression is text',
    at: 'metricDataQueries[0].period',
    broken: () => asks(js({ ...expression, period: '60' })),
    fine: () => asks({ ...expression, period: minute }),
  },
];
