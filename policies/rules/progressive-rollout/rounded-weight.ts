import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

const remarked = fromRemark('rounded-weight');

/** Of an autoscaler, at its fewest pods: there they round worst. */
export const roundedWeight: UnitRule = {
  id: 'rounded-weight',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Whole pods can give the weight that is asked for',
  why: 'more requests meet the new version than its author meant.',
  fix: 'route the traffic, run more replicas, or ask for a share that they can give.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, utils/replicaset/canary.go',
  since: '0.2.0',
  check: (unit, around) => {
    const { plan } = unit;
    if (plan?.strategy.kind !== 'canary' || plan.strategy.traffic.mode !== 'podShare') return [];
    const { desired, range } = plan.replicas;
    const least = range && !isUnknown(range.min) ? range.min : desired;
    return isUnknown(least) && plan.strategy.steps.length > 0 ? [least] : remarked(unit, around);
  },
  examples: {
    good: [{ title: 'a router', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'a tenth of two pods',
        manifests: rollout({
          strategy: 'canary: { steps: [{ setWeight: 10 }, { pause: { duration: 5m } }] }',
          spec: 'replicas: 2',
        }),
      },
    ],
  },
};
