import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** What no release uses is the matter of `silence-passes`. */
export const blind: UnitRule = {
  id: 'blind',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Silence is not health',
  why: 'when monitoring is down, or nobody sends requests, nothing guards the release.',
  fix: 'make it Inconclusive or Failed: test len(result) and isNaN in the conditions.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, docs/features/analysis.md: empty array, NaN',
  since: '0.2.0',
  check: fromRemark('blind'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'no data passes',
        manifests: all(
          rollout({ strategy: STRATEGY }),
          template(
            METRIC.replace(
              /successCondition.*/,
              'successCondition: len(result) == 0 || isNaN(result[0]) || result[0] >= 0.99',
            ),
          ),
        ),
      },
    ],
  },
};
