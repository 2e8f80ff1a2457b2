import { ConditionFails, NotInterpreted } from '../../../lib/facts/kubernetes/expr/errors';
import { parse } from '../../../lib/facts/kubernetes/expr/parser';
import type { Found, ObjectRule } from '../../rule';
import { template } from '../example';
import { conditionIn, metricsOf, TEMPLATE_KINDS } from './metrics';

const CONDITIONS = ['successCondition', 'failureCondition'] as const;

/** A condition that is an Error for every result, whatever the version is like. */
export const conditionErrs: ObjectRule = {
  id: 'condition-errs',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A condition compiles and fits what is measured',
  why: 'Argo compiles it at the first measurement, and five Errors in a row abort a good version.',
  fix: 'mend it; what Prometheus answers is a list: write result[0], not result.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/evaluate/evaluate.go; expr v1.15',
  since: '0.2.0',
  check: (object) =>
    metricsOf(object).flatMap(({ field, conditions, provider, assessment, reading, metric: { name } }): Found[] => {
      const broken = CONDITIONS.flatMap((key) => {
        const why = syntaxError(conditions[key]);
        const at = field.at(key);
        return why === undefined
          ? []
          : [{ at: at.path, value: at.value, key: name, what: `it does not compile: ${why}.` }];
      });
      if (broken.length > 0 || assessment.always !== 'Error' || reading.fault !== undefined) return broken;
      const at = conditionIn(field);
      const what = `the conditions of "${name}" do not fit what ${provider} answers: every measurement is an Error.`;
      return [{ at: at.path, value: at.value, key: name, what }];
    }),
  examples: {
    good: [
      {
        title: 'an element of the list',
        manifests: template(`
          successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
    bad: [
      {
        title: 'a list where a number belongs',
        manifests: template(`
          successCondition: '!isNaN(result) && result >= 0.99'
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
      {
        title: 'a word that is no operator',
        manifests: template(`
          successCondition: result[0] is >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
  },
};

function syntaxError(condition: string | undefined): string | undefined {
  if (condition === undefined) return undefined;
  try {
    parse(condition);
    return undefined;
  } catch (error) {
    if (error instanceof ConditionFails) return error.message;
    if (error instanceof NotInterpreted) return undefined;
    throw error;
  }
}
