import { ApiObject } from 'cdk8s';
import { Shop } from './support';
import { appMesh, ExistingObject, gatewayApi } from '../../../lib/kubernetes/routers';

test.each([
  ['appMesh', 'appmesh-namespace', appMesh()],
  ['gatewayApi', 'gateway-namespace', gatewayApi({ httpRoutes: [{ gateways: [{ name: 'public' }] }] })],
])('%s needs to know its namespace', (_name, rule, router) => {
  const shop = new Shop(null);
  shop.rollout(router);
  expect(shop.faults()).toContain(`[${rule}]`);
});

test('gatewayApi takes routes of one other namespace, not of two', () => {
  const handed = (...namespaces: readonly string[]) => {
    const [first, ...others] = namespaces.map((namespace) => ExistingObject.of({ name: namespace, namespace }));
    const shop = new Shop();
    shop.rollout(gatewayApi({ httpRoutes: [first!, ...others] }));
    return shop;
  };
  expect(handed('edge').faults()).toBe('');
  expect(handed('edge').routing()).toMatchObject({ plugins: { 'argoproj-labs/gatewayAPI': { namespace: 'edge' } } });
  expect(handed('edge', 'shop').faults()).toContain('[gateway-namespace]');
});

test('gatewayApi tells the plugin its routes, whether headers may be added, and where it remembers them', () => {
  const shop = new Shop();
  const gateway = new ApiObject(shop, 'Gateway', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public' },
  });
  shop.rollout(
    gatewayApi({
      httpRoutes: [{ gateways: [gateway] }],
      tcpRoutes: [{ gateways: [{ name: 'checkout', kind: 'Service' }], version: 'v1alpha2' }],
      headerRoutes: false,
      configMap: 'memory',
      inProgressLabel: false,
    }),
  );
  expect(shop.routing()).toEqual({
    plugins: {
      'argoproj-labs/gatewayAPI': {
        httpRoutes: [{ name: 'checkout', useHeaderRoutes: false }],
        tcpRoutes: [{ name: 'checkout', useHeaderRoutes: false }],
        namespace: 'shop',
        configMap: 'memory',
        disableInProgressLabel: true,
      },
    },
  });
  expect(shop.only('HTTPRoute').spec.parentRefs).toEqual([{ name: 'public', namespace: 'shop' }]);
  expect(shop.only('TCPRoute').apiVersion).toBe('gateway.networking.k8s.io/v1alpha2');
  expect(shop.only('TCPRoute').spec.parentRefs).toEqual([{ group: '', kind: 'Service', name: 'checkout' }]);
});

test('gatewayApi can add header routes where it has HTTPRoutes or GRPCRoutes, and weights of experiments for HTTPRoutes', () => {
  const gateways = [{ name: 'public' }] as const;
  const abilities = (router: ReturnType<typeof gatewayApi>) => {
    const { headerRoute, experimentWeight, needsServices } = router.capabilities;
    return [headerRoute.length > 0, experimentWeight, needsServices];
  };
  expect(abilities(gatewayApi({ httpRoutes: [{ gateways }] }))).toEqual([true, true, true]);
  expect(abilities(gatewayApi({ httpRoutes: [{ gateways }], headerRoutes: false }))).toEqual([false, true, true]);
  expect(abilities(gatewayApi({ grpcRoutes: [{ gateways }] }))).toEqual([true, false, true]);
  expect(abilities(gatewayApi({ tcpRoutes: [{ gateways }] }))).toEqual([false, false, true]);
  expect(gatewayApi({ tcpRoutes: [{ gateways }], capabilities: { pingPong: true } }).capabilities.pingPong).toBe(true);
});

test.each([
  ['HTTPRoute', gatewayApi({ httpRoutes: [{ gateways: [{ name: 'a' }], rules: [{}, { name: 'b' }] }] }), 100],
  ['GRPCRoute', gatewayApi({ grpcRoutes: [{ gateways: [{ name: 'a' }] }] }), 100],
  ['TCPRoute', gatewayApi({ tcpRoutes: [{ gateways: [{ name: 'a' }] }], maxTrafficWeight: 1000 }), 1000],
  ['TLSRoute', gatewayApi({ tlsRoutes: [{ gateways: [{ name: 'a' }], hostnames: ['a.example.com'] }] }), 100],
])('every rule of a %s starts with everything on the stable side', (kind, router, total) => {
  const shop = new Shop();
  shop.rollout(router);
  const rules = shop.only(kind).spec.rules as { backendRefs: object[] }[];
  expect(rules.length).toBeGreaterThan(0);
  for (const { backendRefs } of rules) {
    expect(backendRefs).toEqual([
      { name: 'checkout-stable', port: 80, weight: total },
      { name: 'checkout-canary', port: 80, weight: 0 },
    ]);
  }
});
