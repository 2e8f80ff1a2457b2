import { unknown, type Known } from '../model/known';
import type { Metric } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { Settled } from '../model/settled';
import { zScore } from '../simulate/judge';

/**
 * From which error rate of the new version on a measurement is bad. A query over the whole service sees w·b + (1-w)·p₀,
 * so with success threshold s it takes b > (1-s-(1-w)·p₀)/w: with 95 % at 5 % of the traffic, nearly every request must
 * fail (reference §2.3).
 */
export function detectableErrorRate(
  metric: Settled<Metric>,
  exposure: number,
  given: Assumptions,
): Known<number> | 'none' {
  const { judged } = metric;
  if (judged.quantity === 'other') return unknown('what it measures says nothing about error rates');
  if (Number.isNaN(judged.threshold)) return unknown('the threshold');
  if (exposure <= 0 && metric.needsTraffic) return 'none';
  const base = given.baselineErrorRate;
  const share = metric.scope === 'canary' || !metric.needsTraffic ? 1 : exposure;
  const ofView = (rate: number) => (rate - (1 - share) * base) / share;
  switch (judged.quantity) {
    case 'errorRate':
      return possible(ofView(judged.threshold));
    case 'successRate':
      return possible(ofView(1 - judged.threshold));
    case 'errorRateRise':
      return possible(base + judged.threshold / share);
    case 'errorRateSignificance': {
      const { requestRate } = given;
      if (requestRate === undefined || metric.lookBackSeconds === 0) return unknown('the requests in view');
      const requests = requestRate * metric.lookBackSeconds;
      const significant = (rate: number) =>
        zScore(ofCanary(rate, share, base), requests * exposure, base, requests * (1 - exposure), judged) >
        judged.threshold;
      return smallest(significant, base);
    }
  }
}

/** What a query sees when the new version fails at `rate`. */
function ofCanary(rate: number, share: number, base: number): number {
  return share * rate + (1 - share) * base;
}

function possible(rate: number): number | 'none' {
  return rate >= 1 ? 'none' : Math.max(0, rate);
}

/** The smallest rate above `from` that passes, by halving. */
function smallest(passes: (rate: number) => boolean, from: number): number | 'none' {
  if (!passes(1)) return 'none';
  let low = from;
  let high = 1;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}
