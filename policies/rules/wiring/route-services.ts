import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import type { RelationRule } from '../../rule';
import { all, rollout } from '../example';
import { specIn } from './leads';
import { routesIn } from './named-routes';

const ROUTED = rollout({
  strategy:
    'canary: { canaryService: web-canary, stableService: web, trafficRouting: { nginx: { stableIngress: web } } }',
});

const WITH_ROUTE = rollout({
  strategy:
    'canary: { canaryService: web-canary, stableService: web, trafficRouting: { istio: { virtualService: { name: web } } } }',
});

const leading = (service: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }]`;

const mesh = (...hosts: readonly string[]) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http: [{ route: [${hosts.map((host) => `{ destination: { host: ${host} } }`).join(', ')}] }]`;

/** Whether the route is there is for `missing-route`. */
export const routeServices: RelationRule = {
  id: 'route-services',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'A route leads to the Services of its Rollout',
  why: 'Argo refuses the rollout or finds nothing to set a weight on, and requests go to something else.',
  fix: 'let the route name the stable Service, and the canary Service beside it where it splits between backends.',
  level: 'error',
  source:
    'Argo Rollouts v1.9.1, pkg/apis/rollouts/validation/validation_references.go ValidateIngress and ValidateVirtualService, rollout/trafficrouting',
  since: '0.2.0',
  *check(item, { inventory }) {
    const canary = Field.of(item, () => undefined).at('spec', 'strategy', 'canary');
    const routing = canary.at('trafficRouting');
    for (const { name, namespace, kinds, field, leads } of routesIn(routing, item)) {
      const there = kinds.map((groupKind) => inventory.find({ groupKind, name, namespace })).find(isThere);
      if (!leads || !there) continue;
      for (const answer of leads({ spec: specIn(there), routing, field, ...sidesOf(canary) })) {
        yield { ...answer, item: there, ...('what' in answer ? { key: item.object.metadata.name ?? '' } : {}) };
      }
    }
  },
  examples: {
    good: [
      { title: 'the Ingress leads to stable', manifests: all(ROUTED, leading('web')) },
      { title: 'the VirtualService leads to both', manifests: all(WITH_ROUTE, mesh('web', 'web-canary')) },
    ],
    bad: [
      { title: 'the Ingress leads elsewhere', manifests: all(ROUTED, leading('shop')) },
      { title: 'the VirtualService leads to one of them', manifests: all(WITH_ROUTE, mesh('web')) },
    ],
  },
};

const isThere = (item: Item | undefined): item is Item => item !== undefined;

/** Where two Services swap and no others are named, it is those. */
function sidesOf(canary: Field): { readonly stable: string | undefined; readonly canary: string | undefined } {
  const [stable, other] = [canary.at('stableService').text(), canary.at('canaryService').text()];
  if (stable !== undefined || other !== undefined) return { stable, canary: other };
  const pair = canary.at('pingPong');
  return { stable: pair.at('pingService').text(), canary: pair.at('pongService').text() };
}
