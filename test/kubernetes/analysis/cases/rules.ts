import { clusterInner, inner, js, metric, template, type Case } from '../case';
import { type QueryMetric } from '../../../../lib';
import type { TemplateSubject } from '../../../../lib/kubernetes/checks/template/subject';

const two: readonly QueryMetric[] = [metric({ name: 'a' }), metric({ name: 'b' })];
export const rulesCases: readonly Case<TemplateSubject>[] = [
  {
    id: 'R3',
    when: 'two metrics have one name',
    at: 'spec.metrics',
    broken: template([metric(), metric()]),
    fine: template(two),
    argo: "metrics[1]: duplicate name 'rate'",
  },
  {
    id: 'R3',
    when: 'a composed one has the name too',
    at: 'spec.metrics',
    broken: template([metric()], { templates: [inner('rate')] }),
    fine: template([metric()], { templates: [inner('other')] }),
  },
  {
    id: 'R5',
    when: 'a dry run is said twice',
    at: 'spec.dryRun',
    broken: template(two, { dryRun: ['a', 'a'] }),
    fine: template(two, { dryRun: ['a'] }),
  },
  {
    id: 'R5',
    when: 'a number to keep is said twice',
    at: 'spec.measurementRetention',
    broken: template(two, {
      measurementRetention: [
        { metrics: ['a'], limit: 1 },
        { metrics: 'all', limit: 2 },
      ],
    }),
    fine: template(two, {
      measurementRetention: [
        { metrics: ['a'], limit: 1 },
        { metrics: ['b'], limit: 2 },
      ],
    }),
  },
  {
    id: 'rule-metric',
    when: 'a dry run names no metric',
    at: 'spec.dryRun',
    broken: template(two, { dryRun: ['c'] }),
    fine: template(two, { dryRun: ['b'] }),
    argo: "dryRun[0]: Rule didn't match any metric name(s)",
  },
  {
    id: 'rule-metric',
    when: 'a star stands for all',
    at: 'spec.dryRun',
    broken: template(two, { dryRun: ['*'] }),
    fine: template(two, { dryRun: 'all' }),
    argo: "dryRun[0]: Rule didn't match any metric name(s)",
  },
  {
    id: 'rule-metric',
    when: 'a rule is text',
    at: 'spec.measurementRetention',
    broken: template(two, { measurementRetention: [{ metrics: js('*'), limit: 1 }] }),
    fine: template(two, { measurementRetention: [{ metrics: ['a'], limit: 1 }] }),
  },
  {
    id: 'retention-limit',
    when: 'nothing shall be kept',
    at: 'spec.measurementRetention[0].limit',
    broken: template(two, { measurementRetention: [{ metrics: ['a'], limit: 0 }] }),
    fine: template(two, { measurementRetention: [{ metrics: ['a'], limit: 1 }] }),
  },
  {
    id: 'cluster-scope',
    when: 'a cluster template composes one of a namespace',
    at: 'spec.templates[0]',
    broken: template([metric()], { templates: [inner('a')] }, true),
    fine: template([metric()], { templates: [clusterInner('a')] }, true),
  },
];
