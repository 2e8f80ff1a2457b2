/** What happens to the new version, or to its measurements. */
export type Scenario =
  | HealthyScenario
  | ColdStartScenario
  | BadFromStartScenario
  | FaultScenario
  | WorstMomentScenario
  | CrashLoopScenario
  | NoDataScenario
  | NotANumberScenario
  | ErrorRiseScenario
  | RevertScenario;

/** The version is good and every measurement says so, also before there is traffic, or enough of it. */
export interface HealthyScenario {
  readonly kind: 'healthy';
}

/** The version is good; what needs its traffic has no data until there is some, or as much as it asks for. */
export interface ColdStartScenario {
  readonly kind: 'coldStart';
}

/** `badErrorRate` of what the new version serves fails, from its first request. */
export interface BadFromStartScenario {
  readonly kind: 'badFromStart';
}

/** The version turns bad at a moment, in seconds from the start of the rollout. */
export interface FaultScenario {
  readonly kind: 'fault';
  readonly atSeconds: number;
}

/** The version turns bad at the moment that does most harm among those after which the fault is still caught. */
export interface WorstMomentScenario {
  readonly kind: 'worstMoment';
}

/** The new pods never become available. */
export interface CrashLoopScenario {
  readonly kind: 'crashLoop';
}

/** Metrics that need traffic return nothing at all. */
export interface NoDataScenario {
  readonly kind: 'noData';
}

/** Metrics that need traffic return NaN. */
export interface NotANumberScenario {
  readonly kind: 'notANumber';
}

/** The new version's error rate is the baseline plus `rise` (0.01: one percentage point), seen without noise. */
export interface ErrorRiseScenario {
  readonly kind: 'errorRise';
  readonly rise: number;
}

/**
 * The new version is promoted, turns out bad, and `afterSeconds` later somebody applies the old one again. Time counts
 * from that moment, and exposure is what the bad version still serves.
 */
export interface RevertScenario {
  readonly kind: 'revert';
  readonly afterSeconds: number;
}

/** What people ask about first, in the order of a report. */
export const SCENARIOS: readonly Scenario[] = [
  { kind: 'healthy' },
  { kind: 'coldStart' },
  { kind: 'badFromStart' },
  { kind: 'worstMoment' },
  { kind: 'errorRise', rise: 0.01 },
  { kind: 'crashLoop' },
  { kind: 'noData' },
  { kind: 'notANumber' },
  { kind: 'revert', afterSeconds: 3600 },
];
