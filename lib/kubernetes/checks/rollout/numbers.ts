import type { Check, Fault } from '../check';
import { isWhole } from '../whole';
import type { RolloutProps } from '../../rollout/props';

function* notWhole(fields: Readonly<Record<string, unknown>>): Iterable<Fault> {
  for (const [at, value] of Object.entries(fields)) {
    if (value !== undefined && !isWhole(value)) {
      yield {
        at,
        value,
        what: 'it must be a whole number, zero or more.',
        why: 'the field is a 32-bit count: Kubernetes refuses the object, and with it the whole release.',
        fix: 'pass a whole number, or leave it out for the default.',
      };
    }
  }
}

/** Counts of pods, versions and runs. */
export const numberChecks: readonly Check<RolloutProps>[] = [
  {
    id: 'S1',
    find: ({ replicas, revisionHistoryLimit }) =>
      notWhole({ 'spec.replicas': replicas, 'spec.revisionHistoryLimit': revisionHistoryLimit }),
  },
  {
    id: 'whole-number',
    find: ({ analysisHistory, strategy }) =>
      notWhole({
        'spec.analysis.successfulRunHistoryLimit': analysisHistory?.successful,
        'spec.analysis.unsuccessfulRunHistoryLimit': analysisHistory?.unsuccessful,
        'spec.strategy.canary.scaleDownDelayRevisionLimit': strategy?.canary?.scaleDownDelayRevisionLimit,
        'spec.strategy.blueGreen.scaleDownDelayRevisionLimit': strategy?.blueGreen?.scaleDownDelayRevisionLimit,
        'spec.strategy.blueGreen.previewReplicaCount': strategy?.blueGreen?.previewReplicaCount,
      }),
  },
];
