import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { fromRemark } from '../from-remark';

const remarked = fromRemark('chances');

/** What a proof lacks where nobody says the request rate. */
const RATE = 'the request rate';

const ANALYSED = all(rollout({ strategy: STRATEGY }), template(METRIC));

/** At the request rate that was given. Whether a rise shows at all, without chance, is the matter of `detects-rise`. */
export const chances: UnitRule = {
  id: 'chances',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'There are enough requests to tell a worse version from a good one',
  why: 'chance decides: good versions are stopped, and worse ones are promoted.',
  fix: 'look back further, measure at a larger weight, or ask for a least number of requests in the query.',
  level: 'warning',
  source: 'stepgate: binomial chances of a rise of one percentage point; 80 % power and 5 % false alarms, as is usual',
  since: '0.2.0',
  *check(unit, around) {
    const metrics = (unit.report?.proofs ?? []).flatMap((proof) => proof.metrics);
    const open = metrics.find(({ canFail, power }) => canFail === true && isUnknown(power) && power.unknown === RATE);
    if (open) yield { unknown: `whether there are enough requests for "${open.metric}": ${RATE} (--request-rate)` };
    yield* remarked(unit, around);
  },
  examples: {
    good: [{ title: 'two requests per second are enough', manifests: ANALYSED, requestRate: 2 }],
    bad: [
      {
        title: 'a threshold so near that chance alone goes past it',
        manifests: all(
          rollout({ strategy: STRATEGY }),
          template(METRIC.replaceAll('0.99', '0.999').replace('failureLimit: 2', 'failureLimit: 0')),
        ),
        requestRate: 50,
      },
      { title: 'one request in five seconds is not', manifests: ANALYSED, requestRate: 0.2 },
    ],
  },
};
