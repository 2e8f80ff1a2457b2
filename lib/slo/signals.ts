import type { EventIndicator } from './indicator';

/** The indicators that one convention of naming metrics offers for a service. */
export interface Signals {
  /** Which convention, such as `istio`. */
  readonly id: string;
  /** Requests, and those that failed. */
  readonly availability: EventIndicator;
  /**
   * Requests, and those that took at most so many seconds.
   * @throws ObjectiveError if the convention counts no durations, or no bucket ends there
   */
  latency(thresholdSeconds: number): EventIndicator;
}

/** One line of the registry of conventions. */
export interface SignalsKind {
  /** Such as `istio`. */
  readonly id: string;
  /** As its makers write it. */
  readonly title: string;
  /** Bounds of the duration buckets in seconds; empty if it counts none. */
  readonly bucketSeconds: readonly number[];
  /** What it needs to tell canary from stable, for people. */
  readonly needs: string;
  /** Complete uses, for tests and docs. */
  readonly examples: () => readonly Signals[];
}
