import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Shop } from './support';
import { ExistingService, type CanaryProps, type TrafficRouter } from '../../../lib';
import {
  alb,
  ambassador,
  apisix,
  appMesh,
  ExistingObject,
  gatewayApi,
  istio,
  istioSubset,
  nginx,
  smi,
  traefik,
  trafficPlugin,
} from '../../../lib/kubernetes/routers';

/** Options that can't work, whatever else is said. */
export interface Refusal {
  readonly rule: string;
  /** The end of the place it names. */
  readonly at: string;
  readonly router: (shop: Shop) => TrafficRouter;
  /** @default - stable and canary Service */
  readonly canary?: (shop: Shop) => Omit<CanaryProps, 'router'>;
}

const thing = (shop: Shop, kind = 'Thing', name = 'thing') =>
  new ApiObject(shop, name, { apiVersion: 'example.com/v1', kind, metadata: { name } });
const declared = () => ({
  stableService: ExistingService.of({ name: 'a', port: 80 }),
  canaryService: ExistingService.of({ name: 'b', port: 80 }),
});
const twoPorts = [
  { name: 'http', port: 80 },
  { name: 'grpc', port: 81 },
];
const wide = (shop: Shop) => ({
  stableService: shop.service('checkout-stable', twoPorts),
  canaryService: shop.service('checkout-canary', twoPorts),
});
const bare = (shop: Shop) => ({
  stableService: new kplus.Service(shop, 'A', { metadata: { name: 'a' } }),
  canaryService: new kplus.Service(shop, 'B', { metadata: { name: 'b' } }),
});
/** A Service with the name that the router's own would get. */
const named = (name: string) => (shop: Shop) => ({
  stableService: shop.service(name),
  canaryService: shop.service('b'),
});
/** What types forbid, as JavaScript may say it. */
const untyped = <T>(value: unknown): T => value as T;

