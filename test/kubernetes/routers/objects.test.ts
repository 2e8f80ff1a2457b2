import { ApiObject, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Shop } from './support';
import { ExistingService } from '../../../lib';
import {
  alb,
  ambassador,
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
import { withFolder } from '../../support/folder';

test('objects stand in the namespace of the Rollout, which may not be that of the chart', () => {
  const shop = new Shop();
  const service = (name: string) =>
    new kplus.Service(shop, name, { metadata: { name, namespace: 'pay' }, ports: [{ port: 80, targetPort: 8080 }] });
  const services = { stableService: service('a'), canaryService: service('b') };
  shop.rollout(alb({ host: 'a.example.com' }), services, { namespace: 'pay' });
  expect(shop.only('Ingress').metadata.namespace).toBe('pay');
  expect(shop.only('Service', 'checkout-root').metadata.namespace).toBe('pay');
});

test('names of objects fit into a DNS label however long that of the Rollout is', () => {
  const name = `${'checkout-'.repeat(8)}end.v2`;
  const made = ['a', 'b'].map((last) => {
    const shop = new Shop();
    shop.rollout(appMesh(), shop.pair(), { name: name + last });
    return shop
      .synth()
      .filter(({ kind }) => kind !== 'Rollout')
      .map(({ metadata }) => metadata.name);
  });
  for (const one of made.flat()) {
    expect(one).toMatch(/^[a-z][-a-z0-9]{0,62}$/);
  }
  // cut names still differ where the Rollouts' do
  expect(made[0]!.filter((one) => made[1]!.includes(one))).toEqual(['checkout-stable', 'checkout-canary']);
});

test('names, labels and annotations of an object can be given', () => {
  const shop = new Shop();
  shop.rollout(nginx({ host: 'a.example.com', name: 'entry', labels: { team: 'pay' }, annotations: { note: 'x' } }));
  expect(shop.only('Ingress').metadata).toMatchObject({
    name: 'entry',
    labels: { team: 'pay' },
    annotations: { note: 'x' },
  });
  expect(shop.routing()).toEqual({ nginx: { stableIngress: 'entry' } });
});

test('an object that is only declared to exist is named and nothing is made for it', () => {
  const shop = new Shop();
  shop.rollout(
    nginx({ ingresses: [ExistingObject.of({ name: 'a' }), ExistingObject.of({ name: 'b', namespace: 'shop' })] }),
  );
  expect(shop.routing()).toEqual({ nginx: { stableIngresses: ['a', 'b'] } });
  expect(shop.synth().map(({ kind }) => kind)).toEqual(['Service', 'Service', 'Rollout']);
});

test('objects of a manifest that is included can be handed in', () => {
  withFolder((folder) => {
    const url = join(folder, 'route.yaml');
    const route =
      'http: [{name: a, route: [{destination: {host: checkout-stable}}, {destination: {host: checkout-canary}}]}]';
    writeFileSync(
      url,
      `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: theirs}, spec: {${route}}}`,
    );
    const shop = new Shop();
    const [virtualService] = new Include(shop, 'Theirs', { url }).apiObjects;
    shop.rollout(istio({ virtualService: virtualService!, routes: ['a'] }));
    expect(shop.faults()).toBe('');
    expect(shop.routing()).toEqual({ istio: { virtualService: { name: 'theirs', routes: ['a'] } } });
  });
});

test('an Ingress of cdk8s-plus that gets its rule after the Rollout is made is judged as it will be written', () => {
  const shop = new Shop();
  const ingress = new kplus.Ingress(shop, 'Ingress', { metadata: { name: 'entry' } });
  const services = shop.pair();
  shop.rollout(nginx({ ingress }), services);
  ingress.addRule('/', kplus.IngressBackend.fromService(services.stableService as kplus.Service));
  expect(shop.faults()).toBe('');
});

test('a Service that is only declared to exist can be routed to, by its port', () => {
  const shop = new Shop();
  shop.rollout(nginx({ host: 'a.example.com' }), {
    stableService: ExistingService.of({ name: 'theirs', port: 8443 }),
    canaryService: ExistingService.of({ name: 'theirs-canary', port: 8443 }),
  });
  expect(shop.only('Ingress').spec.rules[0].http.paths[0].backend).toEqual({
    service: { name: 'theirs', port: { number: 8443 } },
  });
});

test('a root Service that the router makes can be given a name and a type', () => {
  const shop = new Shop();
  shop.rollout(alb({ host: 'a.example.com', rootService: { name: 'entry', type: kplus.ServiceType.NODE_PORT } }));
  expect(shop.only('Service', 'entry').spec.type).toBe('NodePort');
  expect(shop.routing()).toEqual({ alb: { ingress: 'checkout', rootService: 'entry', servicePort: 80 } });
});

test('the root Service that the strategy names is used in place of one of the router', () => {
  for (const [router, place] of [
    [alb({}), 'alb'],
    [smi(), 'smi'],
  ] as const) {
    const shop = new Shop();
    shop.rollout(router, { ...shop.pair(), rootService: shop.service('checkout-clients') });
    expect(shop.routing()[place]).toMatchObject({ rootService: 'checkout-clients' });
    expect(shop.synth().filter(({ kind }) => kind === 'Service')).toHaveLength(3);
  }
});

test('subsets and nodes find the pods by the labels that the Services find them by', () => {
  const subsets = new Shop();
  subsets.rollout(istioSubset(), {});
  const { selector } = subsets.only('Service').spec;
  expect(subsets.only('DestinationRule').spec.subsets).toEqual([
    { name: 'stable', labels: selector },
    { name: 'canary', labels: selector },
  ]);
  const nodes = new Shop();
  nodes.rollout(appMesh());
  expect(nodes.only('VirtualNode', 'checkout-stable').spec.podSelector.matchLabels).toMatchObject(
    nodes.only('Service', 'checkout').spec.selector,
  );
});

test('traefik names middlewares of this app and the certificate of a Secret', () => {
  const shop = new Shop();
  const middleware = new ApiObject(shop, 'Auth', {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: 'auth' },
  });
  const secret = kplus.Secret.fromSecretName(shop, 'Cert', 'cert');
  shop.rollout(traefik({ rule: 'PathPrefix(`/a`)', middlewares: [middleware], tls: { secret } }));
  expect(shop.only('IngressRoute').spec).toMatchObject({
    routes: [{ match: 'PathPrefix(`/a`)', middlewares: [{ name: 'auth', namespace: 'shop' }] }],
    tls: { secretName: 'cert' },
  });
});

