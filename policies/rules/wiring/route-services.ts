import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import type { Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';
import { GATEWAY_ROUTES, routesIn } from './missing-route';

const ROUTED = rollout({
  strategy:
    'canary: { canaryService: web-canary, stableService: web, trafficRouting: { nginx: { stableIngress: web } } }',
});

const ingress = (service: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }]`;

/** Which Services each kind of route has to name; whether it is there at all is for `missing-route`. */
export const routeServices: RelationRule = {
  id: 'route-services',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'A route leads to the Services of its Rollout',
  why: 'Argo marks the rollout as invalid, or finds nothing to set a weight on; requests go to something else.',
  fix: 'let the route name the stable Service, and the canary Service where it splits between two backends.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation_references.go ValidateIngress, istio.go',
  since: '0.2.0',
  check: (item, { inventory }) => {
    const canary = Field.of(item, () => undefined).at('spec', 'strategy', 'canary');
    // two Services that swap have no fixed place in a route
    if (canary.at('pingPong').exists) return [];
    const routing = canary.at('trafficRouting');
    const [stable, other] = [canary.at('stableService').text(), canary.at('canaryService').text()];
    const root = routing.at('alb', 'rootService').text();
    return routesIn(routing, item).flatMap(({ name, namespace, path, kinds }): Found[] => {
      const route = find(inventory, name, namespace, kinds);
      if (!route) return [];
      const wanted = wantedBy(path, routing, { stable: path[0] === 'alb' ? (root ?? stable) : stable, other });
      if (wanted.length === 0) return [];
      const named = servicesIn(route, path);
      const missing = wanted.filter((service) => !named.has(service));
      if (missing.length === 0) return [];
      const services = missing.map((service) => `"${service}"`).join(' nor ');
      return [
        {
          item: route,
          at: ['spec'],
          key: item.object.metadata.name ?? '',
          what: `no backend of it is ${missing.length > 1 ? 'neither ' : ''}${services}, and Rollout "${item.object.metadata.name ?? ''}" sets weights on it.`,
        },
      ];
    });
  },
  examples: {
    good: [{ title: 'the Ingress leads to stable', manifests: all(ROUTED, ingress('web')) }],
    bad: [{ title: 'the Ingress leads elsewhere', manifests: all(ROUTED, ingress('shop')) }],
  },
};

function find(inventory: Inventory, name: string, namespace: string | undefined, kinds: readonly string[]) {
  return kinds
    .map((groupKind) => inventory.find({ groupKind, name, namespace }))
    .find((route): route is Item => route !== undefined);
}

/** Ingresses lead to stable, as the controller adds the canary; what has two backends needs both. */
function wantedBy(
  path: readonly string[],
  routing: Field,
  { stable, other }: { readonly stable: string | undefined; readonly other: string | undefined },
): readonly string[] {
  if (path[0] === 'nginx' || path[0] === 'alb') return stable === undefined ? [] : [stable];
  const isSplit = path[0] === 'istio' || GATEWAY_ROUTES.some((key) => path.includes(key));
  const rule = routing.at('istio', 'destinationRule');
  // with subsets both sides are one Service
  if (path[0] === 'istio' && rule.exists) {
    const subsets = ['stableSubsetName', 'canarySubsetName'].map((key) => rule.at(key).text());
    return subsets.filter((subset) => subset !== undefined);
  }
  if (!isSplit) return [];
  return [stable, other].filter((service) => service !== undefined);
}

/** Services and subsets that a route leads to, without their namespace. */
function servicesIn(route: Item, path: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const spec = Field.of(route, () => undefined).at('spec');
  const add = (field: Field) => names.add((field.text() ?? '').split('.')[0] ?? '');
  for (const one of spec.at('subsets').list()) add(one.at('name'));
  if (route.object.kind === 'Ingress') {
    add(spec.at('defaultBackend', 'service', 'name'));
    for (const rule of spec.at('rules').list()) {
      for (const one of rule.at('http', 'paths').list()) add(one.at('backend', 'service', 'name'));
    }
  } else if (path[0] === 'istio') {
    for (const key of ['http', 'tls', 'tcp']) {
      for (const rule of spec.at(key).list()) {
        for (const one of rule.at('route').list()) {
          add(one.at('destination', 'host'));
          add(one.at('destination', 'subset'));
        }
      }
    }
  } else {
    for (const rule of spec.at('rules').list()) for (const one of rule.at('backendRefs').list()) add(one.at('name'));
  }
  return names;
}
