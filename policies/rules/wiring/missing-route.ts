import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { CannotKnow, Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';

/** The plugin of Argo's own laboratory. */
const GATEWAY = 'argoproj-labs/gatewayAPI';

/** Fields of that plugin that name a route. */
const GATEWAY_ROUTES = ['httpRoute', 'grpcRoute', 'tcpRoute', 'tlsRoute'] as const;

/** Where routers name the objects whose weights Argo sets, and their kinds. */
const NAMED: readonly (readonly [path: readonly string[], kinds: readonly string[]])[] = [
  [['nginx', 'stableIngress'], ['networking.k8s.io/Ingress']],
  [['nginx', 'stableIngresses'], ['networking.k8s.io/Ingress']],
  [['alb', 'ingress'], ['networking.k8s.io/Ingress']],
  [['alb', 'ingresses'], ['networking.k8s.io/Ingress']],
  [['istio', 'virtualService', 'name'], ['networking.istio.io/VirtualService']],
  [['istio', 'virtualServices'], ['networking.istio.io/VirtualService']],
  [['istio', 'destinationRule', 'name'], ['networking.istio.io/DestinationRule']],
  [
    ['traefik', 'weightedTraefikServiceName'],
    ['traefik.io/TraefikService', 'traefik.containo.us/TraefikService'],
  ],
  [['apisix', 'route', 'name'], ['apisix.apache.org/ApisixRoute']],
  [['ambassador', 'mappings'], ['getambassador.io/Mapping']],
  [['appMesh', 'virtualService', 'name'], ['appmesh.k8s.aws/VirtualService']],
  ...GATEWAY_ROUTES.map(
    (key) =>
      [
        ['plugins', GATEWAY, key],
        [`gateway.networking.k8s.io/${key.replace(/^[a-z]+/, (kind) => kind.toUpperCase())}`],
      ] as const,
  ),
];

const ROUTED = rollout({
  strategy: `
    canary:
      canaryService: web-canary
      stableService: web
      trafficRouting: { nginx: { stableIngress: web } }
      steps: [{ setWeight: 20 }, { pause: { duration: 10m } }]`,
});

/** The object whose weights a router sets. Services are `missing-reference`. */
export const missingRoute: RelationRule = {
  id: 'missing-route',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: ['argoproj.io/Rollout'],
  title: 'What a router sets weights on is there',
  why: 'no traffic can be handed over: the rollout is invalid, or errs at its first weight.',
  fix: 'add it, or correct the name.',
  level: 'error',
  source: 'Argo Rollouts v1.9.1, rollout/controller.go getReferencedIngresses, getReferencedVirtualServices',
  since: '0.2.0',
  check: (item, { inventory, world }) => {
    const routing = Field.of(item, () => undefined).at('spec', 'strategy', 'canary', 'trafficRouting');
    return routesIn(routing, item).flatMap(({ field, name, namespace, kinds }): (Found | CannotKnow)[] => {
      if (kinds.some((groupKind) => inventory.find({ groupKind, name, namespace }))) return [];
      const kind = kinds[0]?.split('/')[1] ?? '';
      if (world === 'open') return [{ unknown: `whether the ${kind} "${name}" is elsewhere` }];
      return [{ at: field.path, value: field.value, what: `the ${kind} "${name}" is not among the manifests.` }];
    });
  },
  examples: {
    good: [
      {
        title: 'the Ingress is there',
        manifests: all(
          ROUTED,
          `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }`,
        ),
      },
    ],
    bad: [{ title: 'no Ingress', manifests: ROUTED }],
  },
};

/** An object that a router sets weights on, by name. */
interface NamedRoute {
  readonly field: Field;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly kinds: readonly string[];
}

/** Everything that the routers of a Rollout name. */
function routesIn(routing: Field, rollout: Item): readonly NamedRoute[] {
  return NAMED.flatMap(([path, kinds]) =>
    namesIn(routing.at(...path)).flatMap((field): NamedRoute[] => {
      // `name.namespace`, as Istio's may be written
      const [name = '', elsewhere] = (field.text() ?? '').split('.');
      const said = path[0] === 'plugins' ? routing.at('plugins', GATEWAY, 'namespace').text() : elsewhere;
      return name === '' ? [] : [{ field, name, namespace: said ?? namespaceOf(rollout), kinds }];
    }),
  );
}

/** A name, a list of names, or a list of objects with names. */
function namesIn(field: Field): readonly Field[] {
  if (!Array.isArray(field.value)) return field.exists ? [field] : [];
  return field.list().map((one) => (typeof one.value === 'string' ? one : one.at('name')));
}
