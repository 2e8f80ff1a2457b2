import { isUnknown, type Metric, type Step } from '../../../lib/plan';
import { duration } from '../../../lib/plan/words';
import type { Found, UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';

/**
 * A window of which one weight is never the greater part, not even at the end of the longest. What a query sees of the old version at all
 * is the matter of `diluted`, the time before the first request that of `cold-start`.
 */
export const lookBack: UnitRule = {
  id: 'look-back',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'Most of what a query looks back on is one weight',
  why: 'most of what it sees is older, so what the weight brings with it is judged when it is too late.',
  fix: 'look back less far, or stay longer at each weight.',
  level: 'warning',
  source: 'Argo Rollouts v1.9.1, docs/features/analysis.md: a run measures from its start, a query from before',
  since: '0.2.0',
  check: ({ plan }) => {
    const strategy = plan?.strategy;
    if (strategy?.kind !== 'canary' || !strategy.background) return [];
    const longest = longestStay(strategy.steps);
    if (!longest) return [];
    return strategy.background.analysis.metrics.flatMap((metric): Found[] => {
      const back = lookBackOf(metric);
      if (back === undefined || back <= 2 * longest.seconds) return [];
      const what = `"${metric.name}" looks back ${duration(back)}, and no weight lasts longer than ${duration(longest.seconds)}.`;
      return [{ at: ['spec', 'strategy', 'canary', 'steps', longest.index], key: metric.name, what }];
    });
  },
  examples: {
    good: [{ title: 'two minutes of five', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'a quarter of an hour of five minutes',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC.replaceAll('[2m]', '[15m]'))),
      },
    ],
  },
};

function lookBackOf({ lookBackSeconds, dryRun, needsTraffic }: Metric): number | undefined {
  return isUnknown(lookBackSeconds) || dryRun === true || needsTraffic !== true ? undefined : lookBackSeconds;
}

/** The weight that lasts longest; without end where it depends on something else than time. */
function longestStay(steps: readonly Step[]): { index: number; seconds: number } | undefined {
  const stays: { index: number; seconds: number }[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'setWeight') stays.push({ index, seconds: 0 });
    const current = stays.at(-1);
    if (current && step.kind !== 'setWeight') current.seconds += secondsOf(step);
  }
  return stays.filter(({ seconds }) => seconds > 0).sort((one, other) => other.seconds - one.seconds)[0];
}

function secondsOf(step: Step): number {
  if (step.kind === 'analysis') return Math.max(...step.analysis.metrics.map(lengthOf), 0);
  if (step.kind !== 'pause') return ['experiment', 'plugin'].includes(step.kind) ? Infinity : 0;
  return typeof step.seconds === 'number' ? step.seconds : Infinity;
}

/** From the first measurement to the last, as far as both are known. */
function lengthOf({ initialDelaySeconds, intervalSeconds = 0, count }: Metric): number {
  const isKnown = typeof initialDelaySeconds === 'number' && typeof intervalSeconds === 'number';
  return isKnown && typeof count === 'number' ? initialDelaySeconds + intervalSeconds * (count - 1) : Infinity;
}
