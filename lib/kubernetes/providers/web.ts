import { Duration } from 'cdk8s';
import type { ProviderKind, QueryProvider } from '../analysis';
import {
  authenticationTexts,
  authenticationUrls,
  renderHeaders,
  secretsOf,
  type HttpHeaders,
  type WebAuthentication,
} from './http';
import { needsText, needsTime, needsUrl, noClearSecret } from './options';
import { provide, type OptionCheck } from './provide';
import { each, numberOrNaN } from './samples';

/** A path in Kubernetes JSONPath that starts with a key. */
export type WebJsonPath = `{$.${string}}` | `{.${string}}`;

/** What all requests have in common. */
export interface WebRequest {
  /** Such as `http://checkout-canary.shop/health?version={{args.version}}`. */
  readonly url: string;
  /**
   * Says that every 2xx answer of this endpoint is JSON. Argo 1.9 takes any other 2xx answer, even an empty one, for a
   * success without asking the conditions, whatever `noData` says; so it must be said here that there are none.
   */
  readonly answersJson: true;
  /**
   * Where the number, or the list of numbers, stands in the answer, such as `{$.data.score}`; the first match counts. Argo's
   * own default, the whole answer, is not to be had: an answer that is just `null` then crashes Argo's controller (1.9).
   */
  readonly jsonPath: WebJsonPath;
  /** For text and booleans: samples are 1 where the value equals this and 0 elsewhere; judge them with `Threshold.atLeast(1)`. @default - the values are numbers */
  readonly equals?: string | boolean;
  /** @default - none */
  readonly headers?: HttpHeaders;
  /** Longest time a request may take. @default Duration.seconds(10) */
  readonly timeout?: Duration;
  /** Takes any TLS certificate. @default false */
  readonly insecure?: boolean;
  /** @default - none */
  readonly authentication?: WebAuthentication;
  /**
   * Says that `jsonPath` is in every answer, if only as null. Only then can no data `pass` or `pause`: Argo makes an Error of
   * an answer without it. @default false
   */
  readonly alwaysAnswers?: boolean;
}

/** A request without a body. */
export interface WebGet extends WebRequest {
  /** @default 'GET' */
  readonly method?: 'GET';
  readonly body?: undefined;
  readonly jsonBody?: undefined;
}

/** A request with text as its body. */
export interface WebTextRequest extends WebRequest {
  /** Whichever the endpoint wants. */
  readonly method: 'POST' | 'PUT';
  /** @default - none */
  readonly body?: string;
  readonly jsonBody?: undefined;
}

/** A request with an object as its body (Argo Rollouts 1.4). */
export interface WebJsonRequest extends WebRequest {
  /** Whichever the endpoint wants. */
  readonly method: 'POST' | 'PUT';
  /** Texts in it may hold `{{args.name}}`. */
  readonly jsonBody: Readonly<Record<string, unknown>>;
  readonly body?: undefined;
}

/** Options of {@link web}. */
export type WebProps = WebGet | WebTextRequest | WebJsonRequest;

