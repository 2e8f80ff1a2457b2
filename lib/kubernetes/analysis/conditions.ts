import type { Threshold } from './threshold';

/**
 * What a measurement without data means (an empty result, or NaN in it):
 * - `fail`: it counts as a failure; more than `failureLimit` of them abort the rollout;
 * - `pass`: it counts as a success: the author takes silence for health;
 * - `pause`: it is Inconclusive; more than `inconclusiveLimit` of them pause the rollout for a person;
 * - `wait`: it counts for nothing and is asked again after 10 s, until there is data or `patience` is over.
 */
export type NoData = 'fail' | 'pass' | 'pause' | 'wait';

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
  /** A sample that meets it is a failure. @default - every finite sample that is not healthy */
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
  const finite = '!isNaN(#) && !isInf(#)';
  const good = `len(${samples}) > 0 && all(${samples}, {${finite} && (${healthy.on('#')})})`;
  const bad = unhealthy
    ? `any(${samples}, {!isNaN(#) && (${unhealthy.on('#')})})`
    : `any(${samples}, {!isNaN(#) && (isInf(#) || !(${healthy.on('#')}))})`;
  if (unhealthy) {
    return withUncertainZone(samples, good, bad, noData);
  }
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
function withUncertainZone(samples: string, good: string, bad: string, noData: NoData): Conditions {
  const silent = `(len(${samples}) == 0 || any(${samples}, {isNaN(#)}))`;
  switch (noData) {
    case 'fail':
      return { successCondition: good, failureCondition: `${bad} || ${silent}` };
    case 'pass':
      return { successCondition: `(${good}) || ${silent}`, failureCondition: bad };
    case 'pause':
      return { successCondition: good, failureCondition: bad };
    case 'wait':
      return {
        successCondition: `(${good}) || (!${bad} && ${silent} && ${NO_DATA_ERROR})`,
        failureCondition: bad,
      };
  }
}
