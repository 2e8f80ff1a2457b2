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
      const z = zScore(view.errorRate, canaryRequests, view.baselineErrorRate, stableRequests, judged);
      return z > threshold;
    }
  }
}

/**
 * Difference of two proportions in standard errors under a pooled rate: the z of the one-sided test of two proportions
 * (reference "monitoring" §4.5), with Yates' correction for whole numbers if wanted. 0 where there is nothing to compare.
 */
export function zScore(
  rate: number,
  requests: number,
  baseRate: number,
  baseRequests: number,
  { continuityCorrected = false }: { readonly continuityCorrected?: boolean } = {},
): number {
  if (requests <= 0 || baseRequests <= 0) return 0;
  const pooled = (rate * requests + baseRate * baseRequests) / (requests + baseRequests);
  const each = 1 / requests + 1 / baseRequests;
  const variance = pooled * (1 - pooled) * each;
  const difference = rate - baseRate - (continuityCorrected ? each / 2 : 0);
  return variance > 0 ? difference / Math.sqrt(variance) : 0;
}

/** Whether a measurement counts as no data for want of requests. What is not known is taken to be enough. */
export function hasTooFew(judged: Settled<Judged>, canary: number | undefined, stable: number | undefined): boolean {
  if (judged.quantity === 'other') return false;
  const { minimumRequests = 0 } = judged;
  const minimumStable = 'minimumStableRequests' in judged ? (judged.minimumStableRequests ?? 0) : 0;
  return (canary ?? Infinity) < minimumRequests || (stable ?? Infinity) < minimumStable;
}