const checks: readonly OptionCheck<WebProps>[] = [
  needsUrl('web-url', ({ url, authentication }) => ({ url: url ?? '', ...authenticationUrls(authentication) })),
  {
    id: 'web-answers-json',
    *find({ props }) {
      if (props.answersJson !== true) {
        yield {
          at: 'url',
          value: props.url,
          what: 'nobody says that this endpoint answers with JSON only.',
          why: 'Argo takes any other 2xx answer, even an empty one, for a success without asking the conditions.',
          fix: 'make sure of it and say `answersJson: true`; otherwise ask with a `job`.',
        };
      }
    },
  },
  {
    id: 'web-body',
    *find({ props: { method, body, jsonBody } }) {
      const bodies = [body, jsonBody].filter((one) => one !== undefined).length;
      if (bodies > 1 || (bodies === 1 && (method ?? 'GET') === 'GET')) {
        yield {
          at: 'method',
          value: method,
          what: 'a GET has no body, and a POST or PUT has only one.',
          why: 'Argo refuses it at the first measurement: the rollout is aborted.',
          fix: "pass `body` or `jsonBody`, and with it method: 'POST' or 'PUT'.",
        };
      }
    },
  },
  {
    id: 'web-method',
    *find({ props: { method } }) {
      if (!['GET', 'POST', 'PUT'].includes(method ?? 'GET')) {
        yield {
          at: 'method',
          value: method,
          what: 'it is not GET, POST or PUT.',
          why: 'Argo knows no other.',
          fix: 'use one of the three.',
        };
      }
    },
  },
  {
    id: 'web-json-path',
    *find({ props: { jsonPath } }) {
      if (typeof jsonPath !== 'string' || !/^\{\$?\.{1,2}[^\s.[{}][^{}]*\}$/.test(jsonPath)) {
        yield {
          at: 'jsonPath',
          value: jsonPath,
          what: 'it is not a path in braces that starts with a key.',
          why: 'text outside of braces is taken as itself, and the whole answer, if it is just `null`, crashes the controller.',
          fix: 'write it as in "{$.data.score}".',
        };
      }
    },
  },
  needsTime('web-timeout', ({ timeout }) => ({ timeout })),
  needsText(
    'web-authentication',
    ({ authentication }) => authenticationTexts(authentication),
    'Argo refuses to build the client, so every measurement is an Error.',
  ),
  noClearSecret('web-secret', ({ headers, authentication }) => secretsOf(headers, authentication)),
];

/** Asks any HTTP endpoint. A null, or an empty list, is no data; an answer other than 2xx is an Error. */
export function web(props: WebProps): QueryProvider {
  const sample =
    props.equals === undefined
      ? numberOrNaN('#')
      : `# == nil ? asFloat("NaN") : # == ${JSON.stringify(props.equals)} ? 1.0 : 0.0`;
  return Object.assign(provide('web', props, checks, render), {
    samples: each('result', sample),
    emptyIsError: !props.alwaysAnswers,
  });
}

function render(props: WebProps): object {
  const { url, method, headers, body, jsonBody, timeout, jsonPath, insecure, authentication } = props;
  return {
    url,
    method,
    headers: renderHeaders(headers),
    body,
    jsonBody,
    timeoutSeconds: timeout?.toSeconds(),
    jsonPath,
    insecure,
    authentication,
  };
}

/** The registry's line. */
export const webKind: ProviderKind = {
  id: 'web',
  title: 'Web (HTTP)',
  since: '1.0',
  reads: 'the number, or every number of the list, at `jsonPath` of a JSON answer',
  checks: checks.map(({ id }) => id),
  make: web,
  examples: () => [
    web({
      url: 'https://quality.example.com/{{args.service}}/score',
      answersJson: true,
      jsonPath: '{$.data.score}',
      headers: { Authorization: 'Bearer {{args.secret}}', Accept: 'application/json' },
      timeout: Duration.seconds(20),
      insecure: true,
    }),
    web({
      url: 'http://checkout-canary.shop/smoke',
      answersJson: true,
      method: 'POST',
      jsonBody: { suite: 'smoke', service: '{{args.service}}', retries: 0 },
      jsonPath: '{$.status}',
      equals: 'passed',
      alwaysAnswers: true,
      authentication: {
        oauth2: {
          tokenUrl: 'https://login.example.com/token',
          clientId: 'argo-rollouts',
          clientSecret: '{{args.secret}}',
          scopes: ['smoke.run'],
        },
      },
    }),
    web({
      url: 'http://checkout-canary.shop/flag',
      answersJson: true,
      method: 'PUT',
      body: 'on',
      jsonPath: '{.enabled}',
      equals: true,
      authentication: { basicAuth: { username: 'argo', password: '{{args.secret}}' } },
    }),
  ],
};
