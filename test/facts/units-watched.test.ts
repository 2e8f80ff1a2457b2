import { object, unitIn, unitsIn, workload } from './units';

const web = workload('Deployment', '', 'name: web, ports: [{ name: http, containerPort: 80 }]');

describe('alerts about a unit', () => {
  const rule = (body: string, namespace = 'shop') =>
    object('PrometheusRule', 'rules', `spec: { groups: [{ name: all, rules: [{ ${body} }] }] }`, namespace);
  const alertsOf = (...manifests: readonly string[]) => unitIn(web, ...manifests).alerts.map(({ name }) => name);

  test.each([
    ['a label names it', 'alert: Burn, expr: up == 0, labels: { service: web }'],
    ['the query names it', `alert: Burn, expr: 'rate(errors{job="web"}[5m]) > 1'`],
    ['the query has its pods', `alert: Burn, expr: 'restarts{pod=~"web-.*"} > 1'`],
    ['the query has it among others', `alert: Burn, expr: 'errors{job=~"api|web"} > 1'`],
    ['the query has its host', `alert: Burn, expr: 'errors{host="web.shop.svc"} > 1'`],
  ])('are found where %s', (_, body) => {
    expect(alertsOf(rule(body))).toEqual(['Burn']);
  });

  test.each([
    ['another is meant', `alert: Burn, expr: 'errors{job="web-admin"} > 1'`],
    ['a label says another namespace', 'alert: Burn, expr: up, labels: { service: web, namespace: other }'],
    ['the query says another namespace', `alert: Burn, expr: 'errors{job="web",namespace="other"} > 1'`],
    ['they are no alerts', `record: burn, expr: 'errors{job="web"}'`],
  ])('are not found where %s', (_, body) => {
    expect(alertsOf(rule(body))).toEqual([]);
  });

  test('may stand in a namespace of their own, but not beside a workload of the same name', () => {
    const body = 'alert: Burn, expr: up, labels: { service: web }';
    expect(alertsOf(rule(body, 'monitoring'))).toEqual(['Burn']);
    const other = web.replace('namespace: shop', 'namespace: other');
    const [first, second] = unitsIn(web, other, rule(body, 'other'));
    expect([first?.alerts, second?.alerts].map((alerts) => alerts?.length)).toEqual([0, 1]);
  });

  test('are read from every system that keeps them in the cluster, with their place', () => {
    const manifests = [
      object('VMRule', 'rules', 'spec: { groups: [{ rules: [{ alert: VM, expr: up, labels: { app: web } }] }] }'),
      object('DatadogMonitor', 'rules', `spec: { name: DD, query: "avg(last_5m):sum:errors{service:web} > 1" }`),
      object(
        'DatadogMonitor',
        'tagged',
        `spec: { name: Tagged, query: "avg(last_5m):sum:errors{*} > 1", tags: ["service:web"] }`,
      ),
      object(
        'GrafanaAlertRuleGroup',
        'rules',
        `spec: { rules: [{ title: G, data: [{ model: { expr: 'errors{job="web"}' } }] }] }`,
      ),
    ];
    const { alerts } = unitIn(web, ...manifests);
    expect(alerts.map(({ name }) => name).sort()).toEqual(['DD', 'G', 'Tagged', 'VM']);
    expect(alerts.find(({ name }) => name === 'VM')?.at).toEqual(['spec', 'groups', 0, 'rules', 0]);
  });
});

describe('what collects the metrics of a unit', () => {
  const service = (extra = '') =>
    `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop, labels: { app: web }${extra} }, spec: { selector: { app: web }, ports: [{ name: metrics, port: 9090 }] } }`;
  const monitor = (spec: string, namespace = 'shop') => object('ServiceMonitor', 'web', `spec: { ${spec} }`, namespace);
  const selector = 'selector: { matchLabels: { app: web } }';
  const scrapes = (...manifests: readonly string[]) =>
    unitIn(web, ...manifests).scrapes.map(({ portFound }) => portFound);

  test.each([
    ['a port of the Service', 'endpoints: [{ port: metrics }]', true],
    ['a port that it does not have', 'endpoints: [{ port: http }]', false],
    ['a port of the container', 'endpoints: [{ targetPort: http }]', true],
    ['a port that the container does not have', 'endpoints: [{ targetPort: metrics }]', false],
    ['a number', 'endpoints: [{ targetPort: 9090 }]', true],
    ['one of two that it has', 'endpoints: [{ port: metrics }, { port: admin }]', false],
    ['nothing', 'endpoints: []', false],
  ])('a ServiceMonitor that names %s', (_, endpoints, found) => {
    expect(scrapes(service(), monitor(`${selector}, ${endpoints}`))).toEqual([found]);
  });

  test('a monitor looks into its own namespace, unless it says otherwise', () => {
    const endpoints = 'endpoints: [{ port: metrics }]';
    const elsewhere = (more: string) => scrapes(service(), monitor(`${selector}, ${endpoints}${more}`, 'monitoring'));
    expect(elsewhere('')).toEqual([]);
    expect(elsewhere(', namespaceSelector: { any: true }')).toEqual([true]);
    expect(elsewhere(', namespaceSelector: { matchNames: [shop, other] }')).toEqual([true]);
    expect(elsewhere(', namespaceSelector: { matchNames: [other] }')).toEqual([]);
  });

  test('a monitor selects Services by their own labels, not by those of the pods', () => {
    const other = 'selector: { matchLabels: { app: api } }';
    expect(scrapes(service(), monitor(`${other}, endpoints: [{ port: metrics }]`))).toEqual([]);
    expect(scrapes(monitor(`${selector}, endpoints: [{ port: metrics }]`))).toEqual([]);
  });

  test('a PodMonitor, by the ports of containers', () => {
    const podMonitor = (port: string) =>
      object('PodMonitor', 'web', `spec: { ${selector}, podMetricsEndpoints: [{ port: ${port} }] }`);
    expect(scrapes(podMonitor('http'))).toEqual([true]);
    expect(scrapes(podMonitor('metrics'))).toEqual([false]);
  });

  test('annotations of the pods or of a Service before them', () => {
    expect(scrapes(service(', annotations: { prometheus.io/scrape: "true" }'))).toEqual([true]);
    const annotated = object(
      'Deployment',
      'web',
      'spec: { template: { metadata: { annotations: { prometheus.io/scrape: "true" } }, spec: {} } }',
    );
    expect(unitIn(annotated).scrapes).toHaveLength(1);
    expect(scrapes(service(', annotations: { prometheus.io/scrape: "false" }'))).toEqual([]);
  });
});
