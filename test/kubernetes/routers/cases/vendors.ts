import { ApiObject } from 'cdk8s';
import { object, type Fields, type Relation } from './relation';
import type { Shop } from '../support';
import { ambassador, apisix, appMesh, gatewayApi, traefik } from '../../../../lib/kubernetes/routers';

const target = (name: string, weight: number) => ({ virtualNodeRef: { name }, weight });
const nodes = [target('stable', 100), target('canary', 0)];
const meshRoute = (name: string, weightedTargets?: Fields[]) => ({
  name,
  httpRoute: { match: { prefix: '/' }, action: { weightedTargets } },
});

/** A mesh of objects written by hand. */
function mesh(
  shop: Shop,
  routes: Fields[],
  provider: Fields = { virtualRouter: { virtualRouterRef: { name: 'handed' } } },
) {
  return {
    virtualService: new ApiObject(shop, 'VirtualService', {
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'VirtualService',
      metadata: { name: 'handed' },
      spec: { provider },
    }),
    virtualRouter: object(shop, 'VirtualRouter', { routes }),
    stableVirtualNode: object(shop, 'VirtualNode', {}, { name: 'stable' }),
    canaryVirtualNode: object(shop, 'VirtualNode', {}, { name: 'canary' }),
  };
}

/** Objects of vendors with kinds of their own. */
export const vendorRelations: readonly Relation[] = [
  {
    name: 'traefik with a TraefikService of both Services',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      traefik({
        traefikService: object(shop, 'TraefikService', {
          weighted: {
            services: [
              { name: 'checkout-stable', port: 80 },
              { name: 'checkout-canary', port: 80 },
            ],
          },
        }),
      }),
  },
  {
    name: 'traefik with a TraefikService without the canary Service',
    rules: ['traefik-services'],
    controller: 'fails',
    router: (shop) =>
      traefik({
        traefikService: object(shop, 'TraefikService', {
          weighted: { services: [{ name: 'checkout-stable', port: 80 }] },
        }),
      }),
  },
  {
    name: 'ambassador with a Mapping to the stable Service',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      ambassador({ mappings: [object(shop, 'Mapping', { prefix: '/', service: 'http://checkout-stable.shop:80' })] }),
  },
  {
    name: 'ambassador with a Mapping that has a weight',
    rules: ['R16'],
    controller: 'refuses',
    router: (shop) =>
      ambassador({ mappings: [object(shop, 'Mapping', { prefix: '/', service: 'checkout-stable:80', weight: 50 })] }),
  },
  {
    name: 'ambassador with a Mapping that leads elsewhere',
    rules: ['ambassador-service'],
    // it says nothing, and copies a Mapping that leads to the same place
    controller: 'accepts',
    router: (shop) => ambassador({ mappings: [object(shop, 'Mapping', { prefix: '/', service: 'other:80' })] }),
  },
  {
    name: 'apisix with a rule of both Services',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      apisix({
        route: object(shop, 'ApisixRoute', {
          http: [
            { name: 'handed', backends: [{ serviceName: 'checkout-stable' }, { serviceName: 'checkout-canary' }] },
          ],
        }),
      }),
  },
  {
    name: 'apisix with the name of a rule that is not there',
    rules: ['apisix-rules'],
    controller: 'fails',
    router: (shop) => apisix({ route: object(shop, 'ApisixRoute', { http: [{ name: 'a' }] }), routeRules: ['b'] }),
  },
  {
    name: 'apisix with a rule without a backend for the canary Service',
    rules: ['apisix-backends'],
    controller: 'fails',
    router: (shop) =>
      apisix({
        route: object(shop, 'ApisixRoute', { http: [{ name: 'a', backends: [{ serviceName: 'checkout-stable' }] }] }),
        routeRules: ['a'],
      }),
  },
  {
    name: 'appMesh with objects that fit',
    rules: [],
    controller: 'accepts',
    router: (shop) => appMesh(mesh(shop, [meshRoute('a', nodes)])),
  },
  {
    name: 'appMesh with a VirtualService that leads to a node',
    rules: ['R17'],
    controller: 'refuses',
    router: (shop) =>
      appMesh(mesh(shop, [meshRoute('a', nodes)], { virtualNode: { virtualNodeRef: { name: 'stable' } } })),
  },
  {
    name: 'appMesh with a VirtualService of another router',
    rules: ['R17'],
    controller: 'refuses',
    router: (shop) =>
      appMesh(mesh(shop, [meshRoute('a', nodes)], { virtualRouter: { virtualRouterRef: { name: 'other' } } })),
  },
  {
    name: 'appMesh with a router without routes',
    rules: ['R17'],
    controller: 'refuses',
    router: (shop) => appMesh(mesh(shop, [])),
  },
  {
    name: 'appMesh with a route to three nodes, though it is not one of ours',
    rules: ['R17'],
    controller: 'refuses',
    router: (shop) =>
      appMesh({ ...mesh(shop, [meshRoute('a', nodes), meshRoute('b', [...nodes, target('c', 0)])]), routes: ['a'] }),
  },
  {
    name: 'appMesh with a route without weights',
    rules: ['R17'],
    controller: 'refuses',
    router: (shop) => appMesh(mesh(shop, [{ name: 'a', httpRoute: { match: { prefix: '/' } } }])),
  },
  {
    name: 'appMesh with the name of a route that is not there',
    rules: ['appmesh-routes'],
    // it passes over it
    controller: 'accepts',
    router: (shop) => appMesh({ ...mesh(shop, [meshRoute('a', nodes)]), routes: ['b'] }),
  },
  {
    name: 'appMesh with a route to another node',
    rules: ['appmesh-nodes'],
    // it leaves its weight as it is
    controller: 'accepts',
    router: (shop) => appMesh(mesh(shop, [meshRoute('a', [target('stable', 100), target('other', 0)])])),
  },
  {
    name: 'gatewayApi with an HTTPRoute to both Services',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      gatewayApi({
        httpRoutes: [
          object(shop, 'HTTPRoute', {
            rules: [
              {
                backendRefs: [
                  { name: 'checkout-stable', port: 80 },
                  { name: 'checkout-canary', port: 80 },
                ],
              },
            ],
          }),
        ],
      }),
  },
  {
    name: 'gatewayApi with an HTTPRoute without the canary Service',
    rules: ['gateway-backends'],
    // the plugin would fail, the controller does not look
    controller: 'accepts',
    router: (shop) =>
      gatewayApi({
        httpRoutes: [object(shop, 'HTTPRoute', { rules: [{ backendRefs: [{ name: 'checkout-stable', port: 80 }] }] })],
      }),
  },
];
