import type { Check } from '../check';
import { notANumber, numberOf, type MetricSubject } from './subject';
import { isWhole } from '../whole';
import { isQueryMetric } from '../../analysis/metric';
import type { CountValue } from '../../analysis/schedule';

/** Counts and limits as numbers; undefined where only the use of the template decides. */
interface Limits {
  /** Infinity for an endless metric. */
  readonly count: number | undefined;
  readonly failures: number | undefined;
  readonly inconclusives: number | undefined;
  /** 0 is off. */
  readonly successes: number | undefined;
  readonly canBeInconclusive: boolean;
}

function limitsOf({ metric, args }: MetricSubject): Limits {
  const endless = metric.interval === undefined ? 1 : Infinity;
  const count = numberOf(metric.count ?? endless, args);
  const successes = numberOf(metric.consecutiveSuccessLimit ?? 0, args);
  return {
    // `metric-count` reports a count that is no count
    count: count !== undefined && count >= 1 ? count : undefined,
    failures: numberOf(metric.failureLimit ?? 0, args),
    inconclusives: numberOf(metric.inconclusiveLimit ?? 0, args),
    successes,
    canBeInconclusive: !isQueryMetric(metric) || metric.noData === 'pause' || metric.unhealthy !== undefined,
  };
}

/** Where each number stands and the least it may be. */
const LEAST = {
  count: 1,
  failureLimit: -1,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 0,
  consecutiveSuccessLimit: 0,
} as const;

/** Counts and limits of one metric. */
export const metricLimitChecks: readonly Check<MetricSubject>[] = [
  {
    id: 'metric-count',
    *find({ metric, args }) {
      for (const [at, least] of Object.entries(LEAST)) {
        const value: CountValue | undefined = metric[at as keyof typeof LEAST];
        const text = typeof value === 'string' ? notANumber(value, args) : undefined;
        const number = numberOf(value, args);
        if (text) {
          yield {
            at,
            value,
            why: 'Argo takes any other text for 0, which for a count means "not given".',
            ...text,
          };
        } else if (number !== undefined && !isWhole(number, least)) {
          yield {
            at,
            value,
            what: `it must be a whole number, ${least} or more.`,
            why: 'Argo refuses the analysis when it starts, or takes the number for "not given".',
            fix: 'pass such a number, or leave it out for the default.',
          };
        }
      }
    },
  },
  {
    id: 'metric-interval',
    *find({ metric, args }) {
      const count = numberOf(metric.count, args);
      if (metric.interval === undefined && count !== undefined && count > 1) {
        yield {
          at: 'interval',
          what: `a count of ${count} needs an interval.`,
          why: 'Argo refuses the analysis when it starts, and aborts the rollout.',
          fix: 'give it an `interval`, such as Duration.minutes(1), or a count of 1.',
        };
      }
    },
  },
  {
    id: 'limits-off',
    *find(subject) {
      const { failures, successes } = limitsOf(subject);
      if (failures === -1 && successes === 0) {
        yield {
          at: 'failureLimit',
          value: -1,
          what: 'both `failureLimit` and `consecutiveSuccessLimit` are off.',
          why: 'nothing would decide, so Argo refuses the analysis when it starts.',
          fix: 'give it a failureLimit of 0 or more, or a consecutiveSuccessLimit.',
        };
      }
    },
  },
  {
    id: 'limits-beyond-count',
    *find(subject) {
      const { count = Infinity, failures = 0, successes = 0, inconclusives = 0, canBeInconclusive } = limitsOf(subject);
      if (successes > 0 && count < Math.max(failures, 0) + successes) {
        yield {
          at: 'consecutiveSuccessLimit',
          value: subject.metric.consecutiveSuccessLimit,
          what: `the failures borne (${Math.max(failures, 0)}) and the successes needed (${successes}) exceed the count (${count}).`,
          why: 'there are not enough measurements to reach them, so Argo refuses the analysis when it starts.',
          fix: 'raise `count` or lower the limits.',
        };
      }
      if (!canBeInconclusive && inconclusives > count) {
        yield {
          at: 'inconclusiveLimit',
          value: subject.metric.inconclusiveLimit,
          what: `it exceeds the count (${count}).`,
          why: 'Argo refuses the analysis when it starts.',
          fix: 'leave it out: with this `noData` and one threshold no measurement is inconclusive.',
        };
      }
    },
  },
  {
    id: 'never-fails',
    *find(subject) {
      const { count, failures, successes } = limitsOf(subject);
      if (count === undefined || failures === undefined || successes === undefined) {
        return;
      }
      const bearsAll = failures >= count && successes === 0;
      const endlessly = failures === -1 && successes > 0 && count === Infinity;
      if (bearsAll || endlessly) {
        yield {
          at: 'failureLimit',
          value: failures,
          what: bearsAll
            ? `the metric can never fail: it is measured ${count === 1 ? 'once' : `${count} times`} and bears ${failures} failures.`
            : 'the metric can never fail: it bears any number of failures and is measured for ever.',
          why: 'a metric fails with one failure more than its limit, so a broken version would be released.',
          fix: bearsAll
            ? `use a failureLimit of ${Math.max(count - 1, 0)} or less, or more measurements.`
            : 'give it a `count`, or a failureLimit of 0 or more.',
        };
      }
    },
  },
  {
    id: 'never-pauses',
    *find(subject) {
      const { count, inconclusives, canBeInconclusive } = limitsOf(subject);
      const given = subject.metric.inconclusiveLimit !== undefined;
      if (given && canBeInconclusive && count !== undefined && inconclusives !== undefined && inconclusives >= count) {
        yield {
          at: 'inconclusiveLimit',
          value: inconclusives,
          what: `no result can ever pause the rollout: there are ${count} measurements and ${inconclusives} inconclusive ones are borne.`,
          why: 'then measurements that say nothing count as a success in the end.',
          fix: `use an inconclusiveLimit of ${Math.max(count - 1, 0)} or less, or more measurements.`,
        };
      }
    },
  },
];
