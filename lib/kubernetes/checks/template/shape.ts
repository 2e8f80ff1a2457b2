import type { Check } from '../check';
import { perMetric, type MetricSubject, type TemplateSubject } from './subject';
import { noDataChoices } from '../../analysis/conditions';
import type { QueryMetric } from '../../analysis/metric';
import { isDuration } from '../../values';

/** True for an object that is no list. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isThreshold(value: unknown): boolean {
  return isRecord(value) && typeof value.on === 'function' && Array.isArray(value.values);
}

const metricShape: readonly Check<MetricSubject>[] = [
  {
    id: 'metric-name',
    *find({ metric: { name } }) {
      if (typeof name !== 'string' || name.trim() === '' || /\{\{|\s/.test(name)) {
        yield {
          at: 'name',
          value: name,
          what: 'it must be text without spaces and arguments.',
          why: 'results, dry runs and retention rules are found by this name.',
          fix: 'name the metric after what it measures, such as "success-rate".',
        };
      }
    },
  },
  {
    id: 'metric-provider',
    *find({ metric: { provider } }) {
      if (!isRecord(provider) || typeof provider.id !== 'string') {
        yield {
          at: 'provider',
          value: provider,
          what: 'it is not a provider.',
          why: 'Argo needs exactly one system to ask.',
          fix: 'call one of the factories, such as prometheus({ query }).',
        };
      }
    },
  },
  {
    id: 'metric-judgement',
    *find({ metric }) {
      const { healthy, unhealthy, noData } = metric as Partial<QueryMetric>;
      if (!isRecord(metric.provider) || metric.provider.samples === undefined) {
        return;
      }
      if (!isThreshold(healthy) || !(unhealthy === undefined || isThreshold(unhealthy))) {
        yield {
          at: isThreshold(healthy) ? 'unhealthy' : 'healthy',
          value: isThreshold(healthy) ? unhealthy : healthy,
          what: 'it is not a Threshold.',
          why: 'without a condition Argo takes every measurement for a success.',
          fix: 'use a factory, such as Threshold.atLeast(0.99).',
        };
      }
      if (!noDataChoices.some((choice) => choice === noData)) {
        yield {
          at: 'noData',
          value: noData,
          what: `it must be one of ${noDataChoices.join(', ')}.`,
          why: 'silence would be taken for health, or abort the rollout, without anyone having decided it.',
          fix: 'say what an answer without data means.',
        };
      }
    },
  },
  {
    id: 'metric-verdict',
    *find({ metric }) {
      const { provider } = metric;
      if (!isRecord(provider) || provider.samples !== undefined) {
        return;
      }
      const { healthy, unhealthy, noData, patience } = metric as Partial<QueryMetric>;
      for (const [at, value] of Object.entries({ healthy, unhealthy, noData, patience })) {
        if (value !== undefined) {
          yield {
            at,
            what: `provider "${String(provider.id)}" decides on its own.`,
            why: 'Argo never looks at the conditions of such a metric, so this would be lost.',
            fix: 'leave it out.',
          };
        }
      }
    },
  },
  {
    id: 'metric-duration',
    *find({ metric }) {
      const { interval, initialDelay } = metric;
      const { patience } = metric as Partial<QueryMetric>;
      for (const [at, value] of Object.entries({ interval, initialDelay, patience })) {
        if (value !== undefined && !(isDuration(value) && value.toMilliseconds({ integral: false }) >= 1000)) {
          yield {
            at,
            value: isDuration(value) ? value.toHumanString() : value,
            what: 'it is not a Duration of a second or more.',
            why: 'Argo reads text as Go does, where "1d" is no duration, and it keeps time in seconds.',
            fix: 'pass a Duration of cdk8s, such as Duration.minutes(1).',
          };
        }
      }
    },
  },
  {
    id: 'provider',
    *find({ metric }) {
      if (isRecord(metric.provider)) {
        for (const problem of metric.provider.problems?.(metric) ?? []) {
          // keeps the id of the provider's own check
          yield { ...problem, at: `provider.${metric.provider.id}.${problem.at}` };
        }
      }
    },
  },
];

/** Shapes that TypeScript keeps out and JavaScript lets in, and options of providers. All other checks rely on them. */
export const templateShapeChecks: readonly Check<TemplateSubject>[] = [
  {
    id: 'metrics',
    *find({ definition: { metrics, templates } }) {
      if (!Array.isArray(metrics) || !metrics.every(isRecord) || (metrics.length === 0 && templates.length === 0)) {
        yield {
          at: 'spec.metrics',
          value: metrics,
          what: 'there is no metric.',
          why: 'Argo refuses an analysis without metrics when it starts, and aborts the rollout.',
          fix: 'return at least one metric from `metrics`, or compose `templates`.',
        };
      }
    },
  },
  {
    id: 'composed-template',
    *find({ definition: { templates } }) {
      for (const [index, template] of templates.entries()) {
        if (!isRecord(template) || !isRecord(template.definition) || typeof template.clusterScope !== 'boolean') {
          yield {
            at: `spec.templates[${index}]`,
            value: typeof template,
            what: 'it is not an analysis template.',
            why: 'only metrics that are known can be measured together.',
            fix: 'pass the AnalysisTemplate itself; its arguments are passed by whoever uses this one.',
          };
        }
      }
    },
  },
  ...metricShape.map((check) => perMetric({ ...check, find: (subject) => findIn(check, subject) })),
];

/** Metrics that are no objects are reported by `metrics`. */
function findIn(check: Check<MetricSubject>, subject: MetricSubject) {
  return isRecord(subject.metric) ? check.find(subject) : [];
}
