import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

const remarked = fromRemark('undetected');

/** Where a metric cannot fail, that is the reason, and `cannot-fail` or `failure-limit` says it. */
export const undetected: UnitRule = {
  id: 'undetected',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A version that fails every request is not promoted',
  why: 'the analyses are there and protect nobody.',
  fix: 'scope them to the canary, let them fail, and start them with the first traffic.',
  level: 'error',
  source: 'stepgate: the simulation of a version that is bad from its first request',
  since: '0.2.0',
  check: (unit, around) => {
    const metrics = (unit.report?.proofs ?? []).flatMap((proof) => proof.metrics);
    const said = metrics.some(({ canFail, reason }) => canFail === false && reason !== 'dryRun');
    return said ? [] : remarked(unit, around);
  },
  examples: {
    good: [{ title: 'its analysis ends it', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'its only metric is shown and decides nothing',
        manifests: all(
          rollout({
            strategy: STRATEGY.replace('analysis:', 'analysis:\n      dryRun: [{ metricName: success-rate }]'),
          }),
          template(METRIC),
        ),
      },
    ],
  },
};
