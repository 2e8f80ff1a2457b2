import { analysesIn } from '../../plan/model/analyses';
import { isUnknown } from '../../plan/model/known';
import type { Plan } from '../../plan/model/plan';
import type { Step } from '../../plan/model/step';
import type { PodCount } from '../../plan/model/strategy';
import { fenceposts } from '../../plan/replicas';
import type { Field } from './field';

/** A release of a few services has a dozen; each of them is followed through every scenario. */
const MOST_METRICS = 300;

/** At half a minute each they take a week. */
const MOST_BATCHES = 20_000;

/** Reports what would take so long that nobody could wait for it, in a cluster or for its plan. */
export function reportSize(plan: Plan, spec: Field) {
  const metrics = analysesIn(plan.strategy).reduce((sum, analysis) => sum + analysis.metrics.length, 0);
  if (metrics > MOST_METRICS) {
    spec
      .at('strategy')
      .report(
        'too-many-metrics',
        `its analyses have ${metrics} metrics: ${MOST_METRICS} at most.`,
        'each of them is measured again and again, and nobody can read such a plan.',
        'measure what tells a good version from a bad one, and leave the rest to alerts.',
      );
  }
  const batches = Math.round(batchesOf(plan));
  if (batches > MOST_BATCHES) {
    spec
      .at('replicas')
      .report(
        'too-many-batches',
        `its pods are replaced in ${batches} batches, one after the other: ${MOST_BATCHES} at most.`,
        'it would take weeks, and nobody can read such a plan.',
        'raise maxSurge, as to 25%, or correct the number of pods.',
      );
  }
}

/** Where pods are replaced a few at a time; behind a router all that a weight needs are started at once. */
function batchesOf({ strategy, replicas: { desired, range } }: Plan): number {
  const most = isUnknown(desired) ? range?.max : desired;
  if (most === undefined || isUnknown(most) || strategy.kind === 'blueGreen') return 0;
  if (strategy.kind === 'canary' && strategy.traffic.mode === 'routed') return 0;
  const limits = fenceposts(
    { maxSurge: known(strategy.maxSurge), maxUnavailable: known(strategy.maxUnavailable) },
    most,
  );
  const moved = strategy.kind === 'canary' ? percentMoved(strategy.steps) / 100 : 1;
  return (moved * most) / Math.max(1, limits.maxSurge + limits.maxUnavailable);
}

function known(count: PodCount | { readonly unknown: string }): PodCount {
  return isUnknown(count) ? 0 : count;
}

/** All ways up and down between the weights, and to the end. */
function percentMoved(steps: readonly Step[]): number {
  const weights = steps.flatMap((step) => (step.kind === 'setWeight' && !isUnknown(step.weight) ? [step.weight] : []));
  return [...weights, 100].reduce((moved, weight, at) => moved + Math.abs(weight - (weights[at - 1] ?? 0)), 0);
}
