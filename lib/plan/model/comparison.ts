import type { Known } from './known';
import type { Identity } from './plan';
import type { AnalysisRole } from './simulation';
import type { Remark } from './remark';
import type { Scenario } from './scenario';

/** What a change in the manifests does to the numbers. */
export interface PlanComparison {
  /** Those there were, in their order, then those that are new. */
  readonly rollouts: readonly RolloutComparison[];
}

/** One rollout before and after; the same kind, namespace and name, and the nth of several that share all three. */
export interface RolloutComparison {
  readonly identity: Identity;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  /** What the figures and remarks come to; `mixed`: some are better, some worse. @default - it was there only once, or nothing changed */
  readonly judgement?: Judgement | 'mixed';
  /** The most important of it in a line. */
  readonly verdict: string;
  /** What of the plan itself changed, and what was assumed. */
  readonly plan: readonly PlanChange[];
  /** Figures that changed, and no others. */
  readonly figures: readonly FigureChange[];
  readonly newRemarks: readonly Remark[];
  readonly goneRemarks: readonly Remark[];
}

/** Whether a change is for the better: only where nobody can want the opposite. */
export type Judgement = 'better' | 'worse' | 'different';

/** Something that is written in the plan, in words. */
export interface PlanChange {
  /** E.g. `replicas` or `step 3: pause`. */
  readonly what: string;
  /** @default - it is new */
  readonly before?: string;
  /** @default - it is gone */
  readonly after?: string;
}

/** The figures that are compared, in the order of their importance. */
export const FIGURES = [
  /** How it ends. */
  'outcome',
  /** Whether there is such an analysis. */
  'guard',
  /** Whether a bad version can make the analysis end the rollout. */
  'canFail',
  /** Exposure of a bad version, in minutes at full traffic; `endless` where it stays. */
  'badWeightMinutes',
  /** Requests a bad version serves; `endless` where it stays. */
  'badRequests',
  /** Share of the traffic that a bad version keeps. */
  'finalExposure',
  'secondsToDetect',
  'secondsToZeroExposure',
  'secondsToFullCapacity',
  /** From when a fault is no longer caught to promotion. */
  'secondsUnguarded',
  /** Until a rollout without progress is marked degraded. */
  'secondsToDegraded',
  'durationSeconds',
  'power',
  'falseAlarm',
  /** Error rate from which a metric sees the new version, in the step in which it sees most and in the one in which it sees least. */
  'detectableAtBest',
  'detectableAtWorst',
  /** Exposure of a good version. */
  'weightMinutes',
  /** Which measurement of which metric, or the deadline. */
  'decidedBy',
] as const;

/** One of `FIGURES`. */
export type FigureName = (typeof FIGURES)[number];

/** A number; `never`, `endless` or `none`, which are more than any number; yes or no; or words. */
export type FigureValue = Known<number | string | boolean>;

/** A figure before and after. */
export interface FigureChange {
  readonly figure: FigureName;
  readonly subject: FigureSubject;
  /** @default - it is new */
  readonly before?: FigureValue;
  /** @default - it is gone */
  readonly after?: FigureValue;
  /** `after - before`. @default - one of them is not a number */
  readonly difference?: number;
  readonly judgement: Judgement;
  /** The same for people. */
  readonly spoken: SpokenChange;
}

/** What a figure is a figure of. */
export type FigureSubject = ScenarioSubject | AnalysisSubject;

/** A scenario. */
export interface ScenarioSubject {
  readonly kind: 'scenario';
  readonly scenario: Scenario;
  /** Somebody resumes at once whatever waits for a person: see `PlanReport.resumed`. */
  readonly resumed: boolean;
}

/** An analysis, or one of its metrics. */
export interface AnalysisSubject {
  readonly kind: 'analysis';
  readonly analysis: string;
  readonly role: AnalysisRole;
  /** As it is after the change. @default - blue-green */
  readonly stepIndex?: number;
  /** @default - all of them */
  readonly metric?: string;
}

/** A change of a figure in words and with units. */
export interface SpokenChange {
  /** E.g. `bad from the start`. */
  readonly subject: string;
  /** E.g. `time to detect`. */
  readonly figure: string;
  readonly before: string;
  readonly after: string;
  /** With its sign. @default - there is none */
  readonly difference?: string;
}
