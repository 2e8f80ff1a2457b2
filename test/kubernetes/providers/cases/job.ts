import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { js, type ProviderCase } from './case';
import { job } from '../../../../lib';

const image = 'registry.example.com/smoke:1';
const raw = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } };
export const jobCases: readonly ProviderCase[] = [
  {
    id: 'job-either',
    when: 'there are containers and a raw spec',
    at: 'spec',
    broken: () => job(js({ containers: [{ image }], spec: raw })),
    fine: () => job({ metadata: { labels: { a: 'b' } }, spec: raw }),
  },
  {
    id: 'job-containers',
    when: 'there is none',
    at: 'containers',
    broken: () => job({ containers: [] }),
    fine: () => job({ containers: [{ image }] }),
  },
  {
    id: 'job-containers',
    when: 'a raw one has none',
    at: 'spec.template.spec.containers',
    broken: () => job({ spec: { template: { spec: { restartPolicy: 'Never', containers: [] } } } }),
    fine: () => job({ spec: raw }),
  },
  {
    id: 'job-deadline',
    when: 'it is text',
    at: 'activeDeadline',
    broken: () => job({ containers: [{ image }], activeDeadline: js('5m') }),
    fine: () => job({ containers: [{ image }], activeDeadline: Duration.minutes(5) }),
  },
  {
    id: 'job-backoff',
    when: 'it is below zero',
    at: 'backoffLimit',
    broken: () => job({ containers: [{ image }], backoffLimit: -1 }),
    fine: () => job({ containers: [{ image }], backoffLimit: 0 }),
  },
  {
    id: 'job-backoff',
    when: 'that of a raw one is no whole number',
    at: 'spec.backoffLimit',
    broken: () => job({ spec: { ...raw, backoffLimit: 1.5 } }),
    fine: () => job({ spec: { ...raw, backoffLimit: 1 } }),
  },
  {
    id: 'job-restart',
    when: 'pods are always restarted',
    at: 'restartPolicy',
    broken: () => job({ containers: [{ image }], restartPolicy: kplus.RestartPolicy.ALWAYS }),
    fine: () => job({ containers: [{ image }], restartPolicy: kplus.RestartPolicy.ON_FAILURE }),
  },
  {
    id: 'job-restart',
    when: 'a raw one says nothing, which means always',
    at: 'spec.template.spec.restartPolicy',
    broken: () => job({ spec: { template: { spec: { containers: [{ name: 'main', image }] } } } }),
    fine: () => job({ spec: raw }),
  },
  {
    id: 'job-metric-name',
    when: 'the name of the metric would be cut',
    at: 'metric.name',
    broken: () => job({ containers: [{ image }] }),
    fine: () => job({ containers: [{ image }] }),
    metric: { name: 'smoke-test-of-the-login' },
  },
];
