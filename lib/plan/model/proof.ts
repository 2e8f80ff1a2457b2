import type { Known } from './known';
import type { AnalysisRole } from './simulation';

/** What can be said about an analysis before it runs. */
export interface AnalysisProof {
  readonly analysis: string;
  readonly role: AnalysisRole;
  /** @default - blue-green */
  readonly stepIndex?: number;
  /** Whether a bad version can make it end the rollout: one of its metrics can. */
  readonly canFail: Known<boolean>;
  /** Why, in a sentence. */
  readonly why: string;
  readonly metrics: readonly MetricProof[];
}

/** Why a metric can or cannot fail. */
export type CanFailReason =
  | 'canFail'
  /** Shown only. */
  | 'dryRun'
  /** Whatever it measures, its conditions call it good. */
  | 'nothingIsBad'
  /** A bad value is Inconclusive: a person is asked, nothing is aborted. */
  | 'onlyPauses'
  /** failureLimit is not below count. */
  | 'limitNotBelowCount'
  /** The analysis never runs: no template, or a starting step after the end. */
  | 'neverRuns'
  /** Fewer measurements can see something bad than it takes. */
  | 'tooFewMeasurements'
  | 'unknown';

/** What can be said about a metric before it runs. */
export interface MetricProof {
  readonly metric: string;
  readonly canFail: Known<boolean>;
  readonly reason: CanFailReason;
  /** The reason in a sentence, with the numbers. */
  readonly why: string;
  /** Bad measurements it takes. */
  readonly badMeasurementsNeeded: Known<number>;
  /** Measurements in which a version that fails every request is bad, before it is too late to act; `endless`: without end. */
  readonly informativeMeasurements: Known<number> | 'endless';
  /** By step, and one entry without a step for blue-green. */
  readonly steps: readonly StepProof[];
  /** Chances, if they can be computed. */
  readonly power: Known<PowerProof>;
}

/** What a metric can see during a step. */
export interface StepProof {
  /** @default - blue-green */
  readonly stepIndex?: number;
  /** Share of the traffic in view that is the new version's. */
  readonly exposure: number;
  readonly measurements: number;
  /** Requests of the new version one measurement looks at. @default - no request rate is given, or no window */
  readonly requestsPerMeasurement?: number;
  /** From which error rate of the new version on a measurement is bad; `none`: not even if every request fails. */
  readonly detectableErrorRate: Known<number> | 'none';
}

/** Chances of a metric over the whole rollout. */
export interface PowerProof {
  /** The rise that is to be seen (0.01: one percentage point). */
  readonly rise: number;
  /** Chance that it stops a version whose error rate is that much higher. */
  readonly power: number;
  /** Chance that it stops a version that is as good as the old one. */
  readonly falseAlarm: number;
  /** Whether windows overlap, so that the chances are approximate. */
  readonly overlaps: boolean;
  /** What would give the power asked for. @default - it has that already */
  readonly needed?: PowerNeeded;
}

/** Any one of these alone would do. */
export interface PowerNeeded {
  readonly power: number;
  /** How many times the requests of now; `never`: no number of requests is enough. */
  readonly factor: number | 'never';
  /** Why no number is enough. @default - one is */
  readonly why?: string;
  /** Requests per second to the whole service. @default - never */
  readonly requestRate?: number;
  /** Requests of the new version per measurement, in the step with the largest exposure. @default - never */
  readonly requestsPerMeasurement?: number;
  /** Exposure of that step, 0 to 1. @default - never, or above 1 */
  readonly exposure?: number;
  /** Look-back window. @default - never */
  readonly windowSeconds?: number;
}
