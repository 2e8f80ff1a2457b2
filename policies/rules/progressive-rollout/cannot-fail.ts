import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

const remarked = fromRemark('cannot-fail');

/** Of a limit that is not below count `failure-limit` speaks, at the metric itself. */
export const cannotFail: UnitRule = {
  id: 'cannot-fail',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A bad version can make each analysis fail',
  why: 'it looks like a gate and stops nothing.',
  fix: 'start it at a step that exists, measure more often, forgive less, or end later.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, analysis/analysis.go assessMetricStatus',
  since: '0.2.0',
  *check(unit, around) {
    const metrics = (unit.report?.proofs ?? []).flatMap((proof) => proof.metrics);
    for (const { metric, canFail } of metrics) {
      if (isUnknown(canFail)) yield { unknown: `whether "${metric}" can fail: ${inWords(canFail.unknown)}` };
    }
    if (metrics.some(({ canFail, reason }) => canFail === false && !ELSEWHERE.includes(reason))) {
      yield* remarked(unit, around);
    }
  },
  examples: {
    good: [{ title: 'three of many measurements', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'it starts after the last step',
        manifests: all(rollout({ strategy: STRATEGY.replace('startingStep: 1', 'startingStep: 9') }), template(METRIC)),
      },
      {
        title: 'a hundred failures are forgiven in twenty minutes',
        manifests: all(
          rollout({ strategy: STRATEGY }),
          template(METRIC.replace('failureLimit: 2', 'failureLimit: 100')),
        ),
      },
    ],
  },
};

/** Reasons of which rules on a template by itself speak; what only is shown is the matter of `undetected`. */
const ELSEWHERE: readonly string[] = ['limitNotBelowCount', 'dryRun'];

/** Whose requests a metric sees is what it takes to know whether a bad version shows in them. */
function inWords(why: string): string {
  return why.replace(/^scope: /, 'whose requests it sees is not known, ');
}
