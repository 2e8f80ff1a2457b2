import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { conditionIn, eachMetric, TEMPLATE_KINDS } from './metrics';
import { errsOnEmpty, waitsForData } from './silence';

/** An index into a list that may be empty. Where it seems to be wanted, `errs-without-data` says so; nothing here. */
export const unguardedIndex: ObjectRule = {
  id: 'unguarded-index',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A condition asks whether there is a result before it takes one',
  why: 'without data each measurement is an Error, and five of them, 40 s, abort a good version.',
  fix: 'begin the condition with len(result) > 0 &&, which comes before the index.',
  level: 'warning',
  source: 'Argo Rollouts issues 1466, 2101, 1905 and 1945',
  since: '0.2.0',
  check: eachMetric((metric) => {
    if (!errsOnEmpty(metric) || waitsForData(metric)) return undefined;
    const at = conditionIn(metric.field);
    return {
      at: at.path,
      value: at.value,
      what: `"${metric.metric.name}" takes an element of a list that is empty without data.`,
    };
  }),
  examples: {
    good: [
      {
        title: 'the length is asked first',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
    bad: [
      {
        title: 'the element at once',
        manifests: template(`
          successCondition: result[0] >= 0.99
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
      {
        title: 'the length is asked too late',
        manifests: template(`
          successCondition: result[0] >= 0.99 && len(result) > 0
          provider: { prometheus: { query: 'sum(rate(good_total[2m])) / sum(rate(all_total[2m]))' } }`),
      },
    ],
  },
};
