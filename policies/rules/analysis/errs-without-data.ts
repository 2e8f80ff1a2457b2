import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { conditionIn, eachMetric, TEMPLATE_KINDS } from './metrics';
import { errsOnEmpty, waitsForData } from './silence';

/** The same index as in `unguarded-index`, where the metric waits until there must be data: said, and not held against it. */
export const errsWithoutData: ObjectRule = {
  id: 'errs-without-data',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'What no data means is said in the condition',
  why: 'it aborts through Errors, whose message names an index and not what is missing.',
  fix: 'if that is wanted, let the condition be false without data: len(result) > 0 && ...',
  level: 'info',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go',
  since: '0.2.0',
  check: eachMetric((metric) => {
    if (!errsOnEmpty(metric) || !waitsForData(metric)) return undefined;
    const at = conditionIn(metric.field);
    return {
      at: at.path,
      value: at.value,
      what: `"${metric.metric.name}" is an Error without data, from its first measurement on.`,
    };
  }),
  examples: {
    good: [
      {
        title: 'false without data',
        manifests: template(`
          initialDelay: 2m
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
    bad: [
      {
        title: 'an Error without data, after the window is full',
        manifests: template(`
          initialDelay: 2m
          successCondition: result[0] >= 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
  },
};
