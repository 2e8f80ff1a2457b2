import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import {
  authenticationTexts,
  authenticationUrls,
  renderHeaders,
  secretsOf,
  type HttpHeaders,
  type PrometheusAuthentication,
} from './http';
import { needsText, needsTime, needsUrl, noClearSecret } from './options';
import { provide, type OptionCheck } from './provide';
import { goDuration, isDuration } from '../values';

/** Where Prometheus is and how to talk to it. */
export interface PrometheusConnection {
  /** Such as `http://prometheus.monitoring:9090`. @default - the controller's environment variable ARGO_ROLLOUTS_PROMETHEUS_ADDRESS */
  readonly address?: string;
  /** Longest time a query may take. @default Duration.seconds(30) */
  readonly timeout?: Duration;
  /** Takes any TLS certificate. @default false */
  readonly insecure?: boolean;
  /** Such as `X-Scope-OrgID`. @default - none */
  readonly headers?: HttpHeaders;
  /** `sigv4` is for Amazon Managed Prometheus. @default - none */
  readonly authentication?: PrometheusAuthentication;
}

/** A query for one point in time. */
export interface PrometheusInstantQuery extends PrometheusConnection {
  /** PromQL. Each series of a vector is one sample. */
  readonly query: string;
  /** `scalar` for a query such as `scalar(...)` or `1 - scalar(...)`. @default 'vector' */
  readonly returns?: 'vector' | 'scalar';
  readonly rangeQuery?: undefined;
}

/** A query for a time span (Argo Rollouts 1.8): each point of each series is one sample. */
export interface PrometheusRangeQuery extends PrometheusConnection {
  /** PromQL. */
  readonly query: string;
  /** Which time span, and how finely. */
  readonly rangeQuery: {
    /** How long before now it starts, or an expression such as `now() - duration("{{args.window}}")`. */
    readonly start: Duration | string;
    /** How long before now it ends, or an expression. @default - now */
    readonly end?: Duration | string;
    /** Time between two points. */
    readonly step: Duration;
  };
  readonly returns?: undefined;
}

/** Options of {@link prometheus}. */
export type PrometheusProps = PrometheusInstantQuery | PrometheusRangeQuery;

/** Prometheus refuses queries for more points per series. */
const MOST_POINTS = 11_000;

