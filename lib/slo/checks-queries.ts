import { isRaw, type EventQuery, type Indicator } from './indicator';
import type { ObjectiveCheck, ObjectiveProblem } from './refusal';

/** What was written in PromQL, and where. */
function promqlOf(indicator: Indicator): readonly (readonly [at: string, promql: string])[] {
  const written: readonly (readonly [string, EventQuery | object])[] =
    indicator.kind === 'gauge'
      ? [['indicator.gauge', indicator.gauge]]
      : [
          ['indicator.total', indicator.total],
          ['indicator.part.query', indicator.part.query],
        ];
  return written.flatMap(([at, query]): (readonly [string, string])[] => {
    const promql = isRaw(query) ? query.raw.promql : undefined;
    return promql === undefined ? [] : [[`${at}.raw.promql`, promql]];
  });
}

/** What a query in an author's own words must say, so that what is built on it is true. */
export const queryChecks: readonly ObjectiveCheck[] = [
  ({ indicator }) =>
    promqlOf(indicator).flatMap(([at, promql]): readonly ObjectiveProblem[] => {
      const found = indicator.kind === 'events' ? /\b(rate|irate|deriv)\s*\(/.exec(promql)?.[1] : undefined;
      return found === undefined
        ? []
        : [
            {
              rule: 'slo-rate',
              at,
              value: promql,
              what: `${found}() is events per second, and what is asked for are events.`,
              why: 'ratios would still be right, but the minimums of events compare with this number: 2 bad ones in an hour are 0.0006 per second, so the alerts would stay quiet for ever.',
              fix: `write increase() in place of ${found}().`,
            },
          ];
    }),
  ({ indicator }) =>
    promqlOf(indicator).flatMap(([at, promql]): readonly ObjectiveProblem[] =>
      indicator.slot === undefined || promql.includes('$side')
        ? []
        : [
            {
              rule: 'slo-side',
              at,
              value: promql,
              what: 'it has no `$side`, although the indicator has a slot.',
              why: 'canary and stable would have the same number, so no canary would ever be worse.',
              fix: 'put `$side` among the matchers in braces, with a comma before it, or leave out the slot.',
            },
          ],
    ),
  ({ indicator }) =>
    promqlOf(indicator).length === 0 || indicator.series.length > 0
      ? []
      : [
          {
            rule: 'slo-series',
            at: 'indicator.series',
            value: indicator.series,
            what: 'there is none.',
            why: 'nobody can know which series a query in PromQL reads, and the tests of the alerts are made of them.',
            fix: 'name the series that the query selects, and what each counts: good, bad or total.',
          },
        ],
];