test('traefik before version 3 has another group', () => {
  const shop = new Shop();
  shop.rollout(traefik({ host: 'a.example.com', apiGroup: 'traefik.containo.us' }));
  for (const kind of ['TraefikService', 'IngressRoute']) {
    expect(shop.only(kind).apiVersion).toBe('traefik.containo.us/v1alpha1');
  }
});

test('the VirtualNodes of appMesh listen where the pods do and never select the same pods', () => {
  const shop = new Shop();
  const backend = ExistingObject.of({ name: 'payment', namespace: 'pay' });
  shop.rollout(appMesh({ backends: [backend], clusterDomain: 'example.internal' }));
  const [stable, canary] = ['stable', 'canary'].map((side) => shop.only('VirtualNode', `checkout-${side}`).spec);
  expect(stable).toMatchObject({
    listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
    backends: [{ virtualService: { virtualServiceRef: { name: 'payment', namespace: 'pay' } } }],
    serviceDiscovery: { dns: { hostname: 'checkout-stable.shop.svc.example.internal' } },
  });
  expect(stable.podSelector).not.toEqual(canary.podSelector);
  expect(shop.only('VirtualRouter').spec.listeners).toEqual([{ portMapping: { port: 80, protocol: 'http' } }]);
});

test.each([
  ['nginx', nginx({ host: 'a.example.com', maxTrafficWeight: 1000 })],
  ['gatewayApi', gatewayApi({ tcpRoutes: [{ gateways: [{ name: 'a' }] }], maxTrafficWeight: 1000 })],
  ['trafficPlugin', trafficPlugin({ name: 'a/b', maxTrafficWeight: 1000 })],
])('%s can count traffic in steps of 0.1 %%', (_name, router) => {
  const shop = new Shop();
  shop.rollout(router);
  expect(shop.routing()).toMatchObject({ maxTrafficWeight: 1000 });
});

test('several routers are kept beside each other', () => {
  const shop = new Shop();
  const routers = [nginx({ host: 'a.example.com' }), ambassador({ prefix: '/' }), trafficPlugin({ name: 'a/b' })];
  shop.rollout(routers);
  expect(shop.routing()).toEqual({
    nginx: { stableIngress: 'checkout' },
    ambassador: { mappings: ['checkout'] },
    plugins: { 'a/b': {} },
  });
});

test('a router without the Services it splits says so', () => {
  const shop = new Shop();
  expect(() => shop.rollout(nginx({ host: 'a.example.com' }), {})).toThrow(/C7/);
});
