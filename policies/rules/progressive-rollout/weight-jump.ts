import { isUnknown, percent } from '../../../lib/plan';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated, stepsAt } from './simulated';

/** Options of {@link weightJump}. */
export interface WeightJumpBounds {
  readonly [key: string]: number;
  /** Largest rise of the weight at once, percentage points. */
  readonly maxPoints: number;
}

/** Also the jump that no manifest shows, after the last step. The first weight is the matter of `first-exposure`. */
export const weightJump: UnitRule = {
  id: 'weight-jump',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Never more than half of all traffic at once',
  why: 'a fault that only shows under load meets everybody before anything can stop it.',
  fix: 'add steps between, with a pause or an analysis at each.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, rollout/canary.go: 100 % follows the last step by itself',
  since: '0.2.0',
  options: { maxPoints: 50 } satisfies WeightJumpBounds,
  check: ({ plan, report }, { options }) => {
    const { maxPoints } = options as WeightJumpBounds;
    const strategy = plan?.strategy;
    if (strategy?.kind !== 'canary' || strategy.traffic.mode === 'separateServices') return [];
    const most = strategy.traffic.mode === 'routed' ? strategy.traffic.maxWeight : 100;
    if (isUnknown(most)) return [most];
    // that whole pods give another share than was asked for is the matter of `rounded-weight`; of an autoscaler there may be many
    const isCounted = strategy.traffic.mode === 'podShare' && plan?.replicas.range === undefined;
    const wholePods = isCounted ? simulated(report, 'healthy')?.steps : undefined;
    const found: (Found | CannotKnow)[] = [];
    let before: number | undefined;
    for (const [index, step] of strategy.steps.entries()) {
      if (step.kind !== 'setWeight') continue;
      if (isUnknown(step.weight)) return [...found, step.weight];
      const share = wholePods?.find(({ stepIndex }) => stepIndex === index)?.exposure ?? step.weight / most;
      if (before !== undefined && isAbove(share - before, maxPoints)) {
        found.push({
          at: stepsAt(index),
          what: `step ${index + 1} goes from ${percent(before)} to ${percent(share)} at once.`,
        });
      }
      before = share;
    }
    if (strategy.steps.length > 0 && isAbove(1 - (before ?? 0), maxPoints)) {
      const what = `after the last step all traffic follows at once, from ${percent(before ?? 0)}.`;
      found.push({ at: stepsAt(), what });
    }
    return found;
  },
  examples: {
    good: [{ title: 'never more than half', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'all the rest after a quarter',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 25 }, { pause: { duration: 5m } }] }' }),
      },
      {
        title: 'from a twentieth to nearly all',
        manifests: rollout({ strategy: STRATEGY.replace('setWeight: 25', 'setWeight: 90') }),
      },
    ],
  },
};

/** Whether it is more, whatever the last digit of a fraction says. */
function isAbove(share: number, points: number): boolean {
  return share * 100 > points + 1e-9;
}
