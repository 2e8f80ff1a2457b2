import { isUnknown } from '../../../lib/plan';
import { count as plural } from '../../../lib/plan/words';
import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, numberIn, TEMPLATE_KINDS } from './metrics';

// -1 lets everything pass: of what only a run puts in nobody knows
const COUNT = numberIn('m.count', 0, -1);
const LIMIT = numberIn('m.failureLimit', 0, -1);

/**
 * A limit that no number of failures can pass. What else keeps a metric from failing, only its use in a rollout shows:
 * `cannot-fail`.
 */
export const failureLimit: ObjectRule = {
  id: 'failure-limit',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A metric forgives fewer failures than it has measurements',
  why: 'failureLimit is how many failures are forgiven: if that is all of them, the metric stops nothing.',
  fix: 'set failureLimit below count.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go assessMetricStatus',
  since: '0.2.0',
  check: eachMetric(({ field, metric: { name, count, failureLimit: limit } }) => {
    if (count === 'unbounded' || isUnknown(count) || count < 1 || isUnknown(limit) || limit < count) return undefined;
    const times = count === 1 ? 'is measured once' : `is measured ${count} times`;
    const at = field.at('failureLimit');
    return { at: at.path, value: at.value, what: `"${name}" ${times} and forgives ${plural(limit, 'failure')}.` };
  }),
  cel: everyMetric(
    `${COUNT} > 0 ? ${LIMIT} < ${COUNT} : ${COUNT} < 0 || (has(m.interval) && m.interval != '') || ${LIMIT} < 1`,
  ),
  examples: {
    good: [
      {
        title: 'two of five may fail',
        manifests: template(`
          interval: 1m
          count: 5
          failureLimit: 2
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
    bad: [
      {
        title: 'five of five may fail',
        manifests: template(`
          interval: 1m
          count: 5
          failureLimit: 5
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
      {
        title: 'the only one may fail',
        manifests: template(`
          failureLimit: 1
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
  },
};
