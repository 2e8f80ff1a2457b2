import type { ObjectRule } from '../../rule';
import { template } from '../example';
import { eachMetric, everyMetric, TEMPLATE_KINDS } from './metrics';

const BOUNDS = ['activeDeadlineSeconds', 'backoffLimit'];

/** Kubernetes' defaults are made for batches, not for a gate that a release waits for. */
export const jobBounds: ObjectRule = {
  id: 'job-bounds',
  gate: 'progressive-rollout',
  judges: 'object',
  kinds: TEMPLATE_KINDS,
  title: 'A Job that judges a version ends in time',
  why: 'it may run for ever, and one that fails is tried again six times over minutes, while users meet the bad version.',
  fix: 'set activeDeadlineSeconds, and backoffLimit: 0.',
  level: 'warning',
  source: 'Kubernetes, batch/v1 JobSpec; Argo Rollouts issues 2520 and 427',
  since: '0.2.0',
  check: eachMetric(({ field, provider, metric: { name } }) => {
    const spec = field.at('provider', 'job', 'spec');
    const missing = BOUNDS.filter((key) => !spec.at(key).exists);
    if (provider !== 'job' || missing.length === 0) return undefined;
    return { at: spec.path, what: `the Job of "${name}" has no ${missing.join(' and no ')}.` };
  }),
  cel: everyMetric(
    `!has(m.provider.job) || (has(m.provider.job.spec) && ${BOUNDS.map((key) => `has(m.provider.job.spec.${key})`).join(' && ')})`,
  ),
  examples: {
    good: [
      {
        title: 'two minutes and one attempt',
        manifests: template(`
          provider:
            job:
              spec:
                activeDeadlineSeconds: 120
                backoffLimit: 0
                template: { spec: { restartPolicy: Never, containers: [{ name: smoke, image: smoke:1 }] } }`),
      },
    ],
    bad: [
      {
        title: 'without any bound',
        manifests: template(`
          provider:
            job:
              spec:
                template: { spec: { restartPolicy: Never, containers: [{ name: smoke, image: smoke:1 }] } }`),
      },
    ],
  },
};
