import { requestsForPrecision, standardErrorsFor } from '../plan';
import { plain, type Objective, type Sides } from '../slo';
import type { AnalysisOptions, CanaryForm } from './vendor';

/** Arguments that an AnalysisTemplate replaces: the hashes and Services of both sides. */
const ARGUMENTS: Sides = {
  canary: { hash: '{{args.canary-hash}}', service: '{{args.canary-service}}' },
  stable: { hash: '{{args.stable-hash}}', service: '{{args.stable-service}}' },
};

/** Bad looks that are borne: a wrong look alone aborts nothing, and a bad version is stopped a minute later. */
const FAILURE_LIMIT = 1;

/** Chance that an objective aborts a healthy rollout, at most: two objectives stay below 5 %. */
const FALSE_ALARM = 0.025;

/** A test of two proportions says nothing of fewer requests, and less would be no news. */
const FEWEST_REQUESTS = 50;

/** How a canary is judged by one objective: the options with their defaults, the same for every vendor. */
export interface Judgement {
  /** Minutes that one measurement looks back. */
  readonly windowMinutes: number;
  /** Requests in that window below which a measurement is no data, in whatever form: the most of `minimums`. */
  readonly minimumRequests: number;
  /**
   * The same by form. `level` needs them of the canary; `rise` and `significance` of stable as well, which has few when the
   * canary has most of the traffic.
   */
  readonly minimums: Readonly<Record<CanaryForm, number>>;
  /** Each becomes one metric. */
  readonly forms: readonly CanaryForm[];
  /** From which value of a form on the canary is bad. */
  readonly limits: Readonly<Record<CanaryForm, number>>;
  /** Bad measurements that are borne; the limits count on it. */
  readonly failureLimit: number;
  /** Names for the slot. */
  readonly sides: Sides;
}

/**
 * The options of an analysis with the defaults for this objective. Chance makes a rise of `standardErrors` in a rollout as
 * rarely as was asked for (`standardErrorsFor`); `rise` and `level` have an answer where the rise they speak of is as many
 * standard errors for a service that just spends its budget (`requestsForPrecision`). A healthier one errs less.
 */
export function judgementOf(objective: Objective, options: AnalysisOptions = {}): Judgement {
  const { windowMinutes = 5, rise = 0.01, looks = 29, failureLimit = FAILURE_LIMIT, sides = ARGUMENTS } = options;
  const { budget } = objective;
  const { level = plain(budget + rise), forms = ['rise', 'significance', 'level'], falseAlarm = FALSE_ALARM } = options;
  const { standardErrors = roundedUp(standardErrorsFor({ looks, failureLimit, falseAlarm })) } = options;
  const requests = (stablePerCanary: number, above: number) =>
    options.minimumRequests ?? requestsForPrecision({ rate: budget, rise: above, standardErrors, stablePerCanary });
  const minimums = {
    rise: requests(1, rise),
    significance: options.minimumRequests ?? FEWEST_REQUESTS,
    // no number of requests helps a service that may spend more than the level
    level: requests(Infinity, level > budget ? level - budget : rise),
  };
  const minimumRequests = Math.max(...forms.map((form) => minimums[form]));
  return {
    windowMinutes,
    minimumRequests,
    minimums,
    forms,
    limits: { rise, significance: standardErrors, level },
    failureLimit,
    sides,
  };
}

/** When a canary is looked at, in the background of a rollout. */
export interface LookSchedule {
  /** Seconds between two looks. */
  readonly intervalSeconds: number;
  /** Seconds from the first traffic to the first look. It need not fill the window: too few requests are no answer. */
  readonly initialDelaySeconds: number;
  /** Bad looks that are borne. */
  readonly failureLimit: number;
}

/** Each minute, from a minute after the first traffic. */
export const LOOKS: LookSchedule = { intervalSeconds: 60, initialDelaySeconds: 60, failureLimit: FAILURE_LIMIT };

/** To as many digits as people read. */
function roundedUp(standardErrors: number): number {
  return Math.ceil(standardErrors * 100) / 100;
}

/** Names of the arguments of an AnalysisTemplate that a text uses, in the order of the alphabet. */
export function argumentsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{args\.([^}]+)\}\}/g)].map(([, name = '']) => name))].sort();
}
