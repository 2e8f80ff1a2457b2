import type { Field } from '../../../lib/facts/kubernetes/field';
import type { CannotKnow, Found } from '../../rule';
import { mustName, type Leading, type Leads } from './leads';

type Answers = readonly (Found | CannotKnow)[];

/** A VirtualService: each of its routes that Argo edits leads to both sides. */
export const virtualService: Leads = (on) => {
  const { spec, field } = on;
  const lists = ['http', 'tls', 'tcp'].map((key) => spec.at(key)).filter(({ exists }) => exists);
  if (lists.length === 0) return [{ at: spec.path, what: 'it has no http, tls or tcp routes.' }];
  const named = namingOf(on.routing, field);
  return [
    ...edited(spec.at('http'), httpRoutes(spec.at('http').list(), named.at('routes'), on.routing), on),
    ...edited(spec.at('tls'), matching(spec.at('tls').list(), named.at('tlsRoutes'), isTlsOf), on),
    ...edited(spec.at('tcp'), matching(spec.at('tcp').list(), named.at('tcpRoutes'), isTcpOf), on),
  ];
};

/** With subsets both sides are one Service, and the subsets have to be there. */
export const destinationRule: Leads = ({ spec, routing }) =>
  mustName(
    spec
      .at('subsets')
      .list()
      .map((subset) => subset.at('name')),
    subsetsOf(routing),
    spec,
    'it has no subset',
  );

/** The part of the Rollout that names this VirtualService, where the routes to edit stand beside the name. */
function namingOf(routing: Field, { path }: Field): Field {
  const istio = routing.at('istio');
  const index = path.find((key) => typeof key === 'number');
  return (index === undefined ? undefined : istio.at('virtualServices').list()[index]) ?? istio.at('virtualService');
}

function subsetsOf(routing: Field): readonly (string | undefined)[] {
  const rule = routing.at('istio', 'destinationRule');
  return ['canarySubsetName', 'stableSubsetName'].map((key) => rule.at(key).text());
}

/** Routes that Argo edits, or what keeps it from choosing. */
type Chosen = readonly Field[] | string;

function edited(list: Field, chosen: Chosen, { routing, stable, canary }: Leading): Answers {
  if (!list.exists) return [];
  if (typeof chosen === 'string') return [{ at: list.path, what: chosen }];
  const rule = routing.at('istio', 'destinationRule');
  const [key, wanted] = rule.exists ? (['subset', subsetsOf(routing)] as const) : (['host', [stable, canary]] as const);
  return chosen.flatMap((route) =>
    mustName(
      route
        .at('route')
        .list()
        .map((one) => one.at('destination', key)),
      wanted,
      route,
      `no destination of it has the ${key}`,
    ),
  );
}

/** By name; of several without any named, the first that has no name (rollout/trafficrouting/istio/istio.go:950). */
function httpRoutes(routes: readonly Field[], names: Field, routing: Field): Chosen {
  if (names.list().length > 0) {
    const missing = names.list().find(({ value }) => !routes.some((route) => route.at('name').value === value));
    return missing
      ? `it has no http route "${missing.text() ?? ''}".`
      : routes.filter((route) => names.list().some(({ value }) => value === route.at('name').value));
  }
  const managed = new Set(
    routing
      .at('managedRoutes')
      .list()
      .map((one) => one.at('name').value),
  );
  if (routes.filter((route) => !managed.has(route.at('name').value)).length > 1) {
    return 'it has several http routes, and the Rollout says of none that it is to be edited.';
  }
  const first = routes.length === 1 ? routes[0] : routes.find((route) => !route.at('name').exists);
  return first ? [first] : [];
}

/** The first where none is named; otherwise each that is meant. */
function matching(routes: readonly Field[], named: Field, isMeant: (route: Field, one: Field) => boolean): Chosen {
  const all = named.list();
  if (all.length === 0) {
    return routes.length > 1
      ? 'it has several routes, and the Rollout says of none that it is to be edited.'
      : routes.slice(0, 1);
  }
  const stranger = all.some((one) => !routes.some((route) => isMeant(route, one)));
  return stranger
    ? 'none of its routes matches what the Rollout names.'
    : routes.filter((route) => all.some((one) => isMeant(route, one)));
}

/** One port in all matches, the one that is named; no port is 0. */
function isTcpOf(route: Field, one: Field): boolean {
  const ports = new Set(
    route
      .at('match')
      .list()
      .map((match) => match.at('port').value ?? 0),
  );
  return ports.size <= 1 && ([...ports][0] ?? 0) === (one.at('port').value ?? 0);
}

function isTlsOf(route: Field, one: Field): boolean {
  const hosts = route
    .at('match')
    .list()
    .flatMap((match) => match.at('sniHosts').list());
  const wanted = one.at('sniHosts').list();
  const has = (list: readonly Field[], { value }: Field) => list.some((other) => other.value === value);
  return isTcpOf(route, one) && hosts.every((host) => has(wanted, host)) && wanted.every((host) => has(hosts, host));
}
