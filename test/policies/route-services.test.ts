import { parseAllDocuments } from 'yaml';
import { all, rollout } from '../../policies/rules/example';
import { routeServices } from '../../policies/rules/wiring/route-services';
import { NO_ORACLE, oracle, references, route, type KubeObject } from '../support/argo';
import { testWith } from '../support/tools';
import { found, judged } from './judging';

const SIDES = 'canaryService: web-canary, stableService: web';
const routed = (routing: string, sides = SIDES) =>
  rollout({ strategy: `canary: { ${sides}, trafficRouting: { ${routing} } }` });

const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }`;

const object = (apiVersion: string, kind: string, spec: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec: ${spec}`;

const path = (name: string) =>
  `{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] } }`;
const ingress = (...services: readonly string[]) =>
  object('networking.k8s.io/v1', 'Ingress', `{ rules: [${services.map(path).join(', ')}] }`);
const to = (...hosts: readonly string[]) =>
  `route: [${hosts.map((host) => `{ destination: { host: ${host} } }`).join(', ')}]`;
const mesh = (spec: string) => object('networking.istio.io/v1', 'VirtualService', `{ hosts: [web], ${spec} }`);
const istio = (more = '') => `istio: { virtualService: { name: web${more} } }`;
const subsets = (name: string) =>
  `istio: { virtualService: { name: web }, destinationRule: { name: web, canarySubsetName: ${name}, stableSubsetName: old } }`;
const inSubsets = mesh(
  'http: [{ route: [{ destination: { host: web, subset: old } }, { destination: { host: web, subset: new } }] }]',
);
const ruleOf = (...names: readonly string[]) =>
  object(
    'networking.istio.io/v1',
    'DestinationRule',
    `{ host: web, subsets: [${names.map((name) => `{ name: ${name} }`).join(', ')}] }`,
  );
const mapping = (spec: string) => object('getambassador.io/v3alpha1', 'Mapping', `{ prefix: /, ${spec} }`);
const apisix = (...services: readonly string[]) =>
  object(
    'apisix.apache.org/v2',
    'ApisixRoute',
    `{ http: [{ name: all, match: { paths: ['/*'] }, backends: [${services
      .map((name) => `{ serviceName: ${name}, servicePort: 80 }`)
      .join(', ')}] }] }`,
  );
const traefik = (...services: readonly string[]) =>
  object(
    'traefik.io/v1alpha1',
    'TraefikService',
    `{ weighted: { services: [${services.map((name) => `{ name: ${name}, port: 80 }`).join(', ')}] } }`,
  );
const gateway = (...rules: readonly (readonly string[])[]) =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    `{ rules: [${rules
      .map((names) => `{ backendRefs: [${names.map((name) => `{ name: ${name}, port: 80 }`).join(', ')}] }`)
      .join(', ')}] }`,
  );
const plugin = 'plugins: { argoproj-labs/gatewayAPI: { httpRoute: web } }';
const RULES = 'apisix: { route: { name: web, rules: [all] } }';

/** A router, its route, and what is found: `controller` says it before the release, `router` at the first weight. */
type Case = readonly [routing: string, manifests: string, what?: string, judge?: 'controller' | 'router' | 'nobody'];

