import { duration } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated } from './simulated';

/** Options of {@link unguarded}. */
export interface UnguardedBounds {
  readonly [key: string]: number;
  /** Largest part of a rollout at its end in which a fault is no longer caught, percent. */
  readonly maxPercent: number;
}

/** The last measurements never see a fault that comes after them; a long stretch means that they ended early. */
export const unguarded: UnitRule = {
  id: 'unguarded',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'An analysis looks on until the rollout is nearly over',
  why: 'a fault that shows at a larger weight comes when nothing looks any more.',
  fix: 'leave out count, so that it measures until promotion, or keep the last steps short.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, rollout/analysis.go: a background analysis that is done is not started again',
  since: '0.2.0',
  options: { maxPercent: 50 } satisfies UnguardedBounds,
  check: ({ report }, { options }) => {
    const { maxPercent } = options as UnguardedBounds;
    const caught = simulated(report, 'badFromStart')?.outcome === 'aborted';
    const from = simulated(report, 'worstMoment')?.worstMoment?.unguardedFromSeconds;
    const until = simulated(report, 'healthy')?.durationSeconds;
    if (!caught || from === undefined || until === undefined || until === 'never') return [];
    if (until - from <= (until * maxPercent) / 100) return [];
    const what = `a fault that begins ${duration(from)} after the start or later is not caught; the rollout takes ${duration(until)}.`;
    return [{ at: ['spec', 'strategy'], what }];
  },
  examples: {
    good: [{ title: 'it measures to the end', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'five minutes of twenty',
        manifests: all(
          rollout({ strategy: STRATEGY }),
          template(METRIC.replace('interval: 1m', 'interval: 1m\n  count: 5')),
        ),
      },
    ],
  },
};
