import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Deployments have no steps by nature: `not-progressive`. */
export const noSteps: UnitRule = {
  id: 'no-steps',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A canary has steps',
  why: 'there is no moment at which few requests meet the new version and somebody looks.',
  fix: 'give it steps, from a small first weight on.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, docs/features/canary.md',
  since: '0.2.0',
  check: fromRemark('no-steps'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [{ title: 'a rolling update by another name', manifests: rollout({ strategy: 'canary: {}' }) }],
  },
};
