import { unknown, type Known } from '../model/known';
import type { Metric } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { PowerNeeded, PowerProof } from '../model/proof';
import type { Settled } from '../model/settled';
import { isBad } from '../simulate/judge';
import { chanceOfBad } from './bad-chance';
import { runChances, type Stretch } from './run-chance';

/** A chance that does not come back: less than one rollout in a million. */
const HARDLY_EVER = 1e-6;

/** Measurements that look at the same share of the traffic. */
export interface Look {
  readonly exposure: number;
  readonly measurements: number;
}

/** What is to be seen, and how surely. */
export interface PowerGoal {
  /** @default 0.01, one percentage point */
  readonly rise?: number;
  /** @default 0.8 */
  readonly power?: number;
}

/** Sizes tried when more requests are looked for: from a thousandth to a million times those of now. */
const SMALLEST_FACTOR = 2 ** -10;
const LARGEST_FACTOR = 2 ** 20;

/**
 * Chance that a metric stops a version with a higher error rate, and one with the same: per measurement exact binomial
 * sums, over the run the chances of more bad ones than the limit allows. Requests are taken to fail independently, and
 * measurements to look at different requests; where windows overlap that is approximate, and said so.
 */
export function powerOf(
  metric: Settled<Metric>,
  looks: readonly Look[],
  given: Assumptions,
  goal: PowerGoal = {},
): Known<PowerProof> {
  const { rise = 0.01, power: wanted = 0.8 } = goal;
  const { bad } = metric.verdicts;
  if (given.requestRate === undefined) return unknown('the request rate');
  if (!metric.needsTraffic) return unknown('it does not judge the traffic');
  if (metric.lookBackSeconds <= 0) return unknown('how far back a measurement looks');
  if (bad === 'Error') return unknown('a bad value is an error');
  if (metric.dryRun || bad === 'Successful' || looks.length === 0) {
    return { rise, power: 0, falseAlarm: 0, overlaps: false, needed: never(wanted, 'it cannot fail') };
  }
  const chance = (higherBy: number, factor: number) => stopChance(metric, looks, given, higherBy, factor);
  const power = chance(rise, 1);
  const falseAlarm = chance(0, 1);
  if (power === undefined || falseAlarm === undefined) return unknown('what it compares with what');
  const needed =
    power >= wanted ? undefined : search((factor) => chance(rise, factor) ?? 0, metric, looks, given, rise, wanted);
  return { rise, power, falseAlarm, overlaps: overlapOf(metric, given) > 1, needed };
}

/** Chance that the whole run ends badly, if the new version's error rate is `higherBy` above the old one's. */
function stopChance(
  metric: Settled<Metric>,
  looks: readonly Look[],
  given: Assumptions,
  higherBy: number,
  factor: number,
) {
  const base = given.baselineErrorRate;
  const requests = (given.requestRate ?? 0) * metric.lookBackSeconds * factor;
  const stretches: Stretch[] = [];
  const known = new Map<number, number>();
  for (const { exposure, measurements } of looks) {
    const chance =
      known.get(exposure) ??
      chanceOfBad(metric.judged, {
        canaryRequests: requests * exposure,
        stableRequests: requests * (1 - exposure),
        canaryErrorRate: Math.min(1, base + higherBy),
        stableErrorRate: base,
        scope: metric.scope,
      });
    if (chance === undefined) return undefined;
    known.set(exposure, chance);
    stretches.push({ measurements, chanceOfBad: chance });
  }
  const limit = metric.verdicts.bad === 'Inconclusive' ? metric.inconclusiveLimit : metric.failureLimit;
  const measured = looks.reduce((sum, { measurements }) => sum + measurements, 0);
  const unlimited = limit < 0 || limit >= measured;
  const { bad, undecided } = runChances(stretches, {
    badLimit: unlimited ? Infinity : limit,
    successLimit: metric.consecutiveSuccessLimit,
    overlap: overlapOf(metric, given),
  });
  // with successes in a row asked for, a run that did not get them does not succeed
  return metric.consecutiveSuccessLimit > 0 && metric.count !== 'unbounded' ? bad + undecided : bad;
}

function overlapOf(metric: Settled<Metric>, given: Assumptions): number {
  const period = (metric.intervalSeconds ?? Infinity) + given.queryLatencySeconds;
  return Math.max(1, Math.ceil(metric.lookBackSeconds / period));
}

/** The smallest factor that gives the power, by doubling and halving. Chances of whole numbers are not quite monotone. */
function search(
  power: (factor: number) => number,
  metric: Settled<Metric>,
  looks: readonly Look[],
  given: Assumptions,
  rise: number,
  wanted: number,
): PowerNeeded {
  const canBeSeen = looks.some(({ exposure }) => isBadInTheLongRun(metric, exposure, given, rise));
  let high = SMALLEST_FACTOR;
  for (let chance = power(high); chance < wanted; chance = power(high)) {
    high *= 2;
    // where even all requests of the world would not show it, more of them only make luck less likely
    if (high > LARGEST_FACTOR || (!canBeSeen && high > 1 && chance < HARDLY_EVER)) break;
  }
  if (power(high) < wanted) {
    return never(
      wanted,
      'however many requests there are, too few measurements are bad: the threshold is not below the rise',
    );
  }
  let low = high / 2;
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    if (power(middle) >= wanted) high = middle;
    else low = middle;
  }
  const exposure = Math.max(...looks.map((look) => look.exposure));
  const requestRate = (given.requestRate ?? 0) * high;
  return {
    power: wanted,
    factor: high,
    requestRate,
    requestsPerMeasurement: Math.ceil(requestRate * metric.lookBackSeconds * exposure),
    exposure: exposure * high <= 1 ? exposure * high : undefined,
    windowSeconds: Math.ceil(metric.lookBackSeconds * high),
  };
}

/** Whether the quantity itself is past the threshold, which enough requests would show. */
function isBadInTheLongRun(metric: Settled<Metric>, exposure: number, given: Assumptions, rise: number): boolean {
  const { baselineErrorRate } = given;
  const share = metric.scope === 'canary' ? 1 : exposure;
  return isBad(metric.judged, {
    errorRate: Math.min(1, baselineErrorRate + rise * share),
    baselineErrorRate,
    canaryRequests: Number.MAX_SAFE_INTEGER,
    stableRequests: Number.MAX_SAFE_INTEGER,
  });
}

function never(power: number, why: string): PowerNeeded {
  return { power, factor: 'never', why };
}
