import { Duration } from 'cdk8s';
import {
  AnalysisTemplate,
  Argument,
  ClusterAnalysisTemplate,
  job,
  prometheus,
  Threshold,
  type Arguments,
  type Metric,
  type QueryMetric,
  type TemplateDefinition,
} from '../../../lib';
import type { TemplateSubject } from '../../../lib/kubernetes/checks/template/subject';
import { emptyChart } from '../../support/synth';

/** A fault, and its nearest neighbour that is fine. */
export interface Case<S> {
  /** Of the check that finds it. */
  readonly id: string;
  readonly when: string;
  /** The place that the problem names. */
  readonly at: string;
  readonly broken: S;
  readonly fine: S;
  /** What Argo says about the broken one when it starts the analysis, where it says anything. */
  readonly argo?: string;
}

/** What JavaScript lets through. */
export const js = <T>(value: unknown): T => value as T;

/** A metric that nothing is wrong with, but for what is given. */
export function metric(change: Partial<QueryMetric> = {}): QueryMetric {
  const provider = prometheus({ query: 'up' });
  return { name: 'rate', provider, healthy: Threshold.atLeast(0.95), noData: 'fail', ...change };
}

export const smoke: Metric = {
  name: 'smoke',
  provider: job({ containers: [{ image: 'registry.example.com/smoke:1' }] }),
};

/** A template of these metrics. */
export function template(
  metrics: readonly Metric[],
  change: Partial<TemplateDefinition> = {},
  clusterScope = false,
): TemplateSubject {
  return { definition: { args: {}, templates: [], metrics, ...change }, clusterScope };
}

/** A template of one metric with these numbers, measured every minute. */
export function counted(change: Partial<QueryMetric>, args: Arguments = {}): TemplateSubject {
  return template([metric({ interval: Duration.minutes(1), ...change })], { args });
}

/** A template to compose, of one metric. */
export function inner(name: string, args: Arguments = {}): AnalysisTemplate<Arguments> {
  return new AnalysisTemplate<Arguments>(emptyChart('inner'), name, { args, metrics: () => [metric({ name })] });
}

export function clusterInner(name: string): ClusterAnalysisTemplate {
  return new ClusterAnalysisTemplate(emptyChart('inner'), name, { metrics: () => [metric({ name })] });
}

export const { required, secret } = Argument;
export const text = Argument.default;
