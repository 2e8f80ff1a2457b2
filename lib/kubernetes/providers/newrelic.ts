import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import { needsText, needsTime } from './options';
import { provide, type OptionCheck } from './provide';
import { at, each, numberOrNaN } from './samples';

/** Options of {@link newRelic}. */
export interface NewRelicProps {
  /** NRQL. */
  readonly query: string;
  /**
   * The column to judge, such as `rate` for `SELECT ... AS rate`; a list goes into nested values, such as
   * `['percentile.duration', '99']`.
   */
  readonly field: string | readonly [string, ...string[]];
  /** Secret with `personal-api-key`, `account-id` and `region`, in the controller's namespace. @default 'newrelic' */
  readonly profile?: string;
  /** Longest time the query may take. @default Duration.seconds(5) */
  readonly timeout?: Duration;
  /**
   * Says that there is a row even where nothing was counted, as in aggregates without FACET. Only then can no data `pass`
   * or `pause`: Argo makes an Error of an answer without rows. @default false
   */
  readonly alwaysAnswers?: boolean;
}

const checks: readonly OptionCheck<NewRelicProps>[] = [
  needsText('newrelic-query', ({ query }) => ({ query }), 'New Relic refuses it, so every measurement is an Error.'),
  needsText(
    'newrelic-field',
    ({ field }) =>
      Object.fromEntries(pathOf(field).map((key, index) => [index === 0 ? 'field' : `field[${index}]`, key])),
    'rows are judged by this column: without it every row has no data.',
  ),
  needsText(
    'newrelic-profile',
    ({ profile }) => (profile === undefined ? {} : { profile }),
    'Argo looks for a Secret of that name, and without it every measurement is an Error.',
  ),
  needsTime('newrelic-timeout', ({ timeout }) => ({ timeout })),
];

/** Asks New Relic. A null in the column is no data. */
export function newRelic(props: NewRelicProps): QueryProvider {
  return Object.assign(provide('newRelic', props, checks, render), {
    samples: each('result', numberOrNaN(at('#', pathOf(props.field)))),
    emptyIsError: !props.alwaysAnswers,
  });
}

function pathOf(field: NewRelicProps['field']): readonly string[] {
  return Array.isArray(field) ? (field as readonly string[]) : [field as string];
}

function render({ query, profile, timeout }: NewRelicProps): object {
  return { profile, query, timeout: timeout?.toSeconds() };
}

/** The registry's line. */
export const newRelicKind: ProviderKind = {
  id: 'newRelic',
  title: 'New Relic',
  since: '1.0',
  reads: 'one column (`field`) of every row',
  checks: checks.map(({ id }) => id),
  make: newRelic,
  examples: () => [
    newRelic({
      query: "SELECT percentage(count(*), WHERE error IS false) AS rate FROM Transaction WHERE appName = 'checkout'",
      field: 'rate',
      profile: 'newrelic-shop',
      timeout: Duration.seconds(10),
      alwaysAnswers: true,
    }),
    newRelic({
      query: 'SELECT percentile(duration, 99) FROM Transaction FACET host',
      field: ['percentile.duration', '99'],
    }),
  ],
};
