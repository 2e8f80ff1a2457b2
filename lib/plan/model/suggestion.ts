import type { Assumptions } from './assumptions';
import type { Plan } from './plan';

/** What a team wants of a rollout. */
export interface SuggestionRequest {
  readonly objective: SuggestedObjective;
  /** Requests per second to the whole service. */
  readonly requestRate: number;
  readonly budget: Budget;
  /** @default 10 */
  readonly replicas?: number;
  /** Largest weight of the first step, 1 to 100. @default 20 */
  readonly firstWeightAtMost?: number;
  /** Largest rise of the weight from one step to the next. @default 50 */
  readonly weightRiseAtMost?: number;
  /** @default DEFAULT_ASSUMPTIONS, with the error rate the objective allows as the baseline */
  readonly assumptions?: Partial<Assumptions>;
}

/** What healthy means. */
export interface SuggestedObjective {
  /** Share of requests that must be good, e.g. 0.999. */
  readonly target: number;
  /** Rise of the error rate that must be seen. @default 0.01 */
  readonly rise?: number;
  /** Chance with which it must be seen. @default 0.8 */
  readonly power?: number;
  /** Chance with which a good version may be stopped. @default 0.05 */
  readonly falseAlarm?: number;
}

/** What it may cost. What is left out is not limited. */
export interface Budget {
  /** From the first request of a version with that rise to the verdict. */
  readonly detectionSeconds?: number;
  /** Exposure of that version until it is gone. */
  readonly weightMinutes?: number;
  /** From start to promotion of a good version. */
  readonly totalSeconds?: number;
}

/** The wishes a budget can name. */
export type Wish = keyof Budget;

/** What a plan takes, per wish. */
export type Cost = Readonly<Record<Wish, number>>;

/** The shortest plan that meets everything, or why there is none. */
export type Suggestion = SuggestedPlan | Contradiction;

/** A plan that meets the budget, as simulated and proved. */
export interface SuggestedPlan {
  readonly kind: 'plan';
  readonly plan: Plan;
  readonly cost: Cost;
  readonly power: number;
  readonly falseAlarm: number;
}

/** Wishes that no plan meets together, or one that no plan meets that sees what must be seen. */
export interface Contradiction {
  readonly kind: 'contradiction';
  /** `sensitivity`: the power, false alarms and rise of the objective at this request rate. */
  readonly between: readonly [Wish | 'sensitivity', Wish] | readonly [Wish, Wish, Wish];
  /** What the last wish allows, and the least it takes while the others are met. */
  readonly budget: number;
  readonly least: number;
  /** `least - budget`, in the unit of the last wish. */
  readonly missedBy: number;
  readonly why: string;
  /** The plan that comes closest. */
  readonly closest: Plan;
}
