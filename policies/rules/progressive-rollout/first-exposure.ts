import { isUnknown, percent, type Step } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated, stepsAt } from './simulated';

/** Options of {@link firstExposure}. */
export interface FirstExposureBounds {
  readonly [key: string]: number;
  /** Largest share of the traffic in the first step, 1 to 100. */
  readonly maxPercent: number;
}

/** Steps that send requests to a new version. */
const EXPOSING: readonly Step['kind'][] = ['setWeight', 'experiment'];

/**
 * What comes after the first share is the matter of `weight-jump`, that whole pods make it larger than it was meant that of
 * `rounded-weight`, and that there are no steps that of `no-steps`.
 */
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
    const { steps } = plan.strategy;
    const first = simulated(report, 'healthy')?.steps.find(({ exposure }) => exposure > 0);
    if (!first || first.exposure * 100 <= maxPercent + 1e-9) return [];
    // pods come before requests do: the step that ends with them need not be the one that asked for them
    const index = steps.slice(0, first.stepIndex + 1).findLastIndex(({ kind }) => EXPOSING.includes(kind));
    const step = steps[index];
    if (!step) return [];
    if (step.kind === 'setWeight' && !isUnknown(step.weight) && step.weight <= maxPercent) {
      if (report?.remarks.some(({ id, stepIndex }) => id === 'rounded-weight' && stepIndex === index)) return [];
    }
    const what = `the first share of the traffic is ${percent(first.exposure)}, more than ${maxPercent} %.`;
    return [{ at: stepsAt(index), value: first.exposure, what }];
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
