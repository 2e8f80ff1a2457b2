import { isUnknown, unknown, type Known } from '../model/known';
import type { Metric } from '../model/analysis';
import type { MetricProof } from '../model/proof';

/** How many measurements can see a bad version in time. */
export type Informative = Known<number> | 'endless';

/** The part of a proof that says whether a metric can fail. */
export type CanFail = Pick<MetricProof, 'canFail' | 'reason' | 'why' | 'badMeasurementsNeeded'>;

/**
 * Whether bad values can make a metric end the rollout (reference §2.3, §7.3):
 * (count = ∞ or failureLimit < count) and a condition that can be bad and failureLimit + 1 ≤ informative measurements.
 *
 * `informative` counts those in time; for a query over the whole service it depends on exposure and window, so that a
 * limit below the count can still be out of reach.
 */
export function canFail(metric: Metric, informative: Informative): CanFail {
  const needed = badMeasurementsNeeded(metric);
  const say = (can: Known<boolean>, reason: MetricProof['reason'], why: string): CanFail => ({
    canFail: can,
    reason,
    why: `${metric.name}: ${why}`,
    badMeasurementsNeeded: needed,
  });
  const { bad } = metric.verdicts;
  if (metric.dryRun === true) return say(false, 'dryRun', 'it is a dry run: measured and shown, and nothing more');
  if (bad === 'Successful') return say(false, 'nothingIsBad', 'its conditions call every value good');
  if (bad === 'Inconclusive')
    return say(false, 'onlyPauses', 'a bad value is Inconclusive: it asks a person and aborts nothing');

  const count = effectiveCount(metric);
  if (typeof needed === 'number' && typeof count === 'number' && count < needed) {
    const why =
      bad !== 'Error'
        ? `failureLimit ${needed - 1} is not below count ${count}: ${needed} failed measurements never come together`
        : `${needed} errors in a row end it, but a failed count comes first`;
    return say(false, 'limitNotBelowCount', why);
  }
  if (needed === Infinity) return say(false, 'limitNotBelowCount', 'failureLimit -1 never fails it');
  // after what holds whatever else is not known
  const missing = [metric.dryRun, bad, needed, metric.count, informative].find(isUnknown);
  if (missing) return say(unknown(missing.unknown), 'unknown', `not known: ${missing.unknown}`);
  if (typeof informative === 'number' && typeof needed === 'number' && informative < needed) {
    const why = `it takes ${needed} bad measurements, and only ${informative} can see a bad version before the rollout is over`;
    return say(false, 'tooFewMeasurements', why);
  }
  return say(true, 'canFail', `the ${ordinal(needed)} bad measurement ends it`);
}

/** Bad measurements until it is over. Without a limit on failures the count decides, if successes in a row are asked for. */
function badMeasurementsNeeded(metric: Metric): Known<number> {
  if (metric.verdicts.bad === 'Error') {
    const limit = metric.consecutiveErrorLimit;
    return isUnknown(limit) ? limit : limit + 1;
  }
  const limit = metric.verdicts.bad === 'Inconclusive' ? metric.inconclusiveLimit : metric.failureLimit;
  if (isUnknown(limit)) return limit;
  if (limit >= 0) return limit + 1;
  const count = effectiveCount(metric);
  if (isUnknown(count) || isUnknown(metric.consecutiveSuccessLimit)) return unknown('failureLimit -1 with what count');
  return metric.consecutiveSuccessLimit > 0 ? count : Infinity;
}

/** Count as the controller takes it: 0 is none, and none without an interval is one. */
function effectiveCount(metric: Metric): Known<number> {
  const { count } = metric;
  if (isUnknown(count)) return count;
  if (count !== 'unbounded' && count > 0) return count;
  return metric.intervalSeconds === undefined ? 1 : Infinity;
}

function ordinal(number: Known<number>): string {
  if (isUnknown(number)) return 'last';
  const lastTwo = number % 100;
  const ending = lastTwo > 10 && lastTwo < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
