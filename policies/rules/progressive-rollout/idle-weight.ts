import { isUnknown, percent } from '../../../lib/plan';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated, stepsAt } from './simulated';

const TWICE = 'steps: [{ setWeight: 20 }, { pause: { duration: 5m } }, { setWeight: 25 }, { pause: { duration: 5m } }]';

/** Where whole pods miss a weight by far, `rounded-weight` says all there is to say. */
export const idleWeight: UnitRule = {
  id: 'idle-weight',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Each weight hands over more than the one before',
  why: 'the release takes longer, and nobody learns anything from that step.',
  fix: 'raise the weight, or take the step away; without a router, run more replicas.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, utils/replicaset/canary.go; stepgate: a step is there to learn from',
  since: '0.2.0',
  check: ({ plan, report }) => {
    const strategy = plan?.strategy;
    if (strategy?.kind !== 'canary' || strategy.traffic.mode === 'separateServices') return [];
    const most = strategy.traffic.mode === 'routed' ? strategy.traffic.maxWeight : 100;
    if (isUnknown(most)) return [most];
    const wholePods = strategy.traffic.mode === 'podShare' ? simulated(report, 'healthy')?.steps : undefined;
    const found: (Found | CannotKnow)[] = [];
    let before: number | undefined;
    for (const [index, step] of strategy.steps.entries()) {
      if (step.kind !== 'setWeight') continue;
      if (isUnknown(step.weight)) return [...found, step.weight];
      const asked = step.weight / most;
      const share = wholePods?.find(({ stepIndex }) => stepIndex === index)?.exposure ?? asked;
      if (Math.abs(share - asked) > ROUNDED) return [];
      if (before !== undefined && share <= before + 1e-9) {
        const what =
          share < before - 1e-9
            ? `step ${index + 1} takes traffic back: from ${percent(before)} to ${percent(share)}.`
            : `step ${index + 1} changes nothing: the new version has ${percent(before)} of the traffic already.`;
        found.push({ at: stepsAt(index), value: step.weight, what });
      }
      before = share;
    }
    return found;
  },
  examples: {
    good: [{ title: 'from weight to weight', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'the same weight again',
        manifests: rollout({ strategy: STRATEGY.replace('setWeight: 25', 'setWeight: 5') }),
      },
      {
        title: 'one pod of five, twice',
        manifests: rollout({
          spec: 'replicas: 5',
          strategy: `canary: { maxSurge: 1, maxUnavailable: 0, ${TWICE} }`,
        }),
      },
    ],
  },
};

/** Share from which on `rounded-weight` speaks. */
const ROUNDED = 0.1;
