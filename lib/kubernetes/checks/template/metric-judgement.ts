import type { Check } from '../check';
import { notANumber, numberOf, type MetricSubject } from './subject';
import { isQueryMetric } from '../../analysis/metric';
import { ERROR_RETRY_SECONDS } from '../../analysis/schedule';

/** How samples are judged, and what no data means. */
export const metricJudgementChecks: readonly Check<MetricSubject>[] = [
  {
    id: 'threshold',
    *find({ metric, args }) {
      if (!isQueryMetric(metric)) {
        return;
      }
      for (const at of ['healthy', 'unhealthy'] as const) {
        for (const value of metric[at]?.values ?? []) {
          const text =
            typeof value === 'string' ? notANumber(value, { ...args, ...secretsAsRequired(args) }) : undefined;
          if (text || (typeof value !== 'string' && !Number.isFinite(value))) {
            yield {
              at,
              value: typeof value === 'number' ? String(value) : value,
              what: 'samples can only be compared with a finite number.',
              why: 'the condition would have the same answer whatever is measured, or be an Error every time.',
              fix: 'pass a finite number, or `args.<name>` of a declared argument.',
              ...text,
            };
          }
        }
      }
    },
  },
  {
    id: 'threshold-order',
    *find({ metric, args }) {
      if (!isQueryMetric(metric)) {
        return;
      }
      for (const at of ['healthy', 'unhealthy'] as const) {
        const [low, high] = (metric[at]?.values ?? []).map((value) => numberOf(value, args));
        if (low !== undefined && high !== undefined && low > high) {
          yield {
            at,
            value: [low, high],
            what: 'no number is between the two.',
            why: 'the condition would have the same answer whatever is measured.',
            fix: 'put the smaller number first.',
          };
        }
      }
    },
  },
  {
    id: 'no-data-error',
    *find({ metric }) {
      if (isQueryMetric(metric) && metric.provider.emptyIsError && ['pass', 'pause'].includes(metric.noData)) {
        yield {
          at: 'noData',
          value: metric.noData,
          what: `with provider "${metric.provider.id}" no data can't ${metric.noData}.`,
          why: 'Argo makes an Error of an answer without a single value before it asks a condition, and Errors in a row abort the rollout.',
          fix: "use 'fail' or 'wait', or a query that always answers with a value and say `alwaysAnswers: true`.",
        };
      }
    },
  },
  {
    id: 'patience',
    *find({ metric }) {
      if (!isQueryMetric(metric) || metric.patience === undefined) {
        return;
      }
      const seconds = metric.patience.toMilliseconds() / 1000;
      const wrong =
        metric.noData !== 'wait'
          ? { what: "only `noData: 'wait'` has patience.", fix: "leave it out, or choose noData: 'wait'." }
          : metric.consecutiveErrorLimit !== undefined
            ? {
                what: 'it and `consecutiveErrorLimit` say the same in two ways.',
                fix: 'leave one of them out.',
              }
            : seconds < ERROR_RETRY_SECONDS
              ? {
                  what: `it must be ${ERROR_RETRY_SECONDS} s or longer.`,
                  fix: `pass Duration.seconds(${ERROR_RETRY_SECONDS}) or more.`,
                }
              : undefined;
      if (wrong) {
        yield {
          at: 'patience',
          value: metric.patience.toHumanString(),
          why: `Argo asks again every ${ERROR_RETRY_SECONDS} s and gives up after a number of Errors in a row: patience is that number.`,
          ...wrong,
        };
      }
    },
  },
];

/** A condition, unlike a count, is resolved with the real values of secrets. */
function secretsAsRequired(args: MetricSubject['args']): MetricSubject['args'] {
  const secrets = Object.entries(args).filter(([, { kind }]) => kind === 'secret');
  return Object.fromEntries(secrets.map(([name]) => [name, { kind: 'required' }]));
}
