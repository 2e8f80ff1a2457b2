import type { CloudWatchProps } from './cloudwatch-props';
import { needsText } from './options';
import type { OptionCheck } from './provide';
import { isDuration } from '../values';

/** The queries with their places; none if there is no list. */
function queriesOf({ metricDataQueries }: CloudWatchProps) {
  return (metricDataQueries ?? []).map((query, index) => ({ query, index, at: `metricDataQueries[${index}]` }));
}

/** What CloudWatch demands of a list of queries. */
export const queryChecks: readonly OptionCheck<CloudWatchProps>[] = [
  {
    id: 'cloudwatch-queries',
    *find({ props }) {
      const queries = queriesOf(props);
      if (!queries.some(({ query }) => query.returnData !== false)) {
        yield {
          at: 'metricDataQueries',
          what: queries.length === 0 ? 'there is no query.' : 'no query returns data.',
          why: 'there would be nothing to judge: every measurement would have no data.',
          fix: 'give one query that does not say `returnData: false`.',
        };
      }
    },
  },
  {
    id: 'cloudwatch-id',
    *find({ props }) {
      const seen = new Set<unknown>();
      for (const { query, at } of queriesOf(props)) {
        if (!/^[a-z][a-zA-Z0-9_]*$/.test(query.id ?? '') || seen.has(query.id)) {
          yield {
            at: `${at}.id`,
            value: query.id,
            what: 'it must be unique: a small letter, then letters, digits and "_".',
            why: 'CloudWatch refuses the request, so every measurement is an Error.',
            fix: 'name it after what it counts, such as "errors".',
          };
        }
        seen.add(query.id);
      }
    },
  },
  {
    id: 'cloudwatch-either',
    *find({ props }) {
      for (const { query, at } of queriesOf(props)) {
        if ((query.expression === undefined) === (query.metricStat === undefined)) {
          yield {
            at,
            value: query,
            what: 'a query is either an expression or a statistic of a metric.',
            why: 'CloudWatch refuses the request, so every measurement is an Error.',
            fix: 'give it `expression` or `metricStat`.',
          };
        }
      }
    },
  },
  needsText(
    'cloudwatch-text',
    (props) =>
      Object.fromEntries(
        queriesOf(props).flatMap(({ query: { expression, metricStat }, at }): [string, unknown][] => [
          ...(expression === undefined ? [] : [[`${at}.expression`, expression] as [string, unknown]]),
          ...(metricStat === undefined
            ? []
            : ([
                [`${at}.metricStat.stat`, metricStat.stat],
                [`${at}.metricStat.metric.metricName`, metricStat.metric?.metricName],
                [`${at}.metricStat.metric.namespace`, metricStat.metric?.namespace],
              ] as [string, unknown][])),
        ]),
      ),
    'CloudWatch refuses the request, so every measurement is an Error.',
  ),
  {
    id: 'cloudwatch-period',
    *find({ props }) {
      for (const { query, at } of queriesOf(props)) {
        const period: unknown = query.metricStat ? query.metricStat.period : query.period;
        const needed = query.metricStat !== undefined || period !== undefined;
        if (needed && !isPeriod(period)) {
          yield {
            at: query.metricStat ? `${at}.metricStat.period` : `${at}.period`,
            value: isDuration(period) ? period.toHumanString() : period,
            what: 'it must be a Duration of 1, 5, 10, 20 or 30 seconds or of whole minutes.',
            why: 'CloudWatch has no data points of any other length and refuses the request.',
            fix: 'pass Duration.minutes(1), or less for metrics of high resolution.',
          };
        }
      }
    },
  },
];

function isPeriod(period: unknown): boolean {
  const seconds = isDuration(period) ? period.toMilliseconds({ integral: false }) / 1000 : 0;
  return [1, 5, 10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0);
}
