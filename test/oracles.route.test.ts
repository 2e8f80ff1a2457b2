import { NO_ORACLE, oracle, route, type RouteInput } from './support/argo';
import { custom, ingress, routed, rollout, service, services, virtualService } from './support/argo-docs';
import { testWith } from './support/tools';

const withOracle = (name: string, run: () => void) => testWith(oracle(), NO_ORACLE, name, run);

/** Routes 30 % to the canary of the one Rollout among the documents. */
function routeOne(docs: readonly object[], input: Partial<RouteInput> = {}) {
  const [result] = route([{ docs, weight: 30, ...input }]);
  expect(result?.error).toBeUndefined();
  expect(result?.rollouts).toHaveLength(1);
  return result!.rollouts[0]!;
}

const hosts = virtualService({ host: 'shop-stable' }, { host: 'shop-canary' });
const istio = { istio: { virtualService: { name: 'shop' } } };
const traefik = { traefik: { weightedTraefikServiceName: 'shop' } };
const weighted = {
  weighted: {
    services: [
      { name: 'shop-stable', port: 80 },
      { name: 'shop-canary', port: 80 },
    ],
  },
};
const backends = [
  { serviceName: 'shop-stable', servicePort: 80 },
  { serviceName: 'shop-canary', servicePort: 80 },
];
const header = { name: 'beta', match: [{ headerName: 'x-beta', headerValue: { exact: 'yes' } }] };
const managed = (router: object) =>
  routed({ ...router, managedRoutes: [{ name: 'beta' }] }, { steps: [{ setHeaderRoute: header }] });
const appMesh = {
  appMesh: {
    virtualService: { name: 'shop' },
    virtualNodeGroup: { stableVirtualNodeRef: { name: 'stable' }, canaryVirtualNodeRef: { name: 'canary' } },
  },
};
const mesh = (kind: string, name: string, spec: object) => custom('appmesh.k8s.aws/v1beta2', kind, name, spec);
const node = (name: string) => mesh('VirtualNode', name, { podSelector: { matchLabels: { app: 'shop' } } });
const target = (name: string, weight: number) => ({ virtualNodeRef: { name }, weight });

withOracle('Istio: weights go to the two hosts, in the version the manifest is written in', () => {
  const { updated, created, errors, routers } = routeOne([routed(istio), ...services, hosts]);
  expect({ errors, created, routers }).toEqual({ errors: [], created: [], routers: ['Istio'] });
  const written = structuredClone(hosts) as { spec: { http: { route: { weight?: number }[] }[] } };
  written.spec.http[0]!.route[0]!.weight = 70;
  written.spec.http[0]!.route[1]!.weight = 30;
  expect(updated).toEqual([written]);
});

withOracle('Istio: subsets get the pod hashes', () => {
  const destinationRule = { name: 'shop', stableSubsetName: 'stable', canarySubsetName: 'canary' };
  const { updated, errors } = routeOne([
    routed({ istio: { ...istio.istio, destinationRule } }, { stableService: undefined, canaryService: undefined }),
    virtualService({ host: 'shop', subset: 'stable' }, { host: 'shop', subset: 'canary' }),
    custom('networking.istio.io/v1', 'DestinationRule', 'shop', {
      host: 'shop',
      subsets: [
        { name: 'stable', labels: {} },
        { name: 'canary', labels: {} },
      ],
    }),
  ]);
  expect(errors).toEqual([]);
  expect(updated[0]).toMatchObject({
    kind: 'DestinationRule',
    spec: {
      subsets: [
        { name: 'stable', labels: { 'rollouts-pod-template-hash': 'stable-hash' } },
        { name: 'canary', labels: { 'rollouts-pod-template-hash': 'canary-hash' } },
      ],
    },
  });
  expect(updated[1]).toMatchObject({ spec: { http: [{ route: [{ weight: 70 }, { weight: 30 }] }] } });
});

withOracle('Istio: a header route is put first, and taken away again', () => {
  const docs = [managed(istio), ...services, hosts];
  const route = { name: 'beta', route: [{ destination: { host: 'shop-canary' }, weight: 100 }] };
  expect(routeOne(docs).updated).toMatchObject([{ spec: { http: [route, { name: 'primary' }] } }]);
  expect(routeOne(docs, { removeManagedRoutes: true }).updated).toMatchObject([
    { spec: { http: [{ name: 'primary' }] } },
  ]);
});

