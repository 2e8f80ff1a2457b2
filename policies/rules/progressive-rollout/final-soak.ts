import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Looks at smaller weights are the matter of `soak`. */
export const finalSoak: UnitRule = {
  id: 'final-soak',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'The new version is looked at under all traffic before it is promoted',
  why: 'a canary has no analysis after promotion, and the way back is then a release of its own.',
  fix: 'end with setWeight: 100 and a pause or an analysis: the old version still stands ready.',
  level: 'info',
  source: 'Argo Rollouts v1.9.1, rollout/canary.go',
  since: '0.2.0',
  check: fromRemark('no-soak'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'promoted from a half on',
        manifests: rollout({ strategy: STRATEGY.replace(/ *- setWeight: 100\n.*/, '') }),
      },
    ],
  },
};
