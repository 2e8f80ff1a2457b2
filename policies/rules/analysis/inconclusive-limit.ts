import { isUnknown } from '../../../lib/plan';
import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, TEMPLATE_KINDS } from './metrics';

/** Silence is Inconclusive, and not a single measurement of it is forgiven. */
export const inconclusiveLimit: ObjectRule = {
  id: 'inconclusive-limit',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'One measurement without data does not stop a release',
  why: 'a scrape that fails once leaves the rollout waiting for a person, at any hour.',
  fix: 'set inconclusiveLimit to a few measurements.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go assessMetricStatus; issues 2866 and 261',
  since: '0.2.0',
  check: eachMetric(({ field, metric: { name, count, verdicts, inconclusiveLimit: limit } }) => {
    // what is measured once has one chance anyway
    if (count === 1 || verdicts.noData !== 'Inconclusive' || isUnknown(limit) || limit > 0) return undefined;
    const at = field.at('inconclusiveLimit');
    return { at: at.path, value: at.value, what: `"${name}" is Inconclusive without data and forgives none of that.` };
  }),
  examples: {
    good: [
      {
        title: 'two are forgiven',
        manifests: template(`
          interval: 1m
          inconclusiveLimit: 2
          successCondition: len(result) > 0 && result[0] >= 0.99
          failureCondition: len(result) > 0 && result[0] < 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
    bad: [
      {
        title: 'the default forgives none',
        manifests: template(`
          interval: 1m
          successCondition: len(result) > 0 && result[0] >= 0.99
          failureCondition: len(result) > 0 && result[0] < 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
  },
};
