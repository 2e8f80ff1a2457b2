import { manifestOf, type Handed } from './handed';
import type { Destination, Destinations, RouteNames } from './istio-routes';
import type { Problem } from '../../errors';

interface RouteDestination {
  readonly destination?: { readonly host?: string; readonly subset?: string };
  readonly weight?: number;
}

interface Match {
  readonly port?: number;
  readonly sniHosts?: readonly string[];
}

interface Route {
  readonly name?: string;
  readonly match?: readonly Match[];
  readonly route?: readonly RouteDestination[];
}

interface VirtualServiceManifest {
  readonly spec?: {
    readonly http?: readonly Route[];
    readonly tls?: readonly Route[];
    readonly tcp?: readonly Route[];
  };
}

interface DestinationRuleManifest {
  readonly spec?: { readonly host?: string; readonly subsets?: readonly { readonly name?: string }[] };
}

/** One of the three kinds of routes, and how a Rollout picks among them. */
interface Picked {
  readonly protocol: 'http' | 'tls' | 'tcp';
  /** The Rollout's own key. */
  readonly key: keyof RouteNames;
  readonly routes: readonly Route[];
  /** What it asks for, or undefined if it names none. */
  readonly wanted: readonly { readonly label: string; readonly fits: (route: Route) => boolean }[] | undefined;
}

/** R14, R15: routes the controller would not find, or could not split. */
export function* virtualServiceProblems(
  at: string,
  virtualService: Handed,
  names: RouteNames,
  destinations: Destinations,
): Iterable<Problem> {
  const spec = manifestOf<VirtualServiceManifest>(virtualService)?.spec ?? {};
  if (virtualService.apiObject === undefined) {
    return;
  }
  const picked = pick(spec, names);
  if (picked.every(({ routes }) => routes.length === 0)) {
    yield {
      rule: 'R14',
      at: `${at}.name`,
      value: virtualService.name,
      what: 'the VirtualService has no HTTP, TLS or TCP routes.',
      why: 'the controller would refuse the Rollout: there is no traffic it could move.',
      fix: 'give it a route that leads to the stable and the canary version.',
    };
  }
  for (const one of picked) {
    yield* pickProblems(at, virtualService, one);
    for (const route of splitRoutes(one)) {
      yield* destinationProblems(at, virtualService, one.protocol, route, destinations);
    }
  }
}

function pick(
  { http = [], tls = [], tcp = [] }: NonNullable<VirtualServiceManifest['spec']>,
  names: RouteNames,
): Picked[] {
  return [
    {
      protocol: 'http',
      key: 'routes',
      routes: http,
      wanted: names.routes?.map((name) => ({ label: name, fits: (route) => route.name === name })),
    },
    {
      protocol: 'tls',
      key: 'tlsRoutes',
      routes: tls,
      wanted: names.tlsRoutes?.map((wanted) => ({
        label: JSON.stringify(wanted),
        fits: (route) => onePort(route) === (wanted.port ?? 0) && sameSet(sniHosts(route), wanted.sniHosts ?? []),
      })),
    },
    {
      protocol: 'tcp',
      key: 'tcpRoutes',
      routes: tcp,
      wanted: names.tcpRoutes?.map((wanted) => ({
        label: JSON.stringify(wanted),
        fits: (route) => onePort(route) === (wanted.port ?? 0),
      })),
    },
  ];
}

/** The controller only knows routes that match one port; 0 stands for none. */
function onePort({ match = [] }: Route): number | undefined {
  const ports = new Set(match.map(({ port = 0 }) => port));
  return ports.size > 1 ? undefined : ([...ports][0] ?? 0);
}

function sniHosts({ match = [] }: Route): readonly string[] {
  return [...new Set(match.flatMap((one) => one.sniHosts ?? []))];
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}

function* pickProblems(at: string, { name }: Handed, { protocol, key, routes, wanted }: Picked): Iterable<Problem> {
  for (const { label, fits } of routes.length === 0 && protocol !== 'http' ? [] : (wanted ?? [])) {
    if (routes.length > 0 && !routes.some(fits)) {
      yield {
        rule: 'R15',
        at: `${at}.${key}`,
        value: label,
        what: `VirtualService "${name}" has no such ${protocol.toUpperCase()} route.`,
        why: 'the controller would refuse the Rollout.',
        fix: `name a route of the VirtualService: ${routes.map(describe).join(', ')}.`,
      };
    }
  }
  if (wanted === undefined && routes.length > 1) {
    yield {
      rule: 'R15',
      at: `${at}.${key}`,
      what: `VirtualService "${name}" has ${routes.length} ${protocol.toUpperCase()} routes, and none is named here.`,
      why: 'the controller would refuse the Rollout: it only picks a route by itself where there is exactly one.',
      fix: `name the routes that carry the split, of ${routes.map(describe).join(', ')}.`,
    };
  }
}

