import { scraped } from '../../policies/rules/post-release-monitoring/scraped';
import { disruptionBudget } from '../../policies/rules/deployment-safety/disruption-budget';
import { found, judged } from '../policies/judging';
import { object, unitIn } from './units';

const web = (metadata = '', containers = '{ name: web, ports: [{ name: http, containerPort: 80 }] }') =>
  object(
    'Deployment',
    'web',
    `spec: { replicas: 3, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web${metadata} } }, spec: { containers: [${containers}] } } }`,
  );
const SERVICE = object('Service', 'web', 'spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }');
const namespace = (metadata: string) => `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, ${metadata} } }`;

const monitor = (apiVersion: string, kind: string, spec: string, inNamespace = 'shop') =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: web, namespace: ${inNamespace} }, spec: { ${spec} } }`;

/** As meshes have them: they look at their own container in the pods of all namespaces. */
const ISTIO = monitor(
  'monitoring.coreos.com/v1',
  'PodMonitor',
  `selector: { matchExpressions: [{ key: istio-prometheus-ignore, operator: DoesNotExist }] }, namespaceSelector: { any: true },
   podMetricsEndpoints: [{ path: /stats/prometheus, relabelings: [{ action: keep, sourceLabels: [__meta_kubernetes_pod_container_name], regex: istio-proxy }] }]`,
  'istio-system',
);
const LINKERD = monitor(
  'monitoring.coreos.com/v1',
  'PodMonitor',
  `selector: {}, namespaceSelector: { any: true },
   podMetricsEndpoints: [{ relabelings: [{ action: keep, sourceLabels: [__meta_kubernetes_pod_container_name, __meta_kubernetes_pod_container_port_name], regex: "^linkerd-proxy;linkerd-admin$" }] }]`,
  'linkerd',
);

describe("the monitor of a mesh looks at the mesh's own container", () => {
  const portFound = (...manifests: readonly string[]) => unitIn(...manifests).scrapes.map((one) => one.portFound);
  const UNKNOWN = { unknown: 'whether istio-proxy, whose metrics are collected, is put into its pods' };

  test.each([
    ['that the pod has', [web('', '{ name: web }, { name: istio-proxy }'), ISTIO], [true]],
    ['that the pod asks for', [web(', sidecar.istio.io/inject: "true"'), ISTIO], [true]],
    ['that a revision brings', [web(', istio.io/rev: stable'), ISTIO], [true]],
    ['that its namespace asks for', [web(), namespace('labels: { istio-injection: enabled }'), ISTIO], [true]],
    ['that Linkerd is asked for', [web(), namespace('annotations: { linkerd.io/inject: enabled }'), LINKERD], [true]],
    ['of which nobody says anything', [web(), ISTIO], [UNKNOWN]],
    [
      'of another mesh',
      [web(), namespace('labels: { istio-injection: enabled }'), LINKERD],
      [{ unknown: 'whether linkerd-proxy, whose metrics are collected, is put into its pods' }],
    ],
    [
      'that the pod forbids, whatever its namespace says',
      [web(', sidecar.istio.io/inject: "false"'), namespace('labels: { istio-injection: enabled }'), ISTIO],
      [],
    ],
  ])('%s', (_, manifests, expected) => {
    expect(portFound(...manifests)).toEqual(expected);
  });

  test('and one that is told to leave these pods alone does', () => {
    expect(portFound(web(', istio-prometheus-ignore: "true"', '{ name: web }, { name: istio-proxy }'), ISTIO)).toEqual(
      [],
    );
  });

  test('so it is not known whether anything collects metrics, where nobody says that the mesh is there', () => {
    expect(judged(scraped, [web(), SERVICE, ISTIO].join('\n---\n'))).toMatchObject({
      findings: [],
      notKnown: [UNKNOWN.unknown],
    });
    expect(found(scraped, [web(', sidecar.istio.io/inject: "false"'), SERVICE, ISTIO].join('\n---\n'))).toEqual([
      'Deployment/web : nothing collects metrics of "web".',
    ]);
  });
});

test.each([
  ['VMPodScrape', 'operator.victoriametrics.com/v1beta1', 'podMetricsEndpoints: [{ port: http }]'],
  ['VMServiceScrape', 'operator.victoriametrics.com/v1beta1', 'endpoints: [{ port: http }]'],
  ['PodMonitoring', 'monitoring.googleapis.com/v1', 'endpoints: [{ port: http }]'],
  ['ClusterPodMonitoring', 'monitoring.googleapis.com/v1', 'endpoints: [{ port: 80 }]'],
])('%s collects metrics too', (kind, apiVersion, endpoints) => {
  const service = SERVICE.replace('namespace: shop }', 'namespace: shop, labels: { app: web } }');
  const one = monitor(apiVersion, kind, `selector: { matchLabels: { app: web } }, ${endpoints}`);
  expect(found(scraped, [web(), service, one].join('\n---\n'))).toEqual([]);
  const wrong = one.replace(/port: \w+/, 'port: metrics');
  expect(found(scraped, [web(), service, wrong].join('\n---\n'))).toHaveLength(1);
});

test("annotations of Datadog's agent ask it to collect", () => {
  const annotated = web(' }, annotations: { ad.datadoghq.com/web.checks: "{}"');
  expect(found(scraped, [annotated, SERVICE].join('\n---\n'))).toEqual([]);
});

describe('of a Flagger Canary the pods of its copy serve', () => {
  const canary = object(
    'Canary',
    'web',
    'spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, service: { port: 80 }, analysis: {} }',
  );
  const budget = (app: string) =>
    object('PodDisruptionBudget', app, `spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${app} } } }`);
  const budgeted = (...more: readonly string[]) => found(disruptionBudget, [web(), canary, ...more].join('\n---\n'));

  test('so a budget has to select those', () => {
    expect(budgeted(budget('web-primary'))).toEqual([]);
    expect(budgeted(budget('web'))).toHaveLength(1);
  });

  test('and a monitor may select either', () => {
    for (const app of ['web', 'web-primary']) {
      const one = object(
        'PodMonitor',
        'web',
        `spec: { selector: { matchLabels: { app: ${app} } }, podMetricsEndpoints: [{ port: http }] }`,
      );
      expect(unitIn(web(), canary, one).scrapes.map(({ portFound }) => portFound)).toEqual([true]);
    }
  });
});
