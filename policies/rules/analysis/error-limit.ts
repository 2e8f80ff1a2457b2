import { isUnknown } from '../../../lib/plan';
import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, numberIn, TEMPLATE_KINDS } from './metrics';

const LEAST = 2;

/** The network fails more often than versions do. */
export const errorLimit: ObjectRule = {
  id: 'error-limit',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A metric outlives a hiccup of its monitoring system',
  why: 'a request or two that fail on the way to it end the release of a good version.',
  fix: `leave consecutiveErrorLimit at Argo's default of 4, or take at least ${LEAST}.`,
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go; each Error is tried again after 10 s',
  since: '0.2.0',
  check: eachMetric(({ field, provider, metric: { name, consecutiveErrorLimit: limit } }) => {
    if (['', 'job'].includes(provider) || isUnknown(limit) || limit >= LEAST) return undefined;
    const at = field.at('consecutiveErrorLimit');
    return {
      at: at.path,
      value: at.value,
      what: `"${name}" ends with its ${limit <= 0 ? 'first' : 'second'} Error in a row.`,
    };
  }),
  cel: everyMetric(
    `!has(m.provider) || size(m.provider) == 0 || has(m.provider.job) || ${numberIn('m.consecutiveErrorLimit', 4)} >= ${LEAST}`,
  ),
  examples: {
    good: [
      {
        title: 'the default',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
    bad: [
      {
        title: 'no Error is forgiven',
        manifests: template(`
          consecutiveErrorLimit: 0
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
  },
};
