import { normalQuantile } from './normal';

/** Tests of one thing that are made again and again. */
export interface Peeking {
  /** How often it is looked at. */
  readonly looks: number;
  /** Looks that may come out bad; one more is an alarm. */
  readonly failureLimit: number;
  /** Chance of an alarm where there is nothing, over all looks. */
  readonly falseAlarm: number;
}

/**
 * Standard errors from which on one look is bad, so that there is a false alarm over all of them with the given chance at
 * most: of `n` looks that are each bad with chance α, more than `k` are with chance n·α/(k+1) at most, however much they
 * depend on one another, as windows that overlap do.
 *
 * Source: B. Rüger, "Das maximale Signifikanzniveau des Tests: Lehne H₀ ab, wenn k unter n gegebenen Tests zur Ablehnung
 * führen", Metrika 25, 1978. With k = 0 it is Bonferroni's.
 */
export function standardErrorsFor({ looks, failureLimit, falseAlarm }: Peeking): number {
  return normalQuantile(1 - Math.min(0.5, (falseAlarm * (failureLimit + 1)) / looks));
}
