import { normalQuantile } from './normal';

/** What a comparison of two error rates shall see. */
export interface Sensitivity {
  /** Error rate of the old version, 0 to 1. */
  readonly baseline: number;
  /** By how much the new version's is higher (0.01: one percentage point). */
  readonly rise: number;
  /** Requests to the old version per request to the new one; Infinity if its rate is known exactly. */
  readonly stablePerCanary: number;
  /** Chance of seeing a rise where there is none. @default 0.05 */
  readonly falseAlarm?: number;
  /** Chance of seeing the rise. @default 0.8 */
  readonly power?: number;
}

/**
 * Requests to the new version that one test of two proportions needs, one-sided with a pooled rate:
 * n = [z(1-α) √((1+1/k) p̄(1-p̄)) + z(power) √(p₁(1-p₁) + p₀(1-p₀)/k)]² / d², p̄ = (p₁ + k p₀)/(1+k).
 *
 * Source: Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", §4.2 (reference "monitoring" §4.5). A normal
 * approximation: with fewer than five expected errors the true chances are off by a factor of two or three.
 */
export function requestsForPower({
  baseline,
  rise,
  stablePerCanary,
  falseAlarm = 0.05,
  power = 0.8,
}: Sensitivity): number {
  const p0 = baseline;
  const p1 = Math.min(1, baseline + rise);
  const perStable = 1 / stablePerCanary;
  const pooled = stablePerCanary === Infinity ? p0 : (p1 + stablePerCanary * p0) / (1 + stablePerCanary);
  const underNone = normalQuantile(1 - falseAlarm) * Math.sqrt((1 + perStable) * pooled * (1 - pooled));
  const underRise = normalQuantile(power) * Math.sqrt(p1 * (1 - p1) + p0 * (1 - p0) * perStable);
  return Math.ceil(((underNone + underRise) / (p1 - p0)) ** 2);
}

/** How finely a difference of two error rates shall be known. */
export interface Precision {
  /** Error rate of both, 0 to 1. */
  readonly rate: number;
  /** The difference that is held for a rise (0.01: one percentage point). */
  readonly rise: number;
  /** So many standard errors shall the rise be. */
  readonly standardErrors: number;
  /** Requests to the old version per request to the new one; Infinity if its rate is known exactly. */
  readonly stablePerCanary: number;
}

/**
 * Requests to the new version from which on a rise is that many standard errors, so that chance hardly makes one:
 * n = (1+1/k) p(1-p) (z/d)², and with the correction for whole numbers n/4 [1 + √(1 + 2(1+1/k)/(n d))]², without which few
 * expected errors would mean many false alarms.
 *
 * Source: Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", §4.2.
 */
export function requestsForPrecision({ rate, rise, standardErrors, stablePerCanary }: Precision): number {
  const sides = 1 + 1 / stablePerCanary;
  const normal = sides * rate * (1 - rate) * (standardErrors / rise) ** 2;
  // n/4 [1 + √(1 + c/n)]², written so that it holds for a rate of 0
  const requests = (Math.sqrt(normal) + Math.sqrt(normal + (2 * sides) / rise)) ** 2 / 4;
  // a whole number may come out a little above itself
  return Math.ceil(requests - 1e-9);
}
