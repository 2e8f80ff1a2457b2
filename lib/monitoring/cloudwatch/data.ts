import type { Objective } from '../../slo';
import { identityLabels } from '../conventions';
import type { Metric, Source } from './metrics';

/** Names are unique in an account and region, so they carry the namespace. */
export function sloName({ id, spec }: Objective): string {
  return `slo-${spec.namespace}-${id}`;
}

/** Labels as AWS writes them, in the order of the alphabet, as the CDK does. */
export function tags(objective: Objective, labels: Readonly<Record<string, string>> = {}): readonly object[] {
  const all = { ...identityLabels(objective), owner: objective.spec.owner, ...labels };
  return Object.entries(all)
    .map(([Key, Value]) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
}

/** Dimensions as AWS writes them. */
export function dimensionList(dimensions: Metric['dimensions']): readonly object[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** A query that others refer to by its id; the last of a list returns data. */
export function dataQuery(id: string, source: Source, periodSeconds: number, returnData = true): object {
  if (source.metric === undefined) {
    return { Id: id, Expression: source.expression(periodSeconds), ReturnData: returnData };
  }
  const { namespace, metricName, dimensions } = source.metric;
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName: metricName, Dimensions: dimensionList(dimensions) },
      Period: periodSeconds,
      Stat: 'Sum',
    },
    ReturnData: returnData,
  };
}
