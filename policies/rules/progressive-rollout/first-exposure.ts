import { percent } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated, stepsAt } from './simulated';

/** Options of {@link firstExposure}. */
export interface FirstExposureBounds {
  readonly [key: string]: number;
  /** Largest share of the traffic in the first step, 1 to 100. */
  readonly maxPercent: number;
}

/** What comes after the first share is the matter of `weight-jump`. */
export const firstExposure: UnitRule = {
  id: 'first-exposure',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Few requests meet a new version first',
  why: 'the first share is what a version that fails at once costs, and it is there before anything can look.',
  fix: 'begin with a smaller weight; without a router, with more replicas.',
  level: 'warning',
  source: 'stepgate: a fifth at most, as `suggest` plans it',
  since: '0.2.0',
  options: { maxPercent: 20 } satisfies FirstExposureBounds,
  check: ({ plan, report }, { options }) => {
    const { maxPercent } = options as FirstExposureBounds;
    if (plan?.strategy.kind !== 'canary') return [];
    const first = simulated(report, 'healthy')?.steps.find(({ exposure }) => exposure > 0);
    if (!first || first.exposure * 100 <= maxPercent + 1e-9) return [];
    const what = `the first share of the traffic is ${percent(first.exposure)}, more than ${maxPercent} %.`;
    return [{ at: stepsAt(first.stepIndex), value: first.exposure, what }];
  },
  examples: {
    good: [{ title: 'a twentieth', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'a third',
        manifests: rollout({ strategy: STRATEGY.replace('setWeight: 5\n', 'setWeight: 33\n') }),
      },
    ],
  },
};
