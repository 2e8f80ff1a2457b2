import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { judgeAtSynth, kindProblems, toHanded } from './handed';
import type { Handed, HandedObject, Some, Without } from './handed';
import { virtualServiceProblems } from './istio-check';
import { httpRoutesOf, renderRoutes, routeNamesOf, type Destinations } from './istio-routes';
import type { IstioRoutes, RouteNames } from './istio-routes';
import { nameProblems, namespaceOf, ordinal, ownMetadata, rawProblems, type OwnedObject } from './owned';
import type { Problem } from '../../errors';
import type { RouterCapabilities, RouterContext, RouterRequest } from '../router';
import type { ServiceLike } from '../services';

export const ISTIO_GROUP = 'networking.istio.io';
export const ISTIO_VERSION = `${ISTIO_GROUP}/v1`;

/** A VirtualService that the router makes: all its routes carry the split. */
export interface OwnVirtualService extends OwnedObject, IstioRoutes {
  /**
   * Host names, or Services, that clients call. @default - the server names if there are only TLS routes; otherwise the
   * Service that clients call: the root Service where there is one, else the stable Service
   */
  readonly host?: string | ServiceLike | Some<string | ServiceLike>;
  /** Gateways of this app, or names of others as Istio writes them; "mesh" for sidecars. @default - Istio's own: mesh */
  readonly gateways?: Some<string | ApiObject>;
  /** Namespaces that see it. @default - all */
  readonly exportTo?: readonly string[];
}

/** A VirtualService that is handed in; it may stand in another namespace. */
export interface HandedVirtualService extends RouteNames {
  readonly virtualService: HandedObject;
}

/** One VirtualService made here, one handed in, or several of both kinds. */
export type VirtualServiceSource =
  | (OwnVirtualService & Without<HandedVirtualService> & { readonly virtualServices?: never })
  | (HandedVirtualService & Without<OwnVirtualService> & { readonly virtualServices?: never })
  | ({ readonly virtualServices: Some<OwnVirtualService | HandedVirtualService> } & Without<OwnVirtualService> &
      Without<HandedVirtualService>);

/** Everything VirtualServices made here have in common. */
export interface IstioTarget {
  readonly at: string;
  readonly destinations: Destinations;
  /** Host of a VirtualService that says none, and the port its routes lead to. */
  readonly host: string;
  readonly port: number;
}

function isHandedVirtualService(one: OwnVirtualService | HandedVirtualService): one is HandedVirtualService {
  return 'virtualService' in one && one.virtualService !== undefined;
}

/** The VirtualServices in the order they were given. */
export function virtualServicesOf(source: VirtualServiceSource): readonly (OwnVirtualService | HandedVirtualService)[] {
  return source.virtualServices ?? [source];
}

/** True if all are handed in: then there is nothing to be made for them. */
export function allHanded(source: VirtualServiceSource): boolean {
  return virtualServicesOf(source).every(isHandedVirtualService);
}

/** True if one of those made here does not say what clients call. */
export function someWithoutHost(source: VirtualServiceSource): boolean {
  return virtualServicesOf(source).some((one) => !isHandedVirtualService(one) && hostsOf(one) === undefined);
}

/** Header and mirror routes are HTTP routes: the controller fails on a VirtualService that has none. */
export function httpCapabilities(
  source: VirtualServiceSource,
): Pick<RouterCapabilities, 'headerRoute' | 'mirrorRoute'> {
  const http = virtualServicesOf(source).every((one) => isHandedVirtualService(one) || httpRoutesOf(one).length > 0);
  return { headerRoute: http ? ['exact', 'prefix', 'regex'] : [], mirrorRoute: http };
}

/** What can't be about the VirtualServices, whatever else there is. */
export function* sourceProblems(at: string, source: VirtualServiceSource, request: RouterRequest): Iterable<Problem> {
  for (const one of virtualServicesOf(source)) {
    if (isHandedVirtualService(one)) {
      yield* handedProblems(`${at}.name`, one.virtualService);
    } else {
      yield* ownProblems(at, one, request);
    }
  }
}

function* handedProblems(at: string, object: HandedObject): Iterable<Problem> {
  yield* kindProblems(at, object, `${ISTIO_GROUP}/VirtualService`);
  const { name } = toHanded(object);
  if (name.includes('.')) {
    yield {
      rule: 'istio-name',
      at,
      value: name,
      what: 'the name of the VirtualService has a dot in it.',
      why: 'the controller takes what stands after the dot for its namespace.',
      fix: 'name it without a dot.',
    };
  }
}

const HTTP_FIELDS = ['name', 'match', 'timeout', 'retries', 'route'];

