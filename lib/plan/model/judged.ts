import type { Known } from './known';

/** The quantity a metric judges and where it becomes bad. All ratios are fractions: 0.01 is one percentage point. */
export type Judged =
  ErrorRateJudged | SuccessRateJudged | ErrorRateRiseJudged | ErrorRateSignificanceJudged | OtherJudged;

/** What is judged by counting requests. */
export interface Sampled {
  /** Requests of the new version in the window below which a measurement counts as no data. @default - 0 */
  readonly minimumRequests?: Known<number>;
}

/** The same, held against those of the old version. */
export interface Compared extends Sampled {
  /** The same of requests of the old version. @default - 0 */
  readonly minimumStableRequests?: Known<number>;
}

/** Failed requests by all requests. */
export interface ErrorRateJudged extends Sampled {
  /** Tells what is judged. */
  readonly quantity: 'errorRate';
  /** Bad above it. */
  readonly threshold: Known<number>;
}

/** Good requests by all requests. */
export interface SuccessRateJudged extends Sampled {
  /** Tells what is judged. */
  readonly quantity: 'successRate';
  /** Bad below it. */
  readonly threshold: Known<number>;
}

/** Error rate of the new version minus that of the old one. */
export interface ErrorRateRiseJudged extends Compared {
  /** Tells what is judged. */
  readonly quantity: 'errorRateRise';
  /** Bad above it. */
  readonly threshold: Known<number>;
}

/** The same difference in standard errors: the z of a test of two proportions with a pooled rate. */
export interface ErrorRateSignificanceJudged extends Compared {
  /** Tells what is judged. */
  readonly quantity: 'errorRateSignificance';
  /** Bad above it. */
  readonly threshold: Known<number>;
  /** Whether half a request of either version is taken off the difference, for whole numbers. @default false */
  readonly continuityCorrected?: boolean;
}

/** Anything else: latency, saturation, the exit of a job. It tells right from wrong, but nothing is known about rates. */
export interface OtherJudged {
  /** Tells what is judged. */
  readonly quantity: 'other';
  /** Nobody reads its query: it may judge a rate for all that is known. @default - it is read, and judges no rate */
  readonly unread?: true;
}
