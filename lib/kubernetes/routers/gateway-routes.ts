import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  isHanded,
  judgeAtSynth,
  kindProblems,
  manifestOf,
  toHanded,
  type Handed,
  type HandedObject,
  type Some,
} from './handed';
import { nameProblems, ordinal, ownMetadata, rawProblems, type OwnedObject, type RawFields } from './owned';
import { portProblems, type Sides } from './sides';
import type { Problem } from '../../errors';
import type { RouterContext, RouterRequest } from '../router';
import { compact } from '../values';

/** A Gateway (or another parent) that a route is attached to. */
export interface ParentReference {
  /** `metadata.name` of the parent. */
  readonly name: string;
  /** @default - that of the route */
  readonly namespace?: string;
  /** Name of one of its listeners. @default - all */
  readonly sectionName?: string;
  /** Port of its listeners. @default - all */
  readonly port?: number;
  /** `Service` for a service mesh. @default 'Gateway' */
  readonly kind?: 'Gateway' | 'Service';
}

/** One rule of a route: what it matches; where it leads is the router's to say. */
export interface GatewayRule {
  /** @default - none */
  readonly name?: string;
  /** As the Gateway API writes them. @default - everything */
  readonly matches?: readonly RawFields[];
  /** As the Gateway API writes them. @default - none */
  readonly filters?: readonly RawFields[];
  /** Further fields of the rule as the Gateway API writes them, such as `timeouts`. @default - none */
  readonly more?: RawFields;
}

/** A route that the router makes. */
export interface OwnRoute extends OwnedObject {
  /** Gateways of this app, or references to others. */
  readonly gateways: Some<ApiObject | ParentReference>;
  /** Port of the stable and the canary Service. @default - the first port of the stable one */
  readonly port?: number;
}

/** An HTTPRoute or GRPCRoute that the router makes. */
export interface OwnHttpRoute extends OwnRoute {
  /** @default - those of the listeners */
  readonly hostnames?: readonly string[];
  /** @default - one rule for everything */
  readonly rules?: Some<GatewayRule>;
}

/** A TCPRoute that the router makes. */
export interface OwnTcpRoute extends OwnRoute {
  /** Version of the kind: `v1alpha2` up to Gateway API 1.4. @default 'v1' */
  readonly version?: 'v1' | 'v1alpha2';
}

/** A TLSRoute that the router makes. */
export interface OwnTlsRoute extends OwnTcpRoute {
  /** Server names (SNI). */
  readonly hostnames: Some<string>;
}

/** The routes of each kind, made here or handed in. */
export interface GatewayRoutes {
  /** @default - none */
  readonly httpRoutes?: Some<OwnHttpRoute | HandedObject>;
  /** @default - none */
  readonly grpcRoutes?: Some<OwnHttpRoute | HandedObject>;
  /** @default - none */
  readonly tcpRoutes?: Some<OwnTcpRoute | HandedObject>;
  /** @default - none */
  readonly tlsRoutes?: Some<OwnTlsRoute | HandedObject>;
}

export type RouteList = keyof GatewayRoutes;
type AnyOwnRoute = OwnRoute & Partial<Omit<OwnHttpRoute & OwnTcpRoute, keyof OwnRoute>>;

/** The plugin's key of each kind, and whether it adds rules for headers to it. */
export const ROUTE_KINDS = {
  httpRoutes: { kind: 'HTTPRoute', headers: true },
  grpcRoutes: { kind: 'GRPCRoute', headers: true },
  tcpRoutes: { kind: 'TCPRoute', headers: false },
  tlsRoutes: { kind: 'TLSRoute', headers: false },
} as const satisfies Record<RouteList, { readonly kind: string; readonly headers: boolean }>;

const GROUP = 'gateway.networking.k8s.io';
const RULE_FIELDS = ['name', 'matches', 'filters', 'backendRefs'];

interface RouteManifest {
  readonly spec?: { readonly rules?: readonly { readonly backendRefs?: readonly { readonly name?: string }[] }[] };
}

interface Listed {
  readonly list: RouteList;
  readonly kind: string;
  readonly index: number;
  readonly route: AnyOwnRoute | HandedObject;
}

