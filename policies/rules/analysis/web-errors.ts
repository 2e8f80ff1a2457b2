import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, TEMPLATE_KINDS } from './metrics';

/** Last parts of paths that say by their status whether all is well. */
const HEALTH = /\/(?:-\/)?(?:healthz?|livez?|readyz?|ready|alive|ping|status)\/?(?:[?#]|$)/i;

/** What answers with a status alone is never Failed. */
export const webErrors: ObjectRule = {
  id: 'web-errors',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A web metric asks for a judgement, and not for a status',
  why: 'a bad answer that is no 2xx is an Error: failureLimit does not hold for it, and one good answer in five forgives the rest.',
  fix: 'ask an address that answers 200 with JSON which says how it went, or let a Job ask.',
  level: 'info',
  source: 'Argo Rollouts v1.9.1, metricproviders/webmetric/webmetric.go',
  since: '0.2.0',
  check: eachMetric(({ field, provider, metric: { name } }) => {
    const url = field.at('provider', 'web', 'url');
    if (provider !== 'web' || !HEALTH.test(url.text() ?? '')) return undefined;
    return {
      at: url.path,
      value: url.value,
      what: `"${name}" asks for a health status, whose bad answers are Errors and not failures.`,
    };
  }),
  cel: everyMetric(`!m.?provider.?web.?url.orValue('').matches(r'(?i)${HEALTH.source.replaceAll('\\/', '/')}')`),
  examples: {
    good: [
      {
        title: 'an address that judges',
        manifests: template(`
          successCondition: result == "pass"
          provider: { web: { url: 'http://judge/verdicts/web', jsonPath: '{$.verdict}' } }`),
      },
    ],
    bad: [
      {
        title: 'a health check',
        manifests: template(`
          successCondition: result == "ok"
          provider: { web: { url: 'http://web-canary/healthz', jsonPath: '{$.status}' } }`),
      },
    ],
  },
};
