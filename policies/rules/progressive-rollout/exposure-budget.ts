import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated } from './simulated';

/** Options of {@link exposureBudget}. */
export interface ExposureBudgetBounds {
  readonly [key: string]: number;
  /** Most that one bad version may cost, minutes at full traffic. */
  readonly maxWeightMinutes: number;
}

/** Where nothing stops the version, `undetected` or `no-analysis` says so. */
export const exposureBudget: UnitRule = {
  id: 'exposure-budget',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A bad version costs little of the error budget',
  why: 'a few such releases use up what a month allows.',
  fix: 'begin with a smaller weight, stay there until an analysis has looked, or find it earlier.',
  level: 'warning',
  source: 'Google SRE workbook: 99.9 % leaves 43 min in 30 days; a tenth of them for one release',
  since: '0.2.0',
  options: { maxWeightMinutes: 4.3 } satisfies ExposureBudgetBounds,
  check: ({ report }, { options }) => {
    const { maxWeightMinutes } = options as ExposureBudgetBounds;
    const { outcome, badWeightMinutes = 0 } = simulated(report, 'badFromStart') ?? {};
    if (outcome !== 'aborted' || badWeightMinutes <= maxWeightMinutes) return [];
    const cost = `${Number(badWeightMinutes.toFixed(1))} min`;
    const what = `a version that fails every request costs ${cost} of all traffic, of ${maxWeightMinutes} at most.`;
    return [{ at: ['spec', 'strategy'], value: badWeightMinutes, what }];
  },
  examples: {
    good: [{ title: 'found at a twentieth', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'half of all traffic until it is found',
        manifests: all(
          rollout({ strategy: STRATEGY.replace('setWeight: 5\n', 'setWeight: 50\n') }),
          template(METRIC.replace('interval: 1m', 'interval: 6m')),
        ),
      },
    ],
  },
};
