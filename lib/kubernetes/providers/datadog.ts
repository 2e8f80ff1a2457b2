import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import { needsText, needsTime } from './options';
import { provide, type OptionCheck } from './provide';
import { numberOrNaN } from './samples';
import { goDuration } from '../values';

const aggregators = ['avg', 'min', 'max', 'sum', 'last', 'percentile', 'mean', 'l2norm', 'area'] as const;

/** How Datadog makes one value of a query's points. */
export type DatadogAggregator = (typeof aggregators)[number];

/** What all Datadog queries have in common. */
export interface DatadogConnection {
  /** Time span the query looks at, up to now. @default Duration.minutes(5) */
  readonly interval?: Duration;
  /** Longest time a request may take (Argo Rollouts 1.10; older ones always use the default). @default Duration.seconds(10) */
  readonly requestTimeout?: Duration;
  /**
   * Secret with `api-key`, `app-key` and `address`, in the controller's namespace or, if `namespaced`, in that of the run
   * (Argo Rollouts 1.8). @default - the controller's environment, then Secret `datadog` in its namespace
   */
  readonly secretRef?: { readonly name: string; readonly namespaced?: boolean };
}

/** One query, v2 of the API. */
export interface DatadogQuery extends DatadogConnection {
  /** In Datadog's query language. */
  readonly query: string;
  /** Its default is not Argo's (v1): v1 reads a missing value as 0, which looks healthy. @default 'v2' */
  readonly apiVersion?: 'v2';
  /** @default 'last' */
  readonly aggregator?: DatadogAggregator;
  readonly queries?: undefined;
  readonly formula?: undefined;
}

/** Several queries and a formula over their names, v2 of the API (Argo Rollouts 1.7). */
export interface DatadogFormula extends DatadogConnection {
  /** Queries by name. */
  readonly queries: Readonly<Record<string, string>>;
  /** Such as `default_zero(errors) / requests`. */
  readonly formula: string;
  /** @default 'v2' */
  readonly apiVersion?: 'v2';
  /** @default 'last' */
  readonly aggregator?: DatadogAggregator;
  readonly query?: undefined;
}

/** One query, v1 of the API, which Datadog is about to retire. A missing value counts as 0. */
export interface DatadogV1Query extends DatadogConnection {
  /** In Datadog's query language. */
  readonly query: string;
  /** Chooses the old API. */
  readonly apiVersion: 'v1';
  readonly aggregator?: undefined;
  readonly queries?: undefined;
  readonly formula?: undefined;
}

/** Options of {@link datadog}. */
export type DatadogProps = DatadogQuery | DatadogFormula | DatadogV1Query;

const checks: readonly OptionCheck<DatadogProps>[] = [
  {
    id: 'datadog-either',
    *find({ props: { query, queries, formula, aggregator, apiVersion } }) {
      const several = queries !== undefined || formula !== undefined;
      if ((query === undefined) !== several || (apiVersion === 'v1' && (several || aggregator !== undefined))) {
        yield {
          at: 'query',
          value: { query, queries, formula, aggregator, apiVersion },
          what: 'there must be either one query, or queries with a formula; v1 takes one query and no aggregator.',
          why: 'Argo refuses every other combination at the first measurement: the rollout is aborted.',
          fix: 'pass `query`, or `queries` and `formula`, and leave `apiVersion` out.',
        };
      }
    },
  },
  {
    id: 'datadog-aggregator',
    *find({ props: { aggregator } }) {
      if (aggregator !== undefined && !aggregators.includes(aggregator)) {
        yield {
          at: 'aggregator',
          value: aggregator,
          what: `it is none of ${aggregators.join(', ')}.`,
          why: 'Kubernetes refuses the template.',
          fix: "use one of them, or leave it out for 'last'.",
        };
      }
    },
  },
  needsText(
    'datadog-query',
    ({ query, queries, formula }) => ({
      ...(queries === undefined ? { query } : { formula }),
      ...Object.fromEntries(Object.entries(queries ?? {}).map(([name, text]) => [`queries.${name}`, text])),
    }),
    'Datadog refuses it, so every measurement is an Error.',
  ),
  needsTime('datadog-interval', ({ interval }) => ({ interval })),
  needsTime('datadog-timeout', ({ requestTimeout }) => ({ requestTimeout }), { wholeSeconds: false }),
  needsText(
    'datadog-secret',
    ({ secretRef }) => (secretRef ? { 'secretRef.name': secretRef.name } : {}),
    'Argo finds no keys, so every measurement is an Error.',
  ),
];

/** Asks Datadog. Null is no data. */
export function datadog(props: DatadogProps): QueryProvider {
  return Object.assign(provide('datadog', props, checks, render), { samples: `[${numberOrNaN('result')}]` });
}

function render({ interval, requestTimeout, apiVersion = 'v2', ...rest }: DatadogProps): object {
  return {
    apiVersion,
    interval: interval && goDuration(interval),
    requestTimeout: requestTimeout && goDuration(requestTimeout),
    ...rest,
  };
}

/** The registry's line. */
export const datadogKind: ProviderKind = {
  id: 'datadog',
  title: 'Datadog',
  since: '1.0',
  reads: 'the one value of the query or formula',
  checks: checks.map(({ id }) => id),
  make: datadog,
  examples: () => [
    datadog({
      query: 'sum:trace.http.request.errors{service:checkout}.as_rate()',
      interval: Duration.minutes(10),
      aggregator: 'avg',
      secretRef: { name: 'datadog-shop', namespaced: true },
    }),
    datadog({
      queries: { errors: 'sum:errors{service:checkout}.as_count()', all: 'sum:hits{service:checkout}.as_count()' },
      formula: 'errors / all',
      requestTimeout: Duration.seconds(20),
    }),
    datadog({ query: 'avg:system.load.1{service:checkout}', apiVersion: 'v1' }),
  ],
};
