import { App, Chart, Testing } from 'cdk8s';
import {
  AnalysisTemplate,
  Argument,
  argumentsUsedIn,
  ClusterAnalysisTemplate,
  metricProviders,
  renderMetric,
  Threshold,
  type Metric,
  type MetricProvider,
  type NoData,
} from '../../lib';
import type { Json } from '../support/schema';

/** Every example of every registered provider. */
export const examples = metricProviders.flatMap((kind) =>
  kind.examples().map((provider, index) => ({ name: `${kind.id} ${index + 1}`, kind, provider })),
);
/** Those whose answers conditions judge. */
export const judged = examples.filter(({ provider }) => provider.samples !== undefined);

/** An example in a metric that suits it; a vendor that answers in words has its threshold at 1. */
export function metricOf(provider: MetricProvider, noData: NoData, words = false): Metric {
  const healthy = Threshold.atLeast(words ? 1 : 0.95);
  const metric = { name: 'check', provider, ...(provider.samples === undefined ? {} : { healthy, noData }) };
  // the factories' examples say with `samples` which of the two they are
  return metric as Metric;
}

/** The one template of a chart with this metric. */
export function manifest(metric: Metric, cluster = false): Json {
  const chart = new Chart(new App(), 'shop');
  const names = argumentsUsedIn(JSON.stringify(renderMetric(metric)));
  const args = Object.fromEntries(names.map((name) => [name, Argument.required()]));
  new (cluster ? ClusterAnalysisTemplate : AnalysisTemplate)(chart, 'quality', { args, metrics: () => [metric] });
  return (Testing.synth(chart) as Json[])[0] ?? {};
}