withOracle('Istio: an experiment is one more destination', () => {
  const destinations = [{ serviceName: 'shop-try', podTemplateHash: 'try-hash', weight: 5 }];
  const { updated } = routeOne([routed(istio), ...services, hosts], { destinations });
  expect(updated).toMatchObject([
    { spec: { http: [{ route: [{ weight: 65 }, { weight: 30 }, { destination: { host: 'shop-try' }, weight: 5 }] }] } },
  ]);
});

withOracle('NGINX: a canary Ingress is made from the stable one', () => {
  const { created, updated, errors } = routeOne([
    routed({ nginx: { stableIngress: 'shop' } }),
    ...services,
    ingress('shop-stable'),
  ]);
  expect({ errors, updated }).toEqual({ errors: [], updated: [] });
  expect(created).toMatchObject([
    {
      kind: 'Ingress',
      metadata: {
        name: 'shop-shop-canary',
        annotations: {
          'nginx.ingress.kubernetes.io/canary': 'true',
          'nginx.ingress.kubernetes.io/canary-weight': '30',
        },
        ownerReferences: [{ kind: 'Rollout', name: 'shop' }],
      },
      spec: { ...ingress('shop-canary').spec },
    },
  ]);
});

withOracle('ALB: the action annotation splits, a header route is a rule of its own', () => {
  const alb = { alb: { ingress: 'shop', rootService: 'shop-root', servicePort: 80 } };
  const docs = [managed(alb), ...services, service('shop-root'), ingress('shop-root', { name: 'use-annotation' })];
  const { updated, errors } = routeOne(docs);
  expect(errors).toEqual([]);
  const { metadata } = updated[0] as { metadata: { annotations: Record<string, string> } };
  expect(JSON.parse(metadata.annotations['alb.ingress.kubernetes.io/actions.shop-root']!)).toMatchObject({
    ForwardConfig: {
      TargetGroups: [
        { ServiceName: 'shop-canary', Weight: 30 },
        { ServiceName: 'shop-stable', Weight: 70 },
      ],
    },
  });
  expect(JSON.parse(metadata.annotations['alb.ingress.kubernetes.io/conditions.beta']!)).toMatchObject([
    { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'x-beta', values: ['yes'] } },
  ]);
});

withOracle('SMI: a TrafficSplit is made', () => {
  const { created, errors } = routeOne([routed({ smi: { rootService: 'shop-root' } }), ...services]);
  expect(errors).toEqual([]);
  const backends = [
    { service: 'shop-canary', weight: '30' },
    { service: 'shop-stable', weight: '70' },
  ];
  expect(created).toMatchObject([
    { kind: 'TrafficSplit', metadata: { name: 'shop' }, spec: { service: 'shop-root', backends } },
  ]);
});

withOracle('Traefik: the weighted service is edited, of traefik.io only where the controller is told so', () => {
  const flags = { 'traefik-api-group': 'traefik.io', 'traefik-api-version': 'traefik.io/v1alpha1' };
  const docs = [routed(traefik), ...services, custom('traefik.io/v1alpha1', 'TraefikService', 'shop', weighted)];
  expect(routeOne(docs, { flags }).updated).toMatchObject([
    { spec: { weighted: { services: [{ weight: 70 }, { weight: 30 }] } } },
  ]);
  expect(routeOne(docs).errors).toEqual(['Traefik: traefikservices.traefik.containo.us "shop" not found']);
});

withOracle('Ambassador: a canary Mapping is made', () => {
  const mapping = custom('getambassador.io/v3alpha1', 'Mapping', 'shop', { prefix: '/', service: 'shop-stable:80' });
  expect(routeOne([routed({ ambassador: { mappings: ['shop'] } }), ...services, mapping])).toMatchObject({
    errors: [],
    created: [
      { ...mapping, metadata: { name: 'shop-canary' }, spec: { prefix: '/', service: 'shop-canary:80', weight: 30 } },
    ],
  });
});