function listed(routes: GatewayRoutes): readonly Listed[] {
  return (Object.keys(ROUTE_KINDS) as RouteList[]).flatMap((list) =>
    (routes[list] ?? []).map((route, index) => ({ list, kind: ROUTE_KINDS[list].kind, index, route })),
  );
}

/** What can't be about the routes. */
export function* routeProblems(at: string, routes: GatewayRoutes, request: RouterRequest): Iterable<Problem> {
  const all = listed(routes);
  if (all.length === 0) {
    yield {
      rule: 'gateway-routes',
      at,
      what: 'there is no route.',
      why: 'the plugin would fail at the first step: there is no traffic it could move.',
      fix: 'give it one or more of `httpRoutes`, `grpcRoutes`, `tcpRoutes` and `tlsRoutes`.',
    };
  }
  for (const { list, kind, index, route } of all) {
    const place = `${at}.${list}[${index}]`;
    if (isHanded(route)) {
      yield* kindProblems(place, route, `${GROUP}/${kind}`);
      continue;
    }
    yield* nameProblems(`${place}.name`, route.name);
    yield* portProblems(`${place}.port`, request, route.port);
    for (const [nth, rule] of (route.rules ?? []).entries()) {
      yield* rawProblems(`${place}.rules[${nth}].more`, rule.more, RULE_FIELDS);
    }
    for (const gateway of route.gateways.filter((one) => isHanded(one))) {
      yield* kindProblems(`${place}.gateways`, gateway, `${GROUP}/Gateway`);
    }
  }
}

/** Makes or takes the routes; returns their names by kind. */
export function bindRoutes(
  scope: Construct,
  context: RouterContext,
  routes: GatewayRoutes,
  sides: Sides,
  at: string,
  total: number,
): Readonly<Partial<Record<RouteList, readonly string[]>>> {
  const names: Partial<Record<RouteList, string[]>> = {};
  for (const { list, kind, index, route } of listed(routes)) {
    if (isHanded(route)) {
      const handed = toHanded(route);
      judgeAtSynth(scope, () => judge(`${at}.${list}[${index}]`, handed, sides));
      (names[list] ??= []).push(handed.name);
    } else {
      (names[list] ??= []).push(makeRoute(scope, context, route, kind, ordinal(index), sides, total).name);
    }
  }
  return names;
}

function makeRoute(
  scope: Construct,
  context: RouterContext,
  own: AnyOwnRoute,
  kind: string,
  nth: string,
  { stable, canary }: Sides,
  total: number,
): ApiObject {
  const port = own.port ?? stable.port;
  const backendRefs = [
    { name: stable.name, port, weight: total },
    { name: canary.name, port, weight: 0 },
  ];
  return new ApiObject(scope, `${kind}${nth}`, {
    apiVersion: `${GROUP}/${own.version ?? 'v1'}`,
    kind,
    metadata: ownMetadata(context, own, nth),
    spec: {
      parentRefs: own.gateways.map(parentRef),
      hostnames: own.hostnames,
      rules: (own.rules ?? [{}]).map(({ name, matches, filters, more }) => ({
        ...more,
        name,
        matches,
        filters,
        backendRefs,
      })),
    },
  });
}

function parentRef(gateway: ApiObject | ParentReference): object | undefined {
  if (isHanded(gateway)) {
    return compact({ name: gateway.name, namespace: toHanded(gateway).namespace });
  }
  const { kind, ...reference } = gateway;
  return kind === 'Service' ? { group: '', kind, ...reference } : reference;
}

function* judge(at: string, route: Handed, { stable, canary }: Sides): Iterable<Problem> {
  const rules = manifestOf<RouteManifest>(route)?.spec?.rules ?? [];
  const backends = rules.flatMap((rule) => rule.backendRefs ?? []);
  for (const { name } of route.apiObject ? [stable, canary] : []) {
    if (!backends.some((backend) => backend.name === name)) {
      yield {
        rule: 'gateway-backends',
        at,
        value: route.name,
        what: `no rule of the route has a backend for Service "${name}".`,
        why: 'the plugin sets the weights of the stable and the canary backend and would fail at the first step.',
        fix: 'list both Services as backendRefs of a rule.',
      };
    }
  }
}
