import type { BurnWindow, Severity } from './burn';
import { plain, span } from './number';

/** What the arithmetic of a leg needs of an objective. */
export interface Budgeted {
  /** Fraction of good events, such as 0.999. */
  readonly target: number;
  /** Days over which the budget holds. */
  readonly windowDays: number;
  /** The legs. */
  readonly burnWindows: readonly BurnWindow[];
}

/** A burn window with its numbers for one objective. */
export interface Leg {
  /** `1h/5m`: how alerts, tests and people name it. */
  readonly id: string;
  /** How loudly it speaks. */
  readonly severity: Severity;
  /** Minutes that decide. */
  readonly longMinutes: number;
  /** Minutes that end the alert. */
  readonly shortMinutes: number;
  /** Burn rate: 1 spends the budget in exactly the objective's window. */
  readonly factor: number;
  /** Error ratio above which it fires, in both windows. */
  readonly threshold: number;
  /** Days until the budget is gone at this speed. */
  readonly exhaustedInDays: number;
}

/** Fraction of events that may be bad. */
export function budgetOf({ target }: Pick<Budgeted, 'target'>): number {
  // a difference of numbers this close has fewer good digits than they have: 1 - 0.99999 is 0.00000999999999995449
  return plain(Number((1 - target).toFixed(12)));
}

/** The legs, highest threshold first: factor = budget × period / long window; threshold = factor × (1 - target). */
export function legsOf(objective: Budgeted): readonly Leg[] {
  const legs = objective.burnWindows.map(({ severity, longMinutes, shortMinutes, budget }): Leg => {
    const factor = plain((budget * objective.windowDays * 1440) / longMinutes);
    return {
      id: `${span(longMinutes)}/${span(shortMinutes)}`,
      severity,
      longMinutes,
      shortMinutes,
      factor,
      threshold: plain(factor * budgetOf(objective)),
      exhaustedInDays: plain(objective.windowDays / factor),
    };
  });
  return legs.sort((a, b) => b.threshold - a.threshold);
}

/**
 * Least factor of a leg. Below 1 the budget outlasts its window, so that a service could be reported though it keeps its
 * promise. Somewhat less is let through: over 28 days the slowest leg of the book has 0.933.
 */
const LEAST_FACTOR = 0.9;

/** True where a leg would report a service that keeps its objective. */
export function isTooSlow(
  { factor, longMinutes }: Pick<Leg, 'factor' | 'longMinutes'>,
  { windowDays }: Pick<Budgeted, 'windowDays'>,
): boolean {
  return factor < LEAST_FACTOR || longMinutes > windowDays * 1440;
}
