import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Conditions that err without data: `unguarded-index`; here is what the release makes of them. */
export const coldStart: UnitRule = {
  id: 'cold-start',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A healthy version is not stopped before it has served anything',
  why: 'every release ends there, and people learn to overrule the gate.',
  fix: 'start the analysis after the first setWeight, with an initialDelay longer than its look-back.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go: an error counts too',
  since: '0.2.0',
  check: fromRemark('cold-start'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'measured from the start, with no patience',
        manifests: all(
          rollout({ strategy: STRATEGY.replace('startingStep: 1', 'startingStep: 0') }),
          template(
            METRIC.replace(/.*Condition.*\n/g, '').replace(
              'interval',
              'consecutiveErrorLimit: 0\n  successCondition: result[0] >= 0.99\n  interval',
            ),
          ),
        ),
      },
    ],
  },
};
