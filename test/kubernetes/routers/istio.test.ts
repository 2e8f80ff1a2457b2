import { ApiObject } from 'cdk8s';
import { Shop } from './support';
import { ExistingObject, istio, istioSubset } from '../../../lib/kubernetes/routers';

test('istio without a host answers for the Service that clients call', () => {
  const hosts = (build: (shop: Shop) => void): unknown => {
    const shop = new Shop();
    build(shop);
    return shop.only('VirtualService').spec.hosts;
  };
  expect(hosts((shop) => shop.rollout(istio()))).toEqual(['checkout-stable']);
  expect(hosts((shop) => shop.rollout(istio({ host: shop.service('api') })))).toEqual(['api']);
  expect(hosts((shop) => shop.rollout(istio(), shop.pingPong()))).toEqual(['checkout']);
  expect(hosts((shop) => shop.rollout(istioSubset(), { rootService: shop.service('api') }))).toEqual(['api']);
  const tls = [{ port: 443, sniHosts: ['a.example.com'] }] as const;
  expect(hosts((shop) => shop.rollout(istio({ tls, gateways: ['public'] })))).toEqual(['a.example.com']);
});

test('istio names gateways and VirtualServices of other namespaces as Istio and Argo write them', () => {
  const shop = new Shop();
  const make = (kind: string, namespace: string) =>
    new ApiObject(shop, `${kind}-${namespace}`, {
      apiVersion: 'networking.istio.io/v1',
      kind,
      metadata: { name: `${kind.toLowerCase()}-of-${namespace}`, namespace },
      spec: {
        http: [{ route: [{ destination: { host: 'checkout-stable' } }, { destination: { host: 'checkout-canary' } }] }],
      },
    });
  const gateways = [make('Gateway', 'edge'), make('Gateway', 'shop'), 'mesh'] as const;
  shop.rollout(istio({ virtualServices: [{ gateways }, { virtualService: make('VirtualService', 'mesh') }] }));
  expect(shop.only('VirtualService', 'checkout').spec.gateways).toEqual([
    'edge/gateway-of-edge',
    'gateway-of-shop',
    'mesh',
  ]);
  expect(shop.routing()).toEqual({
    istio: {
      virtualServices: [{ name: 'checkout', routes: ['primary'] }, { name: 'virtualservice-of-mesh.mesh' }],
    },
  });
});

test('istio subsets make no Service where all objects are handed in', () => {
  const shop = new Shop();
  const existing = ExistingObject.of({ name: 'theirs' });
  shop.rollout(istioSubset({ virtualService: existing, destinationRule: existing, stableSubset: 'old' }), {});
  expect(shop.synth().map(({ kind }) => kind)).toEqual(['Rollout']);
  expect(shop.routing()).toEqual({
    istio: {
      virtualService: { name: 'theirs' },
      destinationRule: { name: 'theirs', stableSubsetName: 'old', canarySubsetName: 'canary' },
    },
  });
});

test('a VirtualService without HTTP routes takes no header or mirror routes', () => {
  const { headerRoute, mirrorRoute } = istio({ tcp: [{ port: 9000 }] }).capabilities;
  expect([headerRoute, mirrorRoute]).toEqual([[], false]);
});