const checks: readonly OptionCheck<PrometheusProps>[] = [
  needsText('prometheus-query', ({ query }) => ({ query }), 'Prometheus refuses it, so every measurement is an Error.'),
  needsUrl('prometheus-address', ({ address, authentication }) => ({
    address,
    ...authenticationUrls(authentication),
  })),
  needsTime('prometheus-timeout', ({ timeout }) => ({ timeout })),
  needsText(
    'prometheus-authentication',
    ({ authentication }) => authenticationTexts(authentication),
    'Argo refuses to build the client, so every measurement is an Error.',
  ),
  noClearSecret('prometheus-secret', ({ headers, authentication }) => secretsOf(headers, authentication)),
  {
    id: 'prometheus-sigv4',
    *find({ props: { address, authentication } }) {
      const signed = authentication !== undefined && 'sigv4' in authentication;
      if (signed && address !== undefined && !/\{\{|aps-workspaces/.test(address)) {
        yield {
          at: 'authentication.sigv4',
          value: address,
          what: 'requests to this address are not signed.',
          why: 'Argo signs only requests to addresses with "aps-workspaces" in them and sends all others as they are.',
          fix: 'use the address of the Amazon Managed Prometheus workspace, or another way to authenticate.',
        };
      }
    },
  },
  {
    id: 'prometheus-returns',
    *find({ props: { returns, rangeQuery } }) {
      if (rangeQuery ? returns !== undefined : !['vector', 'scalar'].includes(returns ?? 'vector')) {
        yield {
          at: 'returns',
          value: returns,
          what: rangeQuery ? 'a range query always has points.' : 'it is neither vector nor scalar.',
          why: 'the conditions would not fit the result: every measurement would be an Error.',
          fix: rangeQuery ? 'leave it out.' : "leave it out, or say 'scalar' for a query such as scalar(...).",
        };
      }
    },
  },
  needsTime('prometheus-range', ({ rangeQuery }) => durationsOf(rangeQuery), { wholeSeconds: false }),
  {
    id: 'prometheus-range-order',
    *find({ props: { rangeQuery } }) {
      const [start, end, step] = [rangeQuery?.start, rangeQuery?.end, rangeQuery?.step].map(milliseconds);
      if (
        start !== undefined &&
        step !== undefined &&
        !(start > (end ?? 0) && (start - (end ?? 0)) / step <= MOST_POINTS)
      ) {
        yield {
          at: 'rangeQuery',
          value: { start, end: end ?? 0, step },
          what: `from start to end there must be 1 to ${MOST_POINTS} steps (milliseconds before now).`,
          why: 'Prometheus refuses every other query, so every measurement is an Error.',
          fix: 'start further before now than you end, or make the step longer.',
        };
      }
    },
  },
];

/** Asks Prometheus. An empty vector is no data; so is a sample that is NaN, such as 0/0. */
export function prometheus(props: PrometheusProps): QueryProvider {
  const samples = props.returns === 'scalar' ? '[result]' : 'result';
  return Object.assign(provide('prometheus', props, checks, render), { samples });
}

function render({ query, address, timeout, insecure, headers, authentication, rangeQuery }: PrometheusProps): object {
  return {
    address,
    query,
    timeout: timeout?.toSeconds(),
    insecure,
    headers: renderHeaders(headers),
    authentication,
    rangeQuery: rangeQuery && {
      start: moment(rangeQuery.start),
      end: rangeQuery.end === undefined ? 'now()' : moment(rangeQuery.end),
      step: goDuration(rangeQuery.step),
    },
  };
}

/** An expression for a point in time. */
function moment(before: Duration | string): string {
  return isDuration(before) ? `now() - duration("${goDuration(before)}")` : before;
}

function durationsOf(range: PrometheusProps['rangeQuery']): Readonly<Record<string, unknown>> {
  return {
    'rangeQuery.start': typeof range?.start === 'string' ? undefined : range && (range.start ?? 'none'),
    'rangeQuery.end': typeof range?.end === 'string' ? undefined : range?.end,
    'rangeQuery.step': range && (range.step ?? 'none'),
  };
}

function milliseconds(value: Duration | string | undefined): number | undefined {
  return isDuration(value) ? value.toMilliseconds({ integral: false }) : undefined;
}

/** The registry's line. */
export const prometheusKind: ProviderKind = {
  id: 'prometheus',
  title: 'Prometheus',
  since: '1.0',
  reads: 'every series of the answer; with `rangeQuery` every point of every series',
  checks: checks.map(({ id }) => id),
  make: prometheus,
  examples: () => [
    prometheus({
      query: 'sum(rate(http_requests_total{code!~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
      address: 'http://prometheus.monitoring:9090',
      timeout: Duration.seconds(40),
      insecure: true,
      headers: { 'X-Scope-OrgID': 'shop' },
      authentication: {
        oauth2: {
          tokenUrl: 'https://login.example.com/token',
          clientId: 'argo-rollouts',
          clientSecret: '{{args.secret}}',
          scopes: ['metrics.read'],
        },
      },
    }),
    prometheus({
      query: 'scalar(up)',
      returns: 'scalar',
      address: '{{args.address}}',
      authentication: { basicAuth: { username: 'argo', password: '{{args.secret}}' } },
    }),
    prometheus({
      query: 'up',
      address: 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1',
      authentication: { sigv4: { region: 'eu-central-1', profile: 'default', roleArn: 'arn:aws:iam::1:role/read' } },
      rangeQuery: { start: Duration.minutes(10), end: Duration.minutes(1), step: Duration.seconds(30) },
    }),
  ],
};