export const refusals: readonly Refusal[] = [
  { rule: 'router-kind', at: 'nginx', router: (shop) => nginx({ ingress: thing(shop) }) },
  { rule: 'router-kind', at: 'alb', router: (shop) => alb({ ingresses: [{}, thing(shop, 'Ingress')] }) },
  { rule: 'router-kind', at: 'name', router: (shop) => istio({ virtualService: thing(shop) }) },
  { rule: 'router-kind', at: 'gateways', router: (shop) => istio({ gateways: ['public', thing(shop)] }) },
  { rule: 'router-kind', at: 'destinationRule.name', router: (shop) => istioSubset({ destinationRule: thing(shop) }) },
  { rule: 'router-kind', at: 'weightedTraefikServiceName', router: (shop) => traefik({ traefikService: thing(shop) }) },
  {
    rule: 'router-kind',
    at: 'mappings[1]',
    router: (shop) => ambassador({ mappings: [{ prefix: '/' }, thing(shop)] }),
  },
  { rule: 'router-kind', at: 'route.name', router: (shop) => apisix({ route: thing(shop) }) },
  { rule: 'router-kind', at: 'backends', router: (shop) => appMesh({ backends: [thing(shop)] }) },
  {
    rule: 'router-kind',
    at: 'canaryVirtualNodeRef',
    router: (shop) =>
      appMesh({
        virtualService: ExistingObject.of({ name: 'a' }),
        stableVirtualNode: ExistingObject.of({ name: 'b' }),
        canaryVirtualNode: thing(shop),
      }),
  },
  {
    rule: 'router-kind',
    at: 'grpcRoutes[0]',
    router: (shop) => gatewayApi({ grpcRoutes: [thing(shop, 'HTTPRoute')] }),
  },
  {
    rule: 'router-kind',
    at: 'httpRoutes[0].gateways',
    router: (shop) => gatewayApi({ httpRoutes: [{ gateways: [thing(shop)] }] }),
  },

  { rule: 'router-name', at: 'nginx.name', router: () => nginx({ name: 'Checkout' }) },
  { rule: 'router-name', at: 'rootService.name', router: () => alb({ rootService: { name: '1st' } }) },
  { rule: 'router-name', at: 'virtualService.name', router: () => istio({ name: 'a.b' }) },
  { rule: 'router-name', at: 'destinationRule.name', router: () => istioSubset({ destinationRule: { name: '-' } }) },
  { rule: 'router-name', at: 'trafficSplitName', router: () => smi({ trafficSplitName: 'a'.repeat(64) }) },
  { rule: 'router-name', at: 'weightedTraefikServiceName.name', router: () => traefik({ name: 'a_b' }) },
  { rule: 'router-name', at: 'mappings[0].name', router: () => ambassador({ prefix: '/', name: 'a b' }) },
  { rule: 'router-name', at: 'route.name', router: () => apisix({ name: '' }) },
  { rule: 'router-name', at: 'appMesh.name', router: () => appMesh({ name: 'A' }) },
  {
    rule: 'router-name',
    at: 'tcpRoutes[0].name',
    router: () => gatewayApi({ tcpRoutes: [{ name: 'A', gateways: [{ name: 'a' }] }] }),
  },

  { rule: 'router-port', at: 'nginx.port', router: () => nginx({ port: 81 }) },
  { rule: 'router-port', at: 'alb.servicePort', router: () => alb({ servicePort: 8080 }) },
  { rule: 'router-port', at: 'istio', router: () => istio(), canary: bare },
  { rule: 'router-port', at: 'smi', router: () => smi({ rootService: false }), canary: bare },
  { rule: 'router-port', at: 'weightedTraefikServiceName.port', router: () => traefik({ port: 81 }) },
  { rule: 'router-port', at: 'mappings[0].port', router: () => ambassador({ prefix: '/', port: 81 }) },
  { rule: 'router-port', at: 'route.port', router: () => apisix({ port: 81 }) },
  { rule: 'router-port', at: 'appMesh.port', router: () => appMesh({ port: 81 }) },
  {
    rule: 'router-port',
    at: 'httpRoutes[0].port',
    router: () => gatewayApi({ httpRoutes: [{ port: 81, gateways: [{ name: 'a' }] }] }),
  },

  { rule: 'router-root-service', at: 'alb.rootService', router: () => alb({}), canary: named('checkout-root') },
  { rule: 'router-root-service', at: 'smi.rootService', router: () => smi(), canary: named('checkout') },
  { rule: 'router-root-service', at: 'appMesh.rootService', router: () => appMesh(), canary: named('checkout') },
  { rule: 'router-root-service', at: 'istio.rootService', router: () => istioSubset(), canary: named('checkout') },
  { rule: 'router-root-service', at: 'smi.rootService', router: () => smi(), canary: declared },
  { rule: 'router-root-service', at: 'istio.rootService', router: () => istioSubset(), canary: () => ({}) },
  {
    rule: 'router-root-service',
    at: 'virtualService.host',
    router: () => istio(),
    canary: (shop) => ({ pingPong: { pingService: shop.service('checkout'), pongService: shop.service('b') } }),
  },
  {
    rule: 'alb-root-service',
    at: 'alb.rootService',
    router: () => alb({ rootService: false }),
    canary: (shop) => shop.pingPong(),
  },
  {
    rule: 'router-root-service-twice',
    at: 'alb.rootService',
    router: () => alb({ rootService: false }),
    canary: (shop) => ({ ...shop.pair(), rootService: shop.service('checkout') }),
  },
  {
    rule: 'router-root-service-twice',
    at: 'istio.rootService',
    router: () => istioSubset({ rootService: { name: 'a' } }),
    canary: (shop) => ({ rootService: shop.service('checkout') }),
  },

  { rule: 'router-path', at: 'nginx.path', router: () => nginx({ path: ['/', 'api'] }) },
  { rule: 'router-max-weight', at: 'maxTrafficWeight', router: () => nginx({ maxTrafficWeight: 0 }) },
  {
    rule: 'router-max-weight',
    at: 'maxTrafficWeight',
    router: () => trafficPlugin({ name: 'a/b', maxTrafficWeight: 1.5 }),
  },
  {
    rule: 'router-max-weight',
    at: 'maxTrafficWeight',
    router: () => gatewayApi({ httpRoutes: [{ gateways: [{ name: 'a' }] }], maxTrafficWeight: -1 }),
  },
  { rule: 'router-raw-field', at: 'more.weight', router: () => ambassador({ prefix: '/', more: { weight: 10 } }) },
  {
    rule: 'router-raw-field',
    at: 'more.backends',
    router: () => apisix({ rules: [{ name: 'a', more: { backends: [] } }] }),
  },
  { rule: 'router-raw-field', at: 'more.route', router: () => istio({ http: [{ more: { route: [] } }] }) },
  {
    rule: 'router-raw-field',
    at: 'more.subsets',
    router: () => istioSubset({ destinationRule: { more: { subsets: [] } } }),
  },
  { rule: 'router-raw-field', at: 'more.listeners', router: () => appMesh({ more: { listeners: [] } }) },
  {
    rule: 'router-raw-field',
    at: 'rules[0].more.backendRefs',
    router: () => gatewayApi({ httpRoutes: [{ gateways: [{ name: 'a' }], rules: [{ more: { backendRefs: [] } }] }] }),
  },

  {
    rule: 'nginx-managed-annotation',
    at: 'additionalIngressAnnotations["canary-weight"]',
    router: () => nginx({ additionalIngressAnnotations: { 'canary-weight': '5' } }),
  },
  {
    rule: 'nginx-managed-annotation',
    at: 'canaryIngressAnnotations["x.io/canary"]',
    router: () => nginx({ annotationPrefix: 'x.io', canaryIngressAnnotations: { 'x.io/canary': 'false' } }),
  },
  { rule: 'alb-stickiness', at: 'durationSeconds', router: () => alb({ stickiness: Duration.days(8) }) },
  { rule: 'alb-stickiness', at: 'durationSeconds', router: () => alb({ stickiness: Duration.millis(1500) }) },
  { rule: 'alb-stickiness', at: 'durationSeconds', router: () => alb({ stickiness: untyped<Duration>('1d') }) },
  { rule: 'R16', at: 'mappings', router: () => ambassador({ mappings: untyped<[{ prefix: string }]>([]) }) },
  { rule: 'apisix-rule-name', at: 'rules[1]', router: () => apisix({ rules: [{ name: 'a' }, { name: 'a' }] }) },
  {
    rule: 'appmesh-listener-port',
    at: 'listenerPort',
    router: () => appMesh({}),
    canary: (shop) => ({ ...declared(), rootService: shop.service('c') }),
  },
  { rule: 'gateway-routes', at: 'gatewayAPI"]', router: () => gatewayApi({}) },
  { rule: 'plugin-name', at: 'plugins', router: () => trafficPlugin({ name: 'gatewayAPI' }) },

  {
    rule: 'istio-name',
    at: 'virtualService.name',
    router: () => istio({ virtualService: ExistingObject.of({ name: 'a.b' }) }),
  },
  { rule: 'istio-ports', at: 'routes', router: () => istio(), canary: wide },
  { rule: 'istio-route-name', at: 'routes[1]', router: () => istio({ http: [{}, { name: 'primary' }] }) },
  {
    rule: 'istio-sni-host',
    at: 'tlsRoutes[0].sniHosts',
    router: () => istio({ host: '*.example.com', tls: [{ port: 443, sniHosts: ['a.example.com', 'b.example.org'] }] }),
  },
  { rule: 'istio-subset-name', at: 'destinationRule', router: () => istioSubset({ stableSubset: 'canary' }) },
  {
    rule: 'istio-additional-weight',
    at: 'additionalSubsetNames',
    router: () =>
      istioSubset({
        additionalSubsets: [
          { name: 'a', host: 'a', weight: 60 },
          { name: 'b', host: 'b', weight: 60 },
        ],
      }),
  },
];
