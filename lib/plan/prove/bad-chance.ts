import type { ErrorRateSignificanceJudged, Judged } from '../model/judged';
import type { Settled } from '../model/settled';
import { hasTooFew, zScore } from '../simulate/judge';
import { atLeast, binomial, type Distribution } from './binomial';

/** The requests one measurement looks at, and how many of them fail by rights. */
export interface Window {
  readonly canaryRequests: number;
  readonly stableRequests: number;
  readonly canaryErrorRate: number;
  readonly stableErrorRate: number;
  readonly scope: 'canary' | 'service';
}

/** Rates closer than this are the same. */
const SAME = 1e-9;

/**
 * Chance that one measurement is bad, when requests fail independently of one another: exact sums over the binomial
 * distributions of failed requests of either version. Undefined where nothing is known of the quantity.
 */
export function chanceOfBad(judged: Settled<Judged>, window: Window): number | undefined {
  if (judged.quantity === 'other' || Number.isNaN(judged.threshold)) return undefined;
  const n = Math.round(window.canaryRequests);
  const others = Math.round(window.stableRequests);
  if (n < 1 || hasTooFew(judged, n, others)) return 0;
  const canary = binomial(n, window.canaryErrorRate);
  const { threshold } = judged;
  switch (judged.quantity) {
    case 'errorRate':
    case 'successRate': {
      const most = judged.quantity === 'errorRate' ? threshold : 1 - threshold;
      if (window.scope === 'canary') return atLeast(canary)(above(most * n));
      return sumAtLeast(canary, binomial(others, window.stableErrorRate), above(most * (n + others)));
    }
    case 'errorRateRise':
      return riseChance(canary, n, binomial(others, window.stableErrorRate), others, threshold);
    case 'errorRateSignificance':
      return significanceChance(canary, n, binomial(others, window.stableErrorRate), others, judged);
  }
}

/** The smallest whole number above. */
function above(limit: number): number {
  return Math.floor(limit + SAME) + 1;
}

function sumAtLeast(one: Distribution, other: Distribution, sum: number): number {
  const tail = atLeast(other);
  return one.chances.reduce((total, chance, index) => total + chance * tail(sum - one.from - index), 0);
}

/** Chance that x/n exceeds y/m by more than `threshold`: for each x, that y is too small. */
function riseChance(canary: Distribution, n: number, stable: Distribution, m: number, threshold: number): number {
  const tail = atLeast(stable);
  return canary.chances.reduce((total, chance, index) => {
    const most = m * ((canary.from + index) / n - threshold) - SAME;
    return total + chance * (1 - tail(Math.ceil(most)));
  }, 0);
}

/** z grows with the failures of one version and falls with those of the other: the border is walked along once. */
function significanceChance(
  canary: Distribution,
  n: number,
  stable: Distribution,
  m: number,
  judged: Settled<ErrorRateSignificanceJudged>,
): number {
  const z = (rate: number, errors: number) => zScore(rate, n, errors / Math.max(1, m), m, judged);
  let total = 0;
  let border = 0;
  let below = 0;
  canary.chances.forEach((chance, index) => {
    const rate = (canary.from + index) / n;
    while (border < stable.chances.length && z(rate, stable.from + border) > judged.threshold) {
      below += stable.chances[border] ?? 0;
      border++;
    }
    total += chance * below;
  });
  return total;
}
