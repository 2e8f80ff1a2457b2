import type { Item } from '../../../lib/facts/item';
import type { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { Leads } from './leads';
import { apisixRoute, gatewayRoute, ingress, mapping, traefikService } from './leads-elsewhere';
import { destinationRule, virtualService } from './leads-istio';

/** The plugin of Argo's own laboratory. */
const GATEWAY = 'argoproj-labs/gatewayAPI';

/** Fields of that plugin that name a route; with an `s`, several. */
const GATEWAY_ROUTES = ['httpRoute', 'grpcRoute', 'tcpRoute', 'tlsRoute'] as const;

const INGRESS = ['networking.k8s.io/Ingress'];

/** Where routers name the objects whose weights Argo sets, their kinds, and what they have to lead to. */
const NAMED: readonly (readonly [path: readonly string[], kinds: readonly string[], leads?: Leads])[] = [
  [['nginx', 'stableIngress'], INGRESS, ingress()],
  [['nginx', 'stableIngresses'], INGRESS, ingress()],
  [['alb', 'ingress'], INGRESS, ingress('alb', 'rootService')],
  [['alb', 'ingresses'], INGRESS, ingress('alb', 'rootService')],
  [['istio', 'virtualService', 'name'], ['networking.istio.io/VirtualService'], virtualService],
  [['istio', 'virtualServices'], ['networking.istio.io/VirtualService'], virtualService],
  [['istio', 'destinationRule', 'name'], ['networking.istio.io/DestinationRule'], destinationRule],
  [
    ['traefik', 'weightedTraefikServiceName'],
    ['traefik.io/TraefikService', 'traefik.containo.us/TraefikService'],
    traefikService,
  ],
  [['apisix', 'route', 'name'], ['apisix.apache.org/ApisixRoute'], apisixRoute],
  [['ambassador', 'mappings'], ['getambassador.io/Mapping'], mapping],
  // its targets stand one object further, in a VirtualRouter
  [['appMesh', 'virtualService', 'name'], ['appmesh.k8s.aws/VirtualService']],
  ...GATEWAY_ROUTES.flatMap((key) => {
    const kinds = [`gateway.networking.k8s.io/${key.replace(/^[a-z]+/, (kind) => kind.toUpperCase())}`];
    return [key, `${key}s`].map((field) => [['plugins', GATEWAY, field], kinds, gatewayRoute] as const);
  }),
];

/** An object that a router sets weights on, by name. */
export interface NamedRoute {
  /** Where its name stands. */
  readonly field: Field;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly kinds: readonly string[];
  /** Judges where it leads. @default - it leads to no Service itself */
  readonly leads: Leads | undefined;
}

/** Everything that the routers of a Rollout name: Istio's as `name.namespace`, if its author likes. */
export function routesIn(routing: Field, rollout: Item): readonly NamedRoute[] {
  return NAMED.flatMap(([path, kinds, leads]) =>
    namesIn(routing.at(...path)).flatMap((field): NamedRoute[] => {
      const [router = ''] = path;
      const text = field.text() ?? '';
      // other names may have dots of their own
      const [name = '', elsewhere] = router === 'istio' ? text.split('.') : [text];
      const said = router === 'plugins' ? routing.at('plugins', GATEWAY, 'namespace').text() : elsewhere;
      return name === '' ? [] : [{ field, name, namespace: said ?? namespaceOf(rollout), kinds, leads }];
    }),
  );
}

/** A name, a list of names, or a list of objects with names. */
function namesIn(field: Field): readonly Field[] {
  if (!Array.isArray(field.value)) return field.exists ? [field] : [];
  return field.list().map((one) => (typeof one.value === 'string' ? one : one.at('name')));
}
