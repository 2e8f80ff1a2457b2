import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, TEMPLATE_KINDS } from './metrics';

/** Providers that decide by themselves. */
const OWN_VERDICT = ['job', 'kayenta', 'plugin'];

const DECIDES = OWN_VERDICT.map((provider) => `has(m.provider.${provider})`).join(' || ');
const ASKS = ['successCondition', 'failureCondition'].map((key) => `has(m.${key}) && m.${key} != ''`).join(' || ');

/** A metric that asks nothing of what it measures. */
export const noCondition: ObjectRule = {
  id: 'no-condition',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A metric has a condition',
  why: 'without one every measurement is Successful, whatever it says.',
  fix: 'add a successCondition that a bad version breaks.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/evaluate/evaluate.go EvaluateResult',
  since: '0.2.0',
  check: eachMetric(({ field, provider, metric: { name } }) => {
    const asks = field.at('successCondition').value ?? '';
    if (provider === '' || OWN_VERDICT.includes(provider) || asks !== '') return undefined;
    if ((field.at('failureCondition').value ?? '') !== '') return undefined;
    return { what: `"${name}" has neither a successCondition nor a failureCondition.` };
  }),
  cel: everyMetric(`!has(m.provider) || size(m.provider) == 0 || ${DECIDES} || ${ASKS}`),
  examples: {
    good: [
      {
        title: 'a condition',
        manifests: template(`
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
      {
        title: 'a Job decides by its exit status',
        manifests: template(`
          provider: { job: { spec: { template: { spec: { restartPolicy: Never, containers: [] } } } } }`),
      },
    ],
    bad: [
      {
        title: 'a query alone',
        manifests: template(`
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
  },
};
