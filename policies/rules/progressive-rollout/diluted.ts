import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Computed for the first weight; the look of the query alone is the matter of `canary-scope`. */
export const diluted: UnitRule = {
  id: 'diluted',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A query sees a bad canary among the requests it judges',
  why: 'the canary drowns in the requests of the old version.',
  fix: 'scope the query to the canary: its pod hash, Service or subset.',
  level: 'warning',
  source: 'stepgate: a fault below (1 - threshold) / weight moves nothing',
  since: '0.2.0',
  check: fromRemark('diluted'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'a twentieth of the traffic, and a tenth may fail',
        manifests: all(
          rollout({ strategy: STRATEGY.replace('value: web-canary', 'value: web') }),
          template(METRIC.replaceAll('0.99', '0.9')),
        ),
      },
    ],
  },
};
