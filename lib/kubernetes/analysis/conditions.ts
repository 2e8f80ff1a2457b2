import type { Threshold } from './threshold';

/**
 * What a measurement without data means (an empty result, or NaN or null in it):
 * - `fail`: it counts as a failure; more than `failureLimit` of them abort the rollout;
 * - `pass`: it counts as a success: the author takes silence for health;
 * - `pause`: it is Inconclusive; more than `inconclusiveLimit` of them pause the rollout for a person. In a background
 *   analysis Argo 1.9.1 still lets timed pauses run out: there prefer `fail` or `wait`, or judge in an analysis step;
 * - `wait`: it counts for nothing and is asked again after 10 s, until there is data or `patience` is over.
 *
 * Samples that are there are judged first: one that is bad fails the measurement whatever the others lack.
 */
export type NoData = 'fail' | 'pass' | 'pause' | 'wait';

/** All choices, for checks and docs. */
export const noDataChoices = ['fail', 'pass', 'pause', 'wait'] as const satisfies readonly NoData[];

/** The pair of expressions under a metric. */
export interface Conditions {
  readonly successCondition?: string;
  readonly failureCondition?: string;
}

/** What the conditions are made from. */
export interface Judgement {
  /** Expression for the list of samples. */
  readonly samples: string;
  /** Every sample must meet it. */
  readonly healthy: Threshold;
  /** A sample that meets it is a failure. @default - every sample that is not healthy, infinity included */
  readonly unhealthy?: Threshold;
  readonly noData: NoData;
}

/** Raises an evaluation error, which Argo retries without counting it; the text shows up in the AnalysisRun. */
const NO_DATA_ERROR = 'asFloat("no data") > 0';

/**
 * Conditions under which no data and NaN do exactly what was chosen, and infinity is never healthy.
 *
 * Argo's table (utils/evaluate/evaluate.go): success only: false is Failed; failure only: false is Successful; both:
 * failure wins, neither is Inconclusive; an evaluation error is Error. Comparisons with NaN are false, so an unguarded
 * failure condition takes NaN for health.
 */
export function conditions({ samples, healthy, unhealthy, noData }: Judgement): Conditions {
  const list = /^\w+$/.test(samples) ? samples : 'samples';
  const terms = judge(list, healthy, unhealthy);
  const { successCondition, failureCondition } = unhealthy
    ? withUncertainZone(terms, noData)
    : withoutUncertainZone(terms, noData);
  const named = (condition: string | undefined) =>
    condition === undefined || list === samples ? condition : `let samples = ${samples}; ${condition}`;
  return { successCondition: named(successCondition), failureCondition: named(failureCondition) };
}

interface Terms {
  /** There are samples, and all are healthy. */
  readonly good: string;
  /** As `good`, or there is nothing to judge. */
  readonly goodOrSilent: string;
  /** At least one sample is a failure. */
  readonly bad: string;
  /** There are no samples, or not all of them are numbers. */
  readonly silent: string;
}

function judge(list: string, healthy: Threshold, unhealthy: Threshold | undefined): Terms {
  const fine = `!isInf(#) && (${healthy.on('#')})`;
  const failed = unhealthy ? `(${unhealthy.on('#')})` : `(isInf(#) || !(${healthy.on('#')}))`;
  return {
    good: `len(${list}) > 0 && all(${list}, {!isNaN(#) && ${fine}})`,
    goodOrSilent: `all(${list}, {isNaN(#) || (${fine})})`,
    bad: `any(${list}, {!isNaN(#) && ${failed}})`,
    silent: `(len(${list}) == 0 || any(${list}, {isNaN(#)}))`,
  };
}

/** Every sample is healthy or a failure, so one condition is enough except for `pause`. */
function withoutUncertainZone({ good, bad }: Terms, noData: NoData): Conditions {
  switch (noData) {
    case 'fail':
      return { successCondition: good };
    case 'pass':
      return { failureCondition: bad };
    case 'pause':
      return { successCondition: good, failureCondition: bad };
    case 'wait':
      return { successCondition: `(${good}) || (!${bad} && ${NO_DATA_ERROR})` };
  }
}

/** With both thresholds, data between them is Inconclusive whatever no data means. */
function withUncertainZone({ good, goodOrSilent, bad, silent }: Terms, noData: NoData): Conditions {
  switch (noData) {
    case 'fail':
      return { successCondition: good, failureCondition: `${bad} || ${silent}` };
    case 'pass':
      return { successCondition: goodOrSilent, failureCondition: bad };
    case 'pause':
      return { successCondition: good, failureCondition: bad };
    case 'wait':
      return {
        successCondition: `(${good}) || (!${bad} && ${silent} && ${NO_DATA_ERROR})`,
        failureCondition: bad,
      };
  }
}
