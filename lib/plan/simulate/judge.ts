import type { Judged } from '../model/judged';
import type { Settled } from '../model/settled';

/** The traffic one measurement looked at. */
export interface View {
  /** Error rate it sees. */
  readonly errorRate: number;
  readonly baselineErrorRate: number;
  /** Requests of the new version. @default - not known */
  readonly canaryRequests?: number;
  /** Requests of the old version. @default - not known */
  readonly stableRequests?: number;
}

/** Rates closer than this are the same: 1 - 0.95 is not 0.05 in floating point. */
const SAME = 1e-9;

/**
 * Whether a measurement is bad, without noise: the rate it sees is the true one. Where the threshold is not known, or
 * the quantity says nothing about errors, it is bad only when everything in view fails.
 */
export function isBad(judged: Settled<Judged>, view: View): boolean {
  const whollyBad = view.errorRate >= 1 - SAME;
  if (judged.quantity === 'other' || Number.isNaN(judged.threshold)) return whollyBad;
  const { threshold } = judged;
  switch (judged.quantity) {
    case 'errorRate':
      return view.errorRate > threshold + SAME;
    case 'successRate':
      return 1 - view.errorRate < threshold - SAME;
    case 'errorRateRise':
      return view.errorRate - view.baselineErrorRate > threshold + SAME;
    case 'errorRateSignificance': {
      const { canaryRequests, stableRequests } = view;
      if (canaryRequests === undefined || stableRequests === undefined) return whollyBad;
      return zScore(view.errorRate, canaryRequests, view.baselineErrorRate, stableRequests) > threshold;
    }
  }
}

/**
 * Difference of two proportions in standard errors under a pooled rate: the z of the one-sided test of two proportions
 * (reference "monitoring" §4.5). 0 where there is nothing to compare.
 */
export function zScore(rate: number, requests: number, baseRate: number, baseRequests: number): number {
  if (requests <= 0 || baseRequests <= 0) return 0;
  const pooled = (rate * requests + baseRate * baseRequests) / (requests + baseRequests);
  const variance = pooled * (1 - pooled) * (1 / requests + 1 / baseRequests);
  return variance > 0 ? (rate - baseRate) / Math.sqrt(variance) : 0;
}
