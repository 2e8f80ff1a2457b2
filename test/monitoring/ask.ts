import { isQueryMetric, renderMetric, Threshold, type MetricProvider, type NoData, type QueryMetric } from '../../lib';
import { providerFor } from '../../lib/kubernetes/objectives/provider-for';
import { isUnsupported, type AnalysisOptions, type CanaryMetric, type MonitoringVendor } from '../../lib/monitoring';
import type { Objective } from '../../lib/slo';
import type { MetricResult, Phase } from '../support/argo';

/** Small numbers, so that cases can be counted by hand: 100 requests, five standard errors, a rise of 5 points. */
export const OPTIONS = { minimumRequests: 100, rise: 0.05, level: 0.1, standardErrors: 5 } as const;

/** Names instead of arguments, for readers that know no arguments. */
export const NAMED: AnalysisOptions = {
  ...OPTIONS,
  sides: { canary: { hash: 'new', service: 'mail-canary' }, stable: { hash: 'old', service: 'mail' } },
};

/** The questions of a vendor that has some. */
export function asked(
  vendor: MonitoringVendor,
  objective: Objective,
  options: AnalysisOptions,
): readonly CanaryMetric[] {
  const answer = vendor.analysis(objective, options);
  if (isUnsupported(answer)) throw new Error(answer.unsupported);
  return answer;
}

/** Why a vendor has none. */
export function whyNot(vendor: MonitoringVendor, objective: Objective, options?: AnalysisOptions): string {
  const answer = vendor.analysis(objective, options);
  if (!isUnsupported(answer)) throw new Error('it is supported');
  return answer.unsupported;
}

/** A question as a metric of Argo, through the real factory. */
export function metricOf(question: CanaryMetric, noData: NoData): QueryMetric {
  return {
    name: question.name,
    provider: providerFor(question.provider),
    healthy: Threshold.below(question.below),
    noData,
  };
}

/** What the factory's own checks find wrong in a question. */
export function faultsOf(question: CanaryMetric): readonly unknown[] {
  const metric = metricOf(question, 'pause');
  const provider: MetricProvider = metric.provider;
  if (!isQueryMetric(metric)) throw new Error('conditions judge it');
  return provider.problems?.(metric) ?? [];
}

/** The rendered metric, as in a manifest. */
export function rendered(question: CanaryMetric, noData: NoData): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(renderMetric(metricOf(question, noData)))) as Record<string, unknown>;
}

/** What a measurement must be for a sample; undefined where there was too little data. */
export function expected(sample: number | undefined, below: number, noData: NoData): Phase {
  const silent = { fail: 'Failed', pass: 'Successful', pause: 'Inconclusive', wait: 'Error' } as const;
  return sample === undefined ? silent[noData] : sample < below ? 'Successful' : 'Failed';
}

/** Conditions and a result, for Argo's evaluator. */
export function judgedOn(question: CanaryMetric, noData: NoData, result: MetricResult) {
  const { successCondition, failureCondition } = rendered(question, noData) as Record<string, string | undefined>;
  return { successCondition, failureCondition, result };
}

/** Requests and failures of both sides in a window. */
export interface Traffic {
  readonly canary: readonly [total: number, bad: number];
  readonly stable: readonly [total: number, bad: number];
}

/** Traffic, and whether each form is healthy, bad or not to be said with `OPTIONS`. */
export const TRAFFIC: readonly (Traffic & {
  readonly name: string;
  readonly rise: number | undefined;
  readonly significance: number | undefined;
  readonly level: number | undefined;
})[] = [
  {
    name: 'the same on both sides',
    canary: [1000, 10],
    stable: [1000, 10],
    rise: 0,
    significance: -0.224733,
    level: 0.01,
  },
  { name: 'no failure at all', canary: [1000, 0], stable: [1000, 0], rise: 0, significance: -22360.679775, level: 0 },
  {
    name: 'a rise of exactly the limit',
    canary: [1000, 60],
    stable: [1000, 10],
    rise: 0.05,
    significance: 5.961882,
    level: 0.06,
  },
  {
    name: 'a canary that always fails',
    canary: [500, 500],
    stable: [1000, 0],
    rise: 1,
    significance: 38.671739,
    level: 1,
  },
  {
    name: 'too few requests of the canary',
    canary: [99, 0],
    stable: [1000, 10],
    rise: undefined,
    significance: undefined,
    level: undefined,
  },
  {
    name: 'too few requests of stable',
    canary: [1000, 10],
    stable: [99, 0],
    rise: undefined,
    significance: undefined,
    level: 0.01,
  },
  {
    name: 'no requests at all',
    canary: [0, 0],
    stable: [0, 0],
    rise: undefined,
    significance: undefined,
    level: undefined,
  },
];
