import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

const remarked = fromRemark('no-analysis');

/** Steps that nobody watches only make a bad version slower. What has no steps by nature can't have one: `not-progressive`. */
export const noAnalysis: UnitRule = {
  id: 'no-analysis',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'An analysis judges the new version while it takes over',
  why: 'without one, a bad version is promoted as surely as a good one.',
  fix: 'add an analysis: of a canary beside its steps, of a blue-green before and after the switch.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, docs/features/analysis.md',
  since: '0.2.0',
  check: (unit, around) => (unit.progressive === false ? [] : remarked(unit, around)),
  examples: {
    good: [{ title: 'a background analysis', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'steps and pauses alone',
        manifests: rollout({
          strategy: `
            canary:
              steps: [{ setWeight: 25 }, { pause: { duration: 10m } }, { setWeight: 50 }, { pause: { duration: 10m } }]`,
        }),
      },
    ],
  },
};
