import type { Known } from './known';

/** The quantity a metric judges and where it becomes bad. All ratios are fractions: 0.01 is one percentage point. */
export type Judged =
  ErrorRateJudged | SuccessRateJudged | ErrorRateRiseJudged | ErrorRateSignificanceJudged | OtherJudged;

interface Sampled {
  /** Requests of the new version in the window below which a measurement counts as no data. @default - 0 */
  readonly minimumRequests?: Known<number>;
}

interface Compared extends Sampled {
  /** The same of requests of the old version. @default - 0 */
  readonly minimumStableRequests?: Known<number>;
}

/** Failed requests by all requests. */
export interface ErrorRateJudged extends Sampled {
  readonly quantity: 'errorRate';
  /** Bad above it. */
  readonly threshold: Known<number>;
}

/** Good requests by all requests. */
export interface SuccessRateJudged extends Sampled {
  readonly quantity: 'successRate';
  /** Bad below it. */
  readonly threshold: Known<number>;
}

/** Error rate of the new version minus that of the old one. */
export interface ErrorRateRiseJudged extends Compared {
  readonly quantity: 'errorRateRise';
  /** Bad above it. */
  readonly threshold: Known<number>;
}

/** The same difference in standard errors: the z of a test of two proportions with a pooled rate. */
export interface ErrorRateSignificanceJudged extends Compared {
  readonly quantity: 'errorRateSignificance';
  /** Bad above it. */
  readonly threshold: Known<number>;
  /** Whether half a request of either version is taken off the difference, for whole numbers. @default false */
  readonly continuityCorrected?: boolean;
}

/** Anything else: latency, saturation, the exit of a job. It tells right from wrong, but nothing is known about rates. */
export interface OtherJudged {
  readonly quantity: 'other';
}
