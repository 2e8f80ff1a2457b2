import type { Judged } from '../plan';
import type { Leg, Objective, Severity, Sides } from '../slo';

/** The answer of a vendor that cannot do what was asked. It is tested like any other. */
export interface Unsupported {
  /** Why not, and what to do instead. */
  readonly unsupported: string;
}

/** What was asked for, or why there is none. */
export type Answer<T> = T | Unsupported;

/** True for the answer "I can't". */
export function isUnsupported(answer: object): answer is Unsupported {
  return 'unsupported' in answer;
}

/** One object or document, as plain data. */
export interface Artefact {
  /** What it is: the kind of a Kubernetes object (`PrometheusRule`), or the vendor's word (`monitor`, `dashboard`). */
  readonly kind: string;
  /** Its name: unique among artefacts of its kind in a namespace. */
  readonly name: string;
  /** Whole, as JSON can say it: with `apiVersion` where it is a Kubernetes object, otherwise the body of the vendor's API. */
  readonly body: object;
  /** Whether it is what the tests of alerts are about. @default false */
  readonly tested?: boolean;
}

/** One alert as people and gates see it, whoever evaluates it. */
export interface Alert {
  /** Name; the alerts of the legs of one objective share it and differ in `window`. */
  readonly name: string;
  /** How loudly it speaks. */
  readonly severity: Severity;
  /** The leg of the objective that it watches. */
  readonly leg: Leg;
  /** All labels (tags) that it has when it fires. */
  readonly labels: Readonly<Record<string, string>>;
  /** All texts that it has when it fires. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Section of the runbook. */
  readonly runbook: string;
}

/** Alerts, and what to install for them. */
export interface AlertSet {
  /** One for each leg. */
  readonly alerts: readonly Alert[];
  /** What to install for them. */
  readonly artefacts: readonly Artefact[];
}

/** Questions of a canary analysis. */
export interface AnalysisOptions {
  /** Minutes that one measurement looks back. @default 5 */
  readonly windowMinutes?: number;
  /**
   * Requests in that window below which a measurement is no data, for every form.
   * @default - as many as make `rise` so many `standardErrors` where the budget is just spent; 50 for `significance`
   */
  readonly minimumRequests?: number;
  /** Rise of the bad fraction over stable from which on the canary is bad: 0.01 is one percentage point. @default 0.01 */
  readonly rise?: number;
  /**
   * Bad fraction of the canary alone from which on it is bad: it still judges where stable has no traffic to compare with, as
   * in a soak at 100 %. @default - what the objective allows plus `rise`
   */
  readonly level?: number;
  /**
   * Standard errors by which the canary may be worse than stable.
   * @default - as many as chance reaches in `falseAlarm` of the rollouts: 2.93
   */
  readonly standardErrors?: number;
  /** Chance, at most, that a healthy rollout is aborted by this objective. @default 0.025 */
  readonly falseAlarm?: number;
  /** Measurements of a rollout: the more, the rarer each may be wrong. @default 29, one a minute through the default steps */
  readonly looks?: number;
  /** Bad measurements that are borne (`failureLimit` of the metrics). @default 1 */
  readonly failureLimit?: number;
  /** Which forms of the comparison. @default - all */
  readonly forms?: readonly CanaryForm[];
  /** Names for the slot. @default - `{{args.canary-hash}}`, `{{args.stable-hash}}`, `{{args.canary-service}}`, `{{args.stable-service}}` */
  readonly sides?: Sides;
}

/**
 * `rise`: bad fraction of the canary minus that of stable. `significance`: the same in standard errors, corrected for whole
 * numbers. `level`: bad fraction of the canary alone.
 */
export type CanaryForm = 'rise' | 'significance' | 'level';

/**
 * One question about the canary. The query has no answer where there is too little data, so that whoever asks decides
 * what that means. Whatever meets neither condition is inconclusive.
 */
export interface CanaryMetric {
  /** Unique among the metrics of a service. */
  readonly name: string;
  /** Which metric provider of Argo asks, and the options of its factory in `lib/kubernetes/providers`. */
  readonly provider: { readonly id: string; readonly options: Readonly<Record<string, unknown>> };
  /** A sample that is healthy is below it. */
  readonly below: number;
  /** What is compared, for the plan. */
  readonly judged: Judged;
  /** Seconds that one measurement looks back. */
  readonly lookBackSeconds: number;
  /** Names of the arguments that the query uses, such as `canary-hash`. */
  readonly args: readonly string[];
}

/** A file of a test, for the vendor's own tool. */
export interface AlertTestFile {
  /** Its name; files of one objective lie beside each other. */
  readonly path: string;
  /** All of it. */
  readonly text: string;
}

/** A service and everything that is promised of it. */
export interface ServiceObjectives {
  readonly service: string;
  readonly namespace: string;
  readonly objectives: readonly Objective[];
}

/** One monitoring system. Everything it returns is plain data; nothing is sent anywhere. */
export interface MonitoringVendor {
  /** Such as `prometheus`. */
  readonly id: string;
  /** As the vendor writes it. */
  readonly title: string;
  /** Longest window in minutes that one alert of it can look at; Infinity for any. */
  readonly longestWindowMinutes: number;
  /** Questions that judge a canary by this objective. */
  analysis(objective: Objective, options?: AnalysisOptions): Answer<readonly CanaryMetric[]>;
  /** One alert for each leg. */
  alerts(objective: Objective): Answer<AlertSet>;
  /** Tests of these alerts, for a tool of the vendor that runs them without a server. @default - it has no such tool */
  alertTests?(objective: Objective): Answer<readonly AlertTestFile[]>;
  /** What people look at. */
  dashboard(service: ServiceObjectives): Answer<readonly Artefact[]>;
}

/** The answer for a leg that looks back further than a vendor can; undefined if all fit. */
export function tooLong(
  vendor: Pick<MonitoringVendor, 'title' | 'longestWindowMinutes'>,
  objective: Objective,
): Unsupported | undefined {
  const hours = vendor.longestWindowMinutes / 60;
  const legs = objective.legs.filter(({ longMinutes }) => longMinutes > vendor.longestWindowMinutes);
  return legs.length === 0
    ? undefined
    : {
        unsupported: `${vendor.title} looks back ${hours} hours at most, and "${objective.id}" has the leg ${legs.map(({ id }) => id).join(', ')}: give the objective burnWindows up to ${hours} hours, or let another vendor watch it.`,
      };
}
