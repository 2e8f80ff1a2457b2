import type { KubeObject } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { isUnknown } from '../../../lib/plan';
import { metricsOf, TEMPLATE_KINDS } from '../analysis/metrics';
import type { Found, ObjectRule } from '../../rule';
import { template } from '../example';

/**
 * Limits, intervals and providers that Argo refuses when an analysis starts, in its own words. Two metrics of one name are
 * `duplicate-metric`, a limit that is not below its count is `failure-limit`.
 */
export const templateRefused: ObjectRule = {
  id: 'template-refused',
  gate: 'pre-release-validation',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'Argo takes the metrics of a template',
  why: 'nobody checks a template when it is applied: its analyses are Errors, and every release that uses it is aborted.',
  fix: 'mend what Argo says of it.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/analysis/factory.go ValidateMetrics; issue 1187',
  since: '0.2.0',
  exemptible: false,
  check: (object) => [
    ...doubledIn(object),
    ...metricsOf(object).flatMap(({ field, refused, reading, metric }): Found[] => {
      const { name, count, failureLimit: limit } = metric;
      const bearsAll = typeof count === 'number' && !isUnknown(limit) && limit >= count;
      const said = refused ?? reading.fault;
      if (said === undefined || (bearsAll && said.startsWith('count ('))) return [];
      return [{ at: field.path, key: name, what: `Argo refuses "${name}": ${said}.` }];
    }),
  ],
  examples: {
    good: [
      {
        title: 'an interval where there is a count',
        manifests: template(`
          interval: 1m
          count: 5
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
    ],
    bad: [
      {
        title: 'a count without an interval',
        manifests: template(`
          count: 5
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
      {
        title: 'an interval in days, which Go does not know',
        manifests: template(`
          interval: 1d
          successCondition: len(result) > 0 && result[0] >= 0.99
          provider: { prometheus: { query: 'sum(up) / count(up)' } }`),
      },
      {
        title: 'an argument that has two values',
        manifests: template('provider: { job: { spec: {} } }').replace(
          '{ name: service }',
          '{ name: service, value: web, valueFrom: { secretKeyRef: { name: web, key: name } } }',
        ),
      },
      { title: 'no provider', manifests: template('successCondition: result[0] >= 0.99\nprovider: {}') },
    ],
  },
};

/** Arguments with a value and a source of one. */
function doubledIn(object: KubeObject): readonly Found[] {
  return Field.of({ object, origin: { kind: 'construct', path: '' } }, () => undefined)
    .at('spec', 'args')
    .list()
    .filter((argument) => argument.at('value').exists && argument.at('valueFrom').exists)
    .map((argument): Found => {
      const name = argument.at('name').text() ?? '';
      return { at: argument.path, key: name, what: `the argument "${name}" has a value and a valueFrom.` };
    });
}
