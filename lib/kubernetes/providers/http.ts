import type { Fields } from './options';

/** Names and values of HTTP headers. A secret in a value must come from an argument. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** Client credentials grant: Argo fetches a token for each measurement (Argo Rollouts 1.7). */
export interface OAuth2 {
  /** Where tokens are fetched. */
  readonly tokenUrl: string;
  /** Under which the controller is known there. */
  readonly clientId: string;
  /** Comes from an argument declared with `Argument.secret`. */
  readonly clientSecret: string;
  /** @default - none */
  readonly scopes?: readonly string[];
}

/** User and password (later than Argo Rollouts 1.9: older ones ignore it, and the system refuses the request). */
export interface BasicAuth {
  /** In clear text. */
  readonly username: string;
  /** Comes from an argument declared with `Argument.secret`. */
  readonly password: string;
}

/** Signs requests as AWS wants it (Argo Rollouts 1.6). */
export interface Sigv4 {
  /** @default - that of the controller's AWS configuration */
  readonly region?: string;
  /** Profile in the controller's AWS configuration. @default - the default profile */
  readonly profile?: string;
  /** Role to assume. @default - none */
  readonly roleArn?: string;
}

/** One way to authenticate with a web endpoint. Argo's `sigv4` is left out: its web provider does not read it. */
export type WebAuthentication = { readonly oauth2: OAuth2 } | { readonly basicAuth: BasicAuth };

/** One way to authenticate with Prometheus. */
export type PrometheusAuthentication = WebAuthentication | { readonly sigv4: Sigv4 };

/** Header names whose values are secrets. */
const SECRET_HEADER = /^(proxy-)?authorization$|^cookie$|token|secret|password|api-?key/i;

/** The `headers` list. */
export function renderHeaders(headers: HttpHeaders | undefined): object[] | undefined {
  return headers && Object.entries(headers).map(([key, value]) => ({ key, value }));
}

/** The texts of an authentication that must not be empty. */
export function authenticationTexts(authentication: PrometheusAuthentication | undefined): Fields {
  const { oauth2, basicAuth } = parts(authentication);
  return {
    ...(oauth2 ? { 'authentication.oauth2.clientId': oauth2.clientId } : {}),
    ...(basicAuth ? { 'authentication.basicAuth.username': basicAuth.username } : {}),
  };
}

/** The addresses of an authentication. */
export function authenticationUrls(authentication: PrometheusAuthentication | undefined): Fields {
  const { oauth2 } = parts(authentication);
  return oauth2 ? { 'authentication.oauth2.tokenUrl': oauth2.tokenUrl ?? '' } : {};
}

/** Everything in an HTTP request that is a secret. */
export function secretsOf(headers: HttpHeaders = {}, authentication: PrometheusAuthentication | undefined): Fields {
  const { oauth2, basicAuth } = parts(authentication);
  const named = Object.entries(headers).filter(([name]) => SECRET_HEADER.test(name));
  return {
    ...Object.fromEntries(named.map(([name, value]) => [`headers.${name}`, value])),
    ...(oauth2 ? { 'authentication.oauth2.clientSecret': oauth2.clientSecret ?? '' } : {}),
    ...(basicAuth ? { 'authentication.basicAuth.password': basicAuth.password ?? '' } : {}),
  };
}

function parts(authentication: PrometheusAuthentication = { sigv4: {} }): { oauth2?: OAuth2; basicAuth?: BasicAuth } {
  return {
    oauth2: 'oauth2' in authentication ? authentication.oauth2 : undefined,
    basicAuth: 'basicAuth' in authentication ? authentication.basicAuth : undefined,
  };
}