function describe(route: Route): string {
  return route.name === undefined ? JSON.stringify(route.match ?? []) : `"${route.name}"`;
}

/** The routes whose weights the controller sets. */
function splitRoutes({ routes, wanted }: Picked): readonly Route[] {
  return wanted ? routes.filter((route) => wanted.some(({ fits }) => fits(route))) : routes.slice(0, 1);
}

function* destinationProblems(
  at: string,
  { name }: Handed,
  protocol: string,
  route: Route,
  { stable, canary, additional }: Destinations,
): Iterable<Problem> {
  const place = { at: `${at}.name`, value: name };
  const which = route.name === undefined ? `the ${protocol.toUpperCase()} route` : `route "${route.name}"`;
  for (const [side, wanted] of Object.entries({ stable, canary })) {
    if (!route.route?.some((one) => leadsTo(one, wanted))) {
      yield {
        rule: 'R15',
        ...place,
        what: `${which} of the VirtualService does not lead to the ${side} ${label(wanted)}.`,
        why: 'the controller would refuse the Rollout: it sets the weights of these two destinations.',
        fix: 'list both destinations, the stable one with weight 100, the canary one with weight 0.',
      };
    }
  }
  const known = [stable, canary, ...additional];
  const foreign = route.route?.find((one) => one.weight && !known.some((wanted) => leadsTo(one, wanted)));
  if (foreign) {
    const { host = '', subset } = foreign.destination ?? {};
    yield {
      rule: 'istio-foreign-destination',
      ...place,
      what: `${which} of the VirtualService also leads to the ${label({ host, subset })}.`,
      why: 'the controller takes every destination but stable and canary out of the route, with its traffic.',
      fix: 'move it to a route of its own, or declare it as an additional subset.',
    };
  }
}

/** The controller compares the subset where there are subsets, otherwise the first label of the host. */
function leadsTo({ destination }: RouteDestination, wanted: Destination): boolean {
  return wanted.subset === undefined
    ? destination?.host?.split('.')[0] === wanted.host
    : destination?.subset === wanted.subset;
}

function label({ host, subset }: Destination): string {
  return subset === undefined ? `Service "${host}"` : `subset "${subset}"`;
}

/** Subsets that the controller would not find, and those it would take away. */
export function* destinationRuleProblems(
  at: string,
  rule: Handed,
  { stable, canary }: { readonly stable: string; readonly canary: string },
  service: string | undefined,
): Iterable<Problem> {
  const { host, subsets = [] } = manifestOf<DestinationRuleManifest>(rule)?.spec ?? {};
  if (rule.apiObject === undefined) {
    return;
  }
  if (service !== undefined && host?.split('.')[0] !== service) {
    yield {
      rule: 'istio-subset-host',
      at: `${at}.name`,
      value: rule.name,
      what: `the host of the DestinationRule is "${host}", not Service "${service}".`,
      why: 'the routes lead to subsets of that Service, which would not exist.',
      fix: 'name the same Service, or pass the one of the DestinationRule to the strategy as `rootService`.',
    };
  }
  const names = subsets.map(({ name }) => name);
  for (const subset of [stable, canary].filter((one) => !names.includes(one))) {
    yield {
      rule: 'istio-subset-missing',
      at: `${at}.name`,
      value: rule.name,
      what: `the DestinationRule has no subset "${subset}".`,
      why: 'the controller marks the pods of a version by the labels of its subset; without it requests find no pod.',
      fix: `add the subset, with the labels of the Rollout's pods.`,
    };
  }
  const others = names.filter((one) => one !== stable && one !== canary);
  if (others.length > 0) {
    yield {
      rule: 'istio-subset-removed',
      at: `${at}.name`,
      value: rule.name,
      what: `the DestinationRule has further subsets: ${others.join(', ')}.`,
      why: 'the controller takes away every subset but the stable and the canary one.',
      fix: 'define them in a DestinationRule of their own.',
    };
  }
}
