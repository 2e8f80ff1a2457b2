import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { CannotKnow, Found, RelationRule } from '../../rule';
import { all, rollout } from '../example';

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
    return NAMED.flatMap(([path, kinds]) =>
      namesIn(routing.at(...path)).flatMap((name): (Found | CannotKnow)[] => {
        // `name.namespace`, as Istio's may be written
        const [own = '', elsewhere] = (name.text() ?? '').split('.');
        const namespace = elsewhere ?? namespaceOf(item);
        if (own === '' || kinds.some((groupKind) => inventory.find({ groupKind, name: own, namespace }))) return [];
        const kind = kinds[0]?.split('/')[1] ?? '';
        if (world === 'open') return [{ unknown: `whether the ${kind} "${own}" is elsewhere` }];
        return [{ at: name.path, value: name.value, what: `the ${kind} "${own}" is not among the manifests.` }];
      }),
    );
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

/** A name, a list of names, or a list of objects with names. */
function namesIn(field: Field): readonly Field[] {
  if (!Array.isArray(field.value)) return field.exists ? [field] : [];
  return field.list().map((one) => (typeof one.value === 'string' ? one : one.at('name')));
}