function* ownProblems(at: string, own: OwnVirtualService, { ports }: RouterRequest): Iterable<Problem> {
  yield* nameProblems(`${at}.name`, own.name);
  for (const gateway of own.gateways ?? []) {
    yield* typeof gateway === 'string' ? [] : kindProblems(`${at}.gateways`, gateway, `${ISTIO_GROUP}/Gateway`);
  }
  if (!own.http && !own.tls && !own.tcp && ports.length > 1) {
    yield {
      rule: 'istio-ports',
      at: `${at}.routes`,
      value: ports.map(({ port }) => port),
      what: 'the Service has several ports, and no route says which one it is for.',
      why: 'a route for everything would send the requests of all ports to the first one.',
      fix: 'give `http`, `tls` or `tcp` routes, each with its port.',
    };
  }
  const hosts = hostsOf(own) ?? [];
  for (const [index, { sniHosts }] of (own.tls ?? []).entries()) {
    for (const value of sniHosts.filter((name) => !hosts.some((host) => covers(host, name)))) {
      yield {
        rule: 'istio-sni-host',
        at: `${at}.tlsRoutes[${index}].sniHosts`,
        value,
        what: 'no host of the VirtualService stands for this server name.',
        why: 'Istio would refuse the VirtualService.',
        fix: 'add it to `host`.',
      };
    }
  }
  const http = httpRoutesOf(own);
  for (const [index, { name, more }] of http.entries()) {
    yield* rawProblems(`${at}.routes[${index}].more`, more, HTTP_FIELDS);
    if (http.findIndex((route) => route.name === name) !== index) {
      yield {
        rule: 'istio-route-name',
        at: `${at}.routes[${index}]`,
        value: name,
        what: 'another HTTP route of the VirtualService has that name.',
        why: 'the controller would move the traffic of the first one only.',
        fix: 'give each route a name of its own.',
      };
    }
  }
}

/** Makes or takes the VirtualServices; returns what the Rollout says of them. */
export function bindVirtualServices(
  scope: Construct,
  context: RouterContext,
  source: VirtualServiceSource,
  target: IstioTarget,
): object {
  const references = virtualServicesOf(source).map((one, index) => {
    if (!isHandedVirtualService(one)) {
      const { name } = makeVirtualService(scope, context, one, target, ordinal(index));
      return { name, ...routeNamesOf(one) };
    }
    const handed = toHanded(one.virtualService);
    judgeAtSynth(scope, () => virtualServiceProblems(target.at, handed, one, target.destinations));
    const { routes, tlsRoutes, tcpRoutes } = one;
    return { name: referenceTo(handed, context), routes, tlsRoutes, tcpRoutes };
  });
  return source.virtualServices ? { virtualServices: references } : { virtualService: references[0] };
}

function makeVirtualService(
  scope: Construct,
  context: RouterContext,
  own: OwnVirtualService,
  { destinations, host, port }: IstioTarget,
  nth: string,
): ApiObject {
  return new ApiObject(scope, `VirtualService${nth}`, {
    apiVersion: ISTIO_VERSION,
    kind: 'VirtualService',
    metadata: ownMetadata(context, own, nth),
    spec: {
      hosts: hostsOf(own) ?? [host],
      gateways: own.gateways?.map((gateway) => gatewayName(gateway, context)),
      exportTo: own.exportTo,
      ...renderRoutes(own, destinations, port),
    },
  });
}

/** Hosts that the VirtualService says itself. */
function hostsOf({ host, http, tls, tcp }: OwnVirtualService): readonly string[] | undefined {
  if (host === undefined) {
    return tls && !http && !tcp ? [...new Set(tls.flatMap(({ sniHosts }) => sniHosts))] : undefined;
  }
  const hosts = [host].flat() as readonly (string | ServiceLike)[];
  return hosts.map((one) => (typeof one === 'string' ? one : one.name));
}

/** True if every name that the one stands for is one that the other stands for; "*" at the start stands for any. */
function covers(host: string, name: string): boolean {
  return host === name || (host.startsWith('*') && name.endsWith(host.slice(1)));
}

/** Istio writes `<namespace>/<name>` for a gateway elsewhere. */
function gatewayName(gateway: string | ApiObject, context: RouterContext): string {
  if (typeof gateway === 'string') {
    return gateway;
  }
  const { name, namespace } = toHanded(gateway);
  return namespace === undefined || namespace === namespaceOf(context) ? name : `${namespace}/${name}`;
}

/** Argo writes `<name>.<namespace>` for a VirtualService elsewhere. */
function referenceTo({ name, namespace }: Handed, context: RouterContext): string {
  return namespace === undefined || namespace === namespaceOf(context) ? name : `${name}.${namespace}`;
}
