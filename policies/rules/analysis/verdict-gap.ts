import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, TEMPLATE_KINDS } from './metrics';

/** Values that neither condition wants: a person has to decide, at any hour. */
export const verdictGap: ObjectRule = {
  id: 'verdict-gap',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'Two conditions leave no value between them',
  why: 'such a value is Inconclusive: the rollout stops until a person comes, and the new version keeps its traffic.',
  fix: 'let the thresholds meet, or drop one of the two conditions.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, docs/features/analysis.md "Inconclusive Runs"; issues 3015 and 3850',
  since: '0.2.0',
  check: eachMetric(({ field, assessment: { stretches = [] }, metric: { name } }) => {
    const open = stretches.findIndex(({ verdict }) => verdict === 'Inconclusive');
    const gap = stretches[open];
    if (!gap) return undefined;
    const [from, to] = [gap.from, stretches[open + 1]?.from ?? Infinity];
    const where = from === to ? `of ${from}` : to === Infinity ? `from ${from} on` : `from ${from} to ${to}`;
    const at = field.at('failureCondition');
    return {
      at: at.path,
      value: at.value,
      what: `"${name}" is Inconclusive for values ${where.replace('from -Infinity to', 'up to')}.`,
    };
  }),
  examples: {
    good: [
      {
        title: 'the thresholds meet',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          failureCondition: len(result) > 0 && result[0] < 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
    bad: [
      {
        title: 'four points that nobody decides',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          failureCondition: len(result) > 0 && result[0] < 0.95
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
  },
};