withOracle('APISIX: backends get weights, a header route is a route object of its own', () => {
  const apisix = { apisix: { route: { name: 'shop', rules: ['all'] } } };
  const docs = [
    managed(apisix),
    ...services,
    custom('apisix.apache.org/v2', 'ApisixRoute', 'shop', { http: [{ name: 'all', match: {}, backends }] }),
  ];
  const { updated, created, errors } = routeOne(docs);
  expect(errors).toEqual([]);
  expect(updated).toMatchObject([{ spec: { http: [{ backends: [{ weight: 70 }, { weight: 30 }] }] } }]);
  expect(created).toMatchObject([
    { metadata: { name: 'beta' }, spec: { http: [{ backends: [{ serviceName: 'shop-canary', weight: 100 }] }] } },
  ]);
  expect(routeOne(docs, { removeManagedRoutes: true }).deleted).toEqual(['apisixroutes/beta']);
});

withOracle('App Mesh: nodes get the pod hashes, the router the weights', () => {
  const { updated, errors } = routeOne([
    routed(appMesh),
    ...services,
    mesh('VirtualService', 'shop', { provider: { virtualRouter: { virtualRouterRef: { name: 'shop' } } } }),
    mesh('VirtualRouter', 'shop', {
      routes: [
        { name: 'all', httpRoute: { action: { weightedTargets: [target('stable', 100), target('canary', 0)] } } },
      ],
    }),
    node('stable'),
    node('canary'),
  ]);
  expect(errors).toEqual([]);
  expect(updated).toMatchObject([
    { spec: { podSelector: { matchLabels: { 'rollouts-pod-template-hash': 'stable-hash' } } } },
    { spec: { podSelector: { matchLabels: { 'rollouts-pod-template-hash': 'canary-hash' } } } },
    { spec: { routes: [{ httpRoute: { action: { weightedTargets: [{ weight: 70 }, { weight: 30 }] } } }] } },
  ]);
});

withOracle('a plugin is said to be unsupported, and the routers beside it run', () => {
  const plugins = { 'argoproj-labs/gatewayAPI': { httpRoute: 'shop', namespace: 'default' } };
  const { unsupported, routers } = routeOne([routed({ ...istio, plugins }), ...services, hosts]);
  expect({ unsupported, routers }).toEqual({ unsupported: ['argoproj-labs/gatewayAPI'], routers: ['Istio'] });
});

const hostOnly = ingress('shop-stable', { number: 80 }, { host: 'example.com' });

withOracle('what a router can not work with is an error, not a silence', () => {
  const unfit: [object[], string][] = [
    [[routed(istio), ...services], 'Istio: virtualservices.networking.istio.io "shop" not found'],
    [
      [routed(istio), ...services, virtualService({ host: 'shop' })],
      "Istio: Canary Service 'shop-canary' not found in route",
    ],
    [
      [routed({ nginx: { stableIngress: 'shop' } }), ...services, ingress('cart')],
      'Nginx: ingress `shop` has no rules using service shop-stable backend',
    ],
    [
      [routed({ alb: { ingress: 'shop', servicePort: 80 } }), ...services, ingress('cart')],
      'ALB: ingress does not have service `shop-stable` in rules',
    ],
    [
      [
        routed(traefik),
        ...services,
        custom('traefik.containo.us/v1alpha1', 'TraefikService', 'shop', { weighted: { services: [] } }),
      ],
      'Traefik: traefik canary service was not found',
    ],
    [
      [
        routed({ apisix: { route: { name: 'shop' } } }),
        ...services,
        custom('apisix.apache.org/v2', 'ApisixRoute', 'shop', { http: [{ name: 'all', backends }] }),
      ],
      'Apisix: Apisix http route rule shop not found',
    ],
    [
      // lint and validation let it pass: only the running router falls over it
      [routed({ nginx: { stableIngress: 'shop' } }), ...services, hostOnly],
      'Nginx: panic: runtime error: invalid memory address or nil pointer dereference',
    ],
    [[routed(appMesh), ...services], 'AppMesh: Virtual-node is missing'],
    [
      [routed({ ambassador: { mappings: ['shop'] } }), ...services],
      'Ambassador: mappings.getambassador.io "shop" not found',
    ],
  ];
  const results = route(unfit.map(([docs]) => ({ docs, weight: 30 })));
  expect(results.map(({ rollouts }) => rollouts[0]?.errors)).toEqual(unfit.map(([, error]) => [error]));
});

withOracle('a Rollout without traffic routing has no routers', () => {
  expect(routeOne([rollout({ canary: {} })])).toMatchObject({ routers: [], created: [], updated: [], errors: [] });
});