const CASES: Readonly<Record<string, Case>> = {
  'an Ingress to stable': ['nginx: { stableIngress: web }', ingress('web')],
  'an Ingress to stable among others': ['nginx: { stableIngresses: [web] }', ingress('shop', 'web')],
  'an Ingress to another Service': [
    'nginx: { stableIngress: web }',
    ingress('web-root'),
    'none of its rules leads to "web".',
  ],
  'an Ingress without rules': [
    'nginx: { stableIngresses: [web] }',
    object('networking.k8s.io/v1', 'Ingress', '{ defaultBackend: { service: { name: web, port: { number: 80 } } } }'),
    'none of its rules leads to "web".',
  ],
  'an ALB to its root': ['alb: { ingress: web, servicePort: 80, rootService: web-root }', ingress('web-root')],
  'an ALB to stable, with a root': [
    'alb: { ingress: web, servicePort: 80, rootService: web-root }',
    ingress('web'),
    'none of its rules leads to "web-root".',
  ],
  'a VirtualService to both': [istio(), mesh(`http: [{ ${to('web', 'web-canary.shop.svc.cluster.local')} }]`)],
  'a VirtualService to one': [
    istio(),
    mesh(`http: [{ ${to('web')} }]`),
    'no destination of it has the host "web-canary".',
  ],
  'the named one of two routes': [
    istio(', routes: [main]'),
    mesh(`http: [{ name: old, ${to('shop')} }, { name: main, ${to('web', 'web-canary')} }]`),
  ],
  'a route that is not there': [
    istio(', routes: [main]'),
    mesh(`http: [{ name: all, ${to('web', 'web-canary')} }]`),
    'it has no http route "main".',
  ],
  'two routes, and none is named': [
    istio(),
    mesh(`http: [{ ${to('web', 'web-canary')} }, { ${to('web', 'web-canary')} }]`),
    'it has several http routes, and the Rollout says of none that it is to be edited.',
  ],
  'no routes': [istio(), mesh('gateways: [public]'), 'it has no http, tls or tcp routes.'],
  'a tcp route by its port': [
    istio(', tcpRoutes: [{ port: 3306 }]'),
    mesh(`tcp: [{ match: [{ port: 3306 }], ${to('web', 'web-canary')} }, { match: [{ port: 80 }], ${to('shop')} }]`),
  ],
  'a tcp route by a port that it has not': [
    istio(', tcpRoutes: [{ port: 3307 }]'),
    mesh(`tcp: [{ match: [{ port: 3306 }], ${to('web', 'web-canary')} }]`),
    'none of its routes matches what the Rollout names.',
  ],
  'a tls route by its hosts': [
    istio(', tlsRoutes: [{ port: 443, sniHosts: [shop.example.com] }]'),
    mesh(`tls: [{ match: [{ port: 443, sniHosts: [shop.example.com] }], ${to('web', 'web-canary')} }]`),
  ],
  'a tls route by other hosts': [
    istio(', tlsRoutes: [{ port: 443, sniHosts: [shop.example.com] }]'),
    mesh(`tls: [{ match: [{ port: 443, sniHosts: [pay.example.com] }], ${to('web', 'web-canary')} }]`),
    'none of its routes matches what the Rollout names.',
  ],
  'both subsets': [subsets('new'), all(inSubsets, ruleOf('old', 'new'))],
  'a subset that no route has': [
    subsets('next'),
    all(inSubsets, ruleOf('old', 'next')),
    'no destination of it has the subset "next".',
  ],
  'a subset that the rule has not': [
    subsets('new'),
    all(inSubsets, ruleOf('old')),
    'it has no subset "new".',
    'nobody',
  ],
  'a Mapping to stable': ['ambassador: { mappings: [web] }', mapping('service: web.shop:80')],
  'a Mapping with a weight': [
    'ambassador: { mappings: [web] }',
    mapping('service: web.shop:80, weight: 20'),
    'it has a weight of its own, and Argo sets weights beside it.',
  ],
  'a Mapping to another Service': [
    'ambassador: { mappings: [web] }',
    mapping('service: shop:80'),
    'it does not lead to "web".',
    'nobody',
  ],
  'an ApisixRoute to both': [RULES, apisix('web', 'web-canary')],
  'an ApisixRoute to one': [RULES, apisix('web'), 'its backends have no "web-canary".', 'router'],
  'an ApisixRoute without that rule': [
    'apisix: { route: { name: web } }',
    apisix('web', 'web-canary'),
    'it has no http rule "web".',
    'router',
  ],
  'a TraefikService to both': ['traefik: { weightedTraefikServiceName: web }', traefik('web', 'web-canary')],
  'a TraefikService to another': [
    'traefik: { weightedTraefikServiceName: web }',
    traefik('shop'),
    'its weighted services have no "web" nor "web-canary".',
    'router',
  ],
  'an HTTPRoute to both in one rule': [plugin, gateway(['shop'], ['web', 'web-canary'])],
  'an HTTPRoute to each in its own rule': [
    plugin,
    gateway(['web'], ['web-canary']),
    'its backends have no "web-canary".',
    'nobody',
  ],
};

