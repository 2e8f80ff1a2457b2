import type { Judged } from './judged';
import type { Known } from './known';

/** What a measurement, a metric or a whole analysis can come to. `Error` ends an analysis just as `Failed` does. */
export type Verdict = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** A set of metrics measured together. The first metric that is not Successful ends it. */
export interface Analysis {
  /** For messages: the name of the template or templates. */
  readonly name: string;
  /** Names of the templates; an inline analysis with none of them never completes. */
  readonly templates: readonly string[];
  readonly metrics: readonly Metric[];
  /** Why it errs as soon as it starts, whatever the pods do: an argument without a value, an invalid rule. @default - it does not */
  readonly errsAtStart?: string;
}

/** What is measured, how often, and how many bad measurements it takes. */
export interface Metric {
  readonly name: string;
  /** Time from the end of a measurement to the next. @default - measured once */
  readonly intervalSeconds?: Known<number>;
  /** Time from the start of the analysis to the first measurement. Argo's default: 0. */
  readonly initialDelaySeconds: Known<number>;
  /** Measurements that are not errors until it is done; `unbounded` with an interval and no count. */
  readonly count: Known<number> | 'unbounded';
  /** Fails with one Failed measurement more than this, in total and not in a row. -1: never. Argo's default: 0. */
  readonly failureLimit: Known<number>;
  /** Inconclusive with one more than this, in total. Argo's default: 0. */
  readonly inconclusiveLimit: Known<number>;
  /** Errs with one more than this in a row; each is tried again after 10 s. Argo's default: 4. */
  readonly consecutiveErrorLimit: Known<number>;
  /** Succeeds at once with this many in a row (Argo 1.8). 0: off. Argo's default: 0. */
  readonly consecutiveSuccessLimit: Known<number>;
  /** Measured and shown, but decides nothing. */
  readonly dryRun: Known<boolean>;
  /** What its conditions make of a bad value, of no data and of NaN. */
  readonly verdicts: Verdicts;
  /** Whose requests it sees: the new version's only, or those of the whole service, which dilutes what is bad. */
  readonly scope: Known<'canary' | 'service'>;
  /**
   * Whether it sees nothing without real traffic: true for request metrics, false for a job or a probe that asks the
   * new pods itself.
   */
  readonly needsTraffic: Known<boolean>;
  /** How far back one measurement looks; 0: only the moment. */
  readonly lookBackSeconds: Known<number>;
  /** What is compared with what. */
  readonly judged: Judged;
}

/** The verdict of one measurement, per kind of data. What is good is Successful. */
export interface Verdicts {
  /** The value is worse than the threshold. */
  readonly bad: Known<Verdict>;
  /** The query returns nothing. */
  readonly noData: Known<Verdict>;
  /** The query returns NaN, as 0/0 does. */
  readonly notANumber: Known<Verdict>;
}
