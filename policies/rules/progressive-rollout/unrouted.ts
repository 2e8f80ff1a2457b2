import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

/** Pod shares mean nothing where no Service selects both versions. */
export const unrouted: UnitRule = {
  id: 'unrouted',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Something splits traffic between the Services of canary and stable',
  why: 'who calls the stable Service sees nothing of the new version at any step, and all of it afterwards.',
  fix: 'name the router under trafficRouting, or one Service for both.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, docs/features/traffic-management/index.md',
  since: '0.2.0',
  check: fromRemark('unrouted'),
  examples: {
    good: [
      { title: 'small steps, each with a look', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) },
    ],
    bad: [
      {
        title: 'two Services and no router',
        manifests: rollout({ strategy: STRATEGY.replace(/.*trafficRouting.*\n/, '') }),
      },
    ],
  },
};
