import type { Duration } from 'cdk8s';
import type { Some } from './handed';
import type { RawFields } from './owned';

/** An HTTP route of a VirtualService that is split between the two versions. */
export interface IstioHttpRoute {
  /** Unique in the VirtualService. @default 'primary' */
  readonly name?: string;
  /** What it matches, as Istio writes it; one of the list is enough. @default - everything */
  readonly match?: readonly RawFields[];
  /** Port of the Services it leads to. @default - the first port of the stable one */
  readonly port?: number;
  /** For the whole request. @default - none */
  readonly timeout?: Duration;
  /** @default - Istio's own: 2 */
  readonly retries?: { readonly attempts: number; readonly perTryTimeout?: Duration; readonly retryOn?: string };
  /** Further fields of the route as Istio writes them: rewrite, headers, corsPolicy, fault. @default - none */
  readonly more?: RawFields;
}

/** A TLS route of a VirtualService: by server name, without looking into the connection. */
export interface IstioTlsRoute {
  /** Port of the gateway or Service at which connections arrive. */
  readonly port: number;
  /** Server names (SNI). */
  readonly sniHosts: Some<string>;
  /** Port of the Services it leads to. @default - the first port of the stable one */
  readonly destinationPort?: number;
}

/** A TCP route of a VirtualService. */
export interface IstioTcpRoute {
  /** Port of the gateway or Service at which connections arrive. */
  readonly port: number;
  /** Port of the Services it leads to. @default - the first port of the stable one */
  readonly destinationPort?: number;
}

/** Which routes of a VirtualService carry the split: what the Rollout refers to. */
export interface RouteNames {
  /** Names of HTTP routes. @default - the only HTTP route there is */
  readonly routes?: Some<string>;
  /** TLS routes by port and server names. @default - the only TLS route there is */
  readonly tlsRoutes?: Some<{ readonly port?: number; readonly sniHosts?: readonly string[] }>;
  /** TCP routes by port. @default - the only TCP route there is */
  readonly tcpRoutes?: Some<{ readonly port?: number }>;
}

/** Where one version is reached. */
export interface Destination {
  readonly host: string;
  readonly subset?: string;
}

/** Where traffic goes besides: the weight stays as it is, and is taken from the stable side. */
export interface AdditionalDestination extends Destination {
  /** Of 100. */
  readonly weight: number;
  /** @default - the Service's only one */
  readonly port?: number;
}

/** Where all routes of a Rollout lead. */
export interface Destinations {
  readonly stable: Destination;
  readonly canary: Destination;
  readonly additional: readonly AdditionalDestination[];
}

/** The routes of one VirtualService. */
export interface IstioRoutes {
  /** @default - one for everything, unless there are `tls` or `tcp` routes */
  readonly http?: Some<IstioHttpRoute>;
  /** @default - none */
  readonly tls?: Some<IstioTlsRoute>;
  /** @default - none */
  readonly tcp?: Some<IstioTcpRoute>;
}

/** HTTP routes with their names. */
export function httpRoutesOf({ http, tls, tcp }: IstioRoutes): readonly (IstioHttpRoute & { readonly name: string })[] {
  const routes = http ?? (tls || tcp ? [] : [{}]);
  return routes.map((route) => ({ ...route, name: route.name ?? 'primary' }));
}

/** What the Rollout says of the routes of a VirtualService made here. */
export function routeNamesOf(routes: IstioRoutes): object {
  const names = httpRoutesOf(routes).map(({ name }) => name);
  return {
    routes: names.length > 0 ? names : undefined,
    tlsRoutes: routes.tls?.map(({ port, sniHosts }) => ({ port, sniHosts })),
    tcpRoutes: routes.tcp?.map(({ port }) => ({ port })),
  };
}

/** `spec.http`, `spec.tls` and `spec.tcp`: everything on the stable side. */
export function renderRoutes(routes: IstioRoutes, destinations: Destinations, port: number): object {
  const http = httpRoutesOf(routes).map((route) => ({
    ...route.more,
    name: route.name,
    match: route.match,
    timeout: route.timeout && istioDuration(route.timeout),
    retries: route.retries && {
      ...route.retries,
      perTryTimeout: route.retries.perTryTimeout && istioDuration(route.retries.perTryTimeout),
    },
    route: split(destinations, route.port ?? port),
  }));
  return {
    http: http.length > 0 ? http : undefined,
    tls: routes.tls?.map(({ port: at, sniHosts, destinationPort }) => ({
      match: [{ port: at, sniHosts }],
      route: split(destinations, destinationPort ?? port),
    })),
    tcp: routes.tcp?.map(({ port: at, destinationPort }) => ({
      match: [{ port: at }],
      route: split(destinations, destinationPort ?? port),
    })),
  };
}

function split({ stable, canary, additional }: Destinations, number: number): readonly object[] {
  const rest = additional.reduce((sum, { weight }) => sum + weight, 0);
  return [
    { destination: { ...stable, port: { number } }, weight: 100 - rest },
    { destination: { ...canary, port: { number } }, weight: 0 },
    ...additional.map(({ weight, port, ...destination }) => ({
      destination: { ...destination, port: port === undefined ? undefined : { number: port } },
      weight,
    })),
  ];
}

/** Seconds, the one form that both Istio's API and its CRD take: `0.25s`, `90s`. */
export function istioDuration(duration: Duration): string {
  return `${duration.toMilliseconds() / 1000}s`;
}
