import { Duration } from 'cdk8s';
import { renderMetric, Threshold, type Metric } from '../../lib/kubernetes/analysis';
import { prometheus, type PrometheusProps } from '../../lib/kubernetes/providers';
import { LOOKS } from '../../lib/monitoring/judgement';
import { prometheusVendor } from '../../lib/monitoring/prometheus';
import { isUnsupported, type AnalysisOptions, type CanaryMetric } from '../../lib/monitoring/vendor';
import type { Metric as PlanMetric, Plan } from '../../lib/plan';
import { plansOf, readText } from '../../lib/planner';
import { Objective } from '../../lib/slo';

/** Two queries in PromQL that say themselves where the slot is. */
export const RAW = Objective.ratio({
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  target: 0.995,
  indicator: {
    kind: 'events',
    total: { raw: { promql: 'sum(increase(mails_total{queue="shop",$side}[$window]))' } },
    part: { is: 'bad', query: { raw: { promql: 'sum(increase(mails_failed_total{queue="shop",$side}[$window]))' } } },
    slot: { label: 'rollouts_pod_template_hash', by: 'hash' },
    series: [
      { metric: 'mails_total', labels: { queue: 'shop' }, counts: 'total' },
      { metric: 'mails_failed_total', labels: { queue: 'shop' }, counts: 'bad' },
    ],
  },
});

/** What an AnalysisTemplate's arguments are in the tests. */
export const ARGS: Readonly<Record<string, object>> = {
  'canary-hash': { valueFrom: { podTemplateHashValue: 'Latest' } },
  'stable-hash': { valueFrom: { podTemplateHashValue: 'Stable' } },
  'canary-service': { value: 'checkout-canary' },
  'stable-service': { value: 'checkout-stable' },
};

/** The questions of Prometheus; an objective that has none is the test's mistake. */
export function questionsOf(objective: Objective, options?: AnalysisOptions): readonly CanaryMetric[] {
  const answer = prometheusVendor.analysis(objective, options);
  if (isUnsupported(answer)) throw new Error(answer.unsupported);
  return answer;
}

/** A question as a metric, as often as the default analysis asks. */
export function metricOf({ name, provider, below }: CanaryMetric): Metric {
  return {
    name,
    // the vendor is the one of Prometheus
    provider: prometheus(provider.options as unknown as PrometheusProps),
    healthy: Threshold.below(below),
    noData: 'pause',
    interval: Duration.seconds(LOOKS.intervalSeconds),
    initialDelay: Duration.seconds(LOOKS.initialDelaySeconds),
    failureLimit: LOOKS.failureLimit,
    inconclusiveLimit: 1000,
  };
}

/** Weights of a canary and the minutes each is held. */
export interface Ladder {
  readonly weights: readonly number[];
  readonly minutes: number;
}

/** The default of a ProgressiveService. */
export const LADDER: Ladder = { weights: [5, 10, 20, 40, 80, 100], minutes: 5 };

/** The plan of a Rollout with these questions in the background, read from its manifests. */
export function planWith(questions: readonly CanaryMetric[], { weights, minutes }: Ladder = LADDER): Plan {
  const names = [...new Set(questions.flatMap(({ args }) => args))];
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: {
      replicas: 20,
      selector: { matchLabels: { app: 'checkout' } },
      template: { metadata: { labels: { app: 'checkout' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
      strategy: {
        canary: {
          canaryService: 'checkout-canary',
          stableService: 'checkout-stable',
          trafficRouting: { nginx: { stableIngress: 'checkout' } },
          steps: weights.flatMap((weight) => [{ setWeight: weight }, { pause: { duration: `${minutes}m` } }]),
          analysis: {
            startingStep: 1,
            templates: [{ templateName: 'judges' }],
            args: names.map((name) => ({ name, ...ARGS[name] })),
          },
        },
      },
    },
  };
  const template = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'judges', namespace: 'shop' },
    spec: {
      args: names.map((name) => ({ name })),
      metrics: questions.map((one) => renderMetric(metricOf(one))),
    },
  };
  // JSON is YAML, and leaves out what is undefined
  const text = [rollout, template].map((object) => JSON.stringify(object)).join('\n---\n');
  const [plan, ...more] = plansOf(readText(text, 'checkout.yaml').items).plans;
  if (!plan || more.length > 0) throw new Error('there is not one plan');
  return plan;
}

/** The metrics of a plan's background analysis. */
export function backgroundOf({ strategy }: Plan): readonly PlanMetric[] {
  return strategy.kind === 'canary' ? (strategy.background?.analysis.metrics ?? []) : [];
}
