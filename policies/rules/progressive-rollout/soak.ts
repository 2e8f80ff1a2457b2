import { duration, isUnknown, type Step } from '../../../lib/plan';
import type { CannotKnow, Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { stepsAt } from './simulated';

/** Options of {@link soak}. */
export interface SoakBounds {
  readonly [key: string]: number;
  /** Shortest stay at a weight, seconds. */
  readonly minSeconds: number;
}

/** Steps that take as long as what they ask for. */
const LOOKS: readonly Step['kind'][] = ['analysis', 'experiment', 'plugin'];

/** The stay at all traffic is the matter of `final-soak`. */
export const soak: UnitRule = {
  id: 'soak',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A new version stays at each weight long enough to be looked at',
  why: 'a weight that lasts no longer than one scrape shows nothing before the next one follows.',
  fix: 'follow it with a pause or an analysis.',
  level: 'warning',
  source: 'Prometheus: a rate needs two scrapes, usually half a minute apart at most',
  since: '0.2.0',
  options: { minSeconds: 60 } satisfies SoakBounds,
  check: ({ plan }, { options }) => {
    const { minSeconds } = options as SoakBounds;
    if (plan?.strategy.kind !== 'canary') return [];
    const { steps } = plan.strategy;
    return steps.flatMap((step, index): (Found | CannotKnow)[] => {
      if (step.kind !== 'setWeight' || step.weight === 0 || step.weight === 100) return [];
      const stay = stayAfter(steps, index);
      if (isUnknown(stay)) return [stay];
      if (stay >= minSeconds) return [];
      const lasts = stay === 0 ? 'no time: no pause and no analysis follow' : `${duration(stay)}`;
      const what = `step ${index + 1} holds its weight for ${lasts}; it takes ${duration(minSeconds)} to see anything.`;
      return [{ at: stepsAt(index), what }];
    });
  },
  examples: {
    good: [{ title: 'five minutes each', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'ten seconds',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 20 }, { pause: { duration: 10s } }] }' }),
      },
    ],
  },
};

/** Seconds until the next weight; `Infinity` where a person or an analysis decides. */
function stayAfter(steps: readonly Step[], index: number): number | { readonly unknown: string } {
  let seconds = 0;
  for (const step of steps.slice(index + 1)) {
    if (step.kind === 'setWeight') break;
    if (LOOKS.includes(step.kind)) return Infinity;
    if (step.kind !== 'pause') continue;
    if (step.seconds === 'indefinite') return Infinity;
    if (isUnknown(step.seconds)) return step.seconds;
    seconds += step.seconds;
  }
  return seconds;
}
