import type { Verdict } from './analysis';
import type { Scenario } from './scenario';
import type { Settlement } from './settled';

/** A number of seconds, or never. */
export type Seconds = number | 'never';

/** How a rollout ends. `paused` waits for a person, `stuck` for nothing that will come by itself. */
export type Outcome = 'promoted' | 'aborted' | 'paused' | 'stuck';

/** Why it ends so. */
export type Reason =
  | 'completed'
  /** An analysis Failed or erred. */
  | 'analysis'
  /** No progress within the deadline, and the deadline aborts. */
  | 'deadline'
  /** A pause without a duration, or a blue-green that does not promote by itself. */
  | 'indefinitePause'
  | 'inconclusive'
  /** An analysis that never comes to an end: no template, or a metric without a count. */
  | 'endlessAnalysis'
  /** An experiment with neither duration nor required analysis, or with one that never ends. */
  | 'endlessExperiment'
  /** The pods experiments need never came. */
  | 'experimentFailed'
  /** Pods that are needed never become available. */
  | 'missingPods'
  /** Counts or weights never come to rest. */
  | 'neverSettles'
  /** A blue-green that goes back within its rollback window, and has an analysis or a pause before the switch. */
  | 'rollbackWindow'
  /** `spec.paused`. */
  | 'frozen';

/** What one scenario of one plan comes to. Times are seconds from when the new version was applied. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** Step at which it ended: an index, the number of steps for the final jump to 100 %. @default - no steps */
  readonly stepIndex?: number;
  /** Until promotion or until the abort was decided. `never`: see `stepIndex` for what blocks. */
  readonly durationSeconds: Seconds;
  /** Share of the service's requests the new version serves, 0 to 1, by time: each point holds until the next. */
  readonly curve: readonly ExposurePoint[];
  /** Exposure by time, in minutes at full traffic, from the first to the last point of the curve. */
  readonly weightMinutes: number;
  /** Of these, those in which the version was bad. @default - it is not bad in this scenario */
  readonly badWeightMinutes?: number;
  /** Exposure that stays after the last point. */
  readonly finalExposure: number;
  /** Requests the new version served until the last point. @default - no request rate is given */
  readonly requestsServed?: number;
  /** Of these, those served while it was bad. @default - no request rate is given, or it is not bad */
  readonly badRequestsServed?: number;
  readonly steps: readonly StepSpan[];
  readonly analyses: readonly AnalysisSpan[];
  /**
   * What stopped it; with outcome `promoted`, an Inconclusive verdict of the background analysis that did not.
   * @default - nothing was detected
   */
  readonly detection?: Detection;
  /** The way back. @default - it did not abort, and nobody reverted */
  readonly rollback?: Rollback;
  /** Only for `worstMoment`. */
  readonly worstMoment?: WorstMoment;
  /** When it was marked degraded for lack of progress, whether or not that aborts. @default - not */
  readonly degradedAtSeconds?: number;
  /** Values of the plan that are not known, and what was taken instead: the figures hold only if it is right. */
  readonly settlements: readonly Settlement[];
  /** What the exposure leaves out because nothing can know it, e.g. requests that match a header route. */
  readonly notCounted: readonly string[];
}

/** Exposure from a moment on. */
export interface ExposurePoint {
  readonly atSeconds: number;
  readonly exposure: number;
}

/** When a step began and ended. */
export interface StepSpan {
  readonly stepIndex: number;
  readonly startSeconds: number;
  /** @default - it did not end */
  readonly endSeconds?: number;
  /** Exposure when it ended, or when the simulation did. */
  readonly exposure: number;
}

/** Where an analysis has its place. */
export type AnalysisRole = 'background' | 'step' | 'prePromotion' | 'postPromotion' | 'experiment';

/** One run of an analysis. */
export interface AnalysisSpan {
  readonly analysis: string;
  readonly role: AnalysisRole;
  /** Step with which it began. @default - blue-green */
  readonly stepIndex?: number;
  /** First look of its controller: the moment initial delays count from. */
  readonly startSeconds: number;
  /** @default - it was stopped, or never ended */
  readonly endSeconds?: number;
  /** @default - it was stopped, or never ended */
  readonly verdict?: Verdict;
  readonly measurements: readonly MeasurementSpan[];
}

/** Measurements of one metric in a row that saw the same. */
export interface MeasurementSpan {
  readonly metric: string;
  readonly verdict: Verdict;
  /** Start of the first. */
  readonly atSeconds: number;
  /** From the start of one to the start of the next; 0 with one measurement. */
  readonly everySeconds: number;
  readonly times: number;
  /** It goes on like this for ever; `times` counts one. @default false */
  readonly endless?: boolean;
  /** Mean share of the new version in the traffic a measurement looked at. */
  readonly exposure: number;
}

/** What stopped the rollout. */
export interface Detection {
  readonly by: 'analysis' | 'deadline';
  /** @default - the deadline */
  readonly analysis?: string;
  /** @default - the deadline, or the analysis as a whole erred */
  readonly metric?: string;
  /** @default - the deadline */
  readonly verdict?: Verdict;
  /** Which measurement of the metric decided, from 1. */
  readonly measurement?: number;
  readonly atSeconds: number;
  /** Since the version was bad: from its first exposure, or from the fault. */
  readonly secondsToDetect: number;
}

/** Both numbers count from the verdict, or from the revert. */
export interface Rollback {
  /** Until the bad version serves nothing any more. */
  readonly secondsToZeroExposure: Seconds;
  /** Until all pods wanted of the good version are available; 0 where they always were. */
  readonly secondsToFullCapacity: Seconds;
}

/** When a fault does most harm. */
export interface WorstMoment {
  /** Start of the worst fault that is still caught. @default - none is caught */
  readonly faultAtSeconds?: number;
  /** A fault that begins from here to promotion is not caught. @default - all are */
  readonly unguardedFromSeconds?: number;
}