const manifestsOf = ([routing, route]: Case) =>
  all(routed(routing), service('web'), service('web-canary'), service('web-root'), route);

test.each(Object.entries(CASES))('%s', (_, one) => {
  const [, , what] = one;
  const told = found(routeServices, manifestsOf(one)).map((line) => line.replace(/^\S+ \S+: /, ''));
  expect(told).toEqual(what === undefined ? [] : [what]);
});

testWith(oracle(), NO_ORACLE, "Argo's controller, or its router at the first weight, says the same", () => {
  const cases = Object.entries(CASES).filter(([, [routing, , , judge]]) => judge !== 'nobody' && routing !== plugin);
  const inputs = cases.map(([, one]) => ({ docs: documentsIn(manifestsOf(one)) }));
  const before = references(inputs).map(({ rollouts, error }) => error ?? rollouts.flatMap(({ errors }) => errors));
  const first = route(inputs.map((input) => ({ ...input, weight: 20 }))).map(
    ({ rollouts, error }) => error ?? rollouts.flatMap(({ errors }) => errors),
  );
  expect(
    cases.map(([name], index) => [name, before[index]?.length, isLate(cases[index]?.[1]) && first[index]?.length]),
  ).toEqual(
    cases.map(([name, [, , what, judge = 'controller']]) => [
      name,
      what !== undefined && judge === 'controller' ? 1 : 0,
      judge === 'router' && 1,
    ]),
  );
});

const isLate = (one: Case | undefined) => one?.[3] === 'router';

const documentsIn = (manifests: string): readonly KubeObject[] =>
  parseAllDocuments(manifests).map((document) => document.toJS() as KubeObject);

test('a route of two Rollouts is judged for each, and one of another namespace for none', () => {
  const api = routed('nginx: { stableIngress: web }', 'canaryService: api-canary, stableService: api');
  const both = all(routed('nginx: { stableIngress: web }'), api.replace('name: web\n', 'name: api\n'), ingress('web'));
  expect(found(routeServices, both)).toEqual(['Ingress/web spec: none of its rules leads to "api".']);
  const elsewhere = ingress('shop').replace('namespace: shop', 'namespace: pay');
  expect(found(routeServices, all(routed('nginx: { stableIngress: web }'), elsewhere))).toEqual([]);
});

test('a name with dots is an Ingress, and a VirtualService of another namespace', () => {
  const dotted = ingress('shop').replace('name: web,', 'name: web.example,');
  expect(found(routeServices, all(routed('nginx: { stableIngress: web.example }'), dotted))).toHaveLength(1);
  const far = mesh(`http: [{ ${to('web')} }]`).replace('namespace: shop', 'namespace: mesh');
  expect(found(routeServices, all(routed('istio: { virtualServices: [{ name: web.mesh }] }'), far))).toHaveLength(1);
});

test('two Services that swap are those that a route has to name', () => {
  const swapping = 'pingPong: { pingService: ping, pongService: pong }';
  const route = (host: string) => all(routed(istio(), swapping), mesh(`http: [{ ${to('ping', host)} }]`));
  expect(found(routeServices, route('pong'))).toEqual([]);
  expect(judged(routeServices, route('web')).findings).toEqual([
    'VirtualService/web spec.http[0]: no destination of it has the host "pong".',
  ]);
});
