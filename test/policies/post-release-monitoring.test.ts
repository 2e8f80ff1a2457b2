import { alert, ALERT, all, rollout } from '../../policies/rules/example';
import { alertFires } from '../../policies/rules/post-release-monitoring/alert-fires';
import { alertNamespace } from '../../policies/rules/post-release-monitoring/alert-namespace';
import { alertParses } from '../../policies/rules/post-release-monitoring/alert-parses';
import { alertSeverity } from '../../policies/rules/post-release-monitoring/alert-severity';
import { alertTests } from '../../policies/rules/post-release-monitoring/alert-tests';
import { alertsExist } from '../../policies/rules/post-release-monitoring/alerts-exist';
import { notifications } from '../../policies/rules/post-release-monitoring/notifications';
import { scraped } from '../../policies/rules/post-release-monitoring/scraped';
import { found, judged } from './judging';

const labelled = (labels: string) => alert(`${ALERT}\n  labels: { ${labels} }`);
const asking = (expr: string) => alert(`expr: ${JSON.stringify(expr)}`);

describe('the severity of an alert', () => {
  test.each(['page', 'ticket', 'none', '"{{ $labels.severity }}"'])('%s is known', (severity) => {
    expect(found(alertSeverity, labelled(`severity: ${severity}`))).toEqual([]);
  });

  test.each(['Page', 'crit', '""', '" page"'])('%s is not', (severity) => {
    expect(found(alertSeverity, labelled(`severity: ${severity}`))).toEqual([
      expect.stringMatching(/^PrometheusRule\/web spec\.groups\[0\]\.rules\[0\]\.labels\.severity: /),
    ]);
  });

  test('is one of those that a pack names', () => {
    const rule = { severities: 'sev1,sev2' };
    expect(found(alertSeverity, labelled('severity: sev2'), { rule })).toEqual([]);
    expect(found(alertSeverity, labelled('severity: page'), { rule })).toHaveLength(1);
  });
});

describe('the query of an alert', () => {
  test.each([
    ['up == 0', [], []],
    ['', ['it is empty'], []],
    ['   ', ['it is empty'], []],
    ['up ==', ["can't be read"], []],
    ['up == 0 or', ["can't be read"], []],
    ['absent(up) == 0', [], ['can never fire']],
    ['rate(a[5m]) < 0', [], ['can never fire']],
    ['rate(a[5m]) <= 0', [], []],
    ['0 > rate(a[5m])', [], ['can never fire']],
    ['count(up) == 0 or absent(up)', [], []],
    ['count(up) == 0 and absent(up)', [], ['can never fire']],
    ['up{a="1",a!="1"} == 0', [], ['can never fire']],
    ['up{a="1",a=~"1|2"} == 0', [], []],
  ])('%s', (expr, unread, never) => {
    const contained = (texts: readonly string[]) => texts.map((text) => expect.stringContaining(text) as string);
    expect(found(alertParses, asking(expr))).toEqual(contained(unread));
    expect(found(alertFires, asking(expr))).toEqual(contained(never));
  });
});

describe('the namespace of an alert', () => {
  test.each([
    ['namespace: shop', 0],
    ['namespace: "{{ $labels.namespace }}"', 0],
    ['severity: page', 0],
    ['namespace: ""', 1],
    ['namespace: other', 1],
  ])('%s', (labels, count) => expect(found(alertNamespace, labelled(labels))).toHaveLength(count));

  test('is not asked where its object has none', () => {
    expect(found(alertNamespace, labelled('namespace: other').replace(/\n {2}namespace: shop/, ''))).toEqual([]);
  });
});

describe('the tests of alerts', () => {
  test.each([
    ['annotations: { stepgate.dev/alert-tests: tests/ }', []],
    ['annotations: { stepgate.dev/alert-tests: " " }', ['its alert']],
    ['annotations: { stepgate.dev/alert-tests: 7 }', ['its alert']],
    ['labels: { stepgate.dev/alert-tests: tests }', ['its alert']],
    ['', ['its alert']],
  ])('where the metadata has %s', (metadata, whose) => {
    const said = whose.map((one) => `PrometheusRule/web metadata: nothing says where the tests of ${one} are.`);
    expect(found(alertTests, alert(ALERT, metadata))).toEqual(said);
  });

  test('are not asked for where series are only recorded', () => {
    expect(found(alertTests, alert(ALERT, '').replace('alert: WebFails', 'record: web:fails'))).toEqual([]);
  });
});

const WEB = rollout({
  strategy:
    'canary: { stableService: web, canaryService: web-canary, steps: [{ setWeight: 25 }, { pause: { duration: 5m } }] }',
});
const deploymentOf = (kind: string) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1', ports: [{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 }] }] }`;
const service = (labels = 'app: web') => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { ${labels} } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }`;

describe('alerts about what serves traffic', () => {
  const about = (text: string) => ALERT.replaceAll('service="web"', text);

  test.each([
    ['a label of its query', alert(ALERT)],
    ['a label of its own', alert(`expr: up == 0\nlabels: { app: web }`)],
    ['its namespace, too', alert(about('namespace="shop",service="web"'))],
    [
      'Grafana',
      '{ apiVersion: grafana.integreatly.org/v1beta1, kind: GrafanaAlertRuleGroup, metadata: { name: web, namespace: shop }, spec: { rules: [{ title: web, data: [{ model: { expr: \'up{app="web"} == 0\' } }] }] } }',
    ],
    [
      'Datadog',
      '{ apiVersion: datadoghq.com/v1alpha1, kind: DatadogMonitor, metadata: { name: web, namespace: shop }, spec: { name: web, query: "avg(last_5m):sum:errors{service:web} > 1" } }',
    ],
  ])('may name it by %s', (_, one) => expect(found(alertsExist, all(WEB, one))).toEqual([]));

  test.each([
    ['another service', alert(about('service="webshop"'))],
    ['the same name in another namespace', alert(about('namespace="other",service="web"'))],
    ['a series that is recorded', alert(ALERT).replace('alert: WebFails', 'record: web:fails')],
  ])('are not about it where they name %s', (_, one) => {
    expect(found(alertsExist, all(WEB, one))).toEqual([
      'Rollout/web : "web" serves traffic, and no alert is about it.',
    ]);
  });

  test.each(['Deployment', 'StatefulSet'])('are asked for of a %s behind a Service, and of no other', (kind) => {
    expect(found(alertsExist, all(deploymentOf(kind), service()))).toHaveLength(1);
    expect(judged(alertsExist, deploymentOf(kind))).toMatchObject({ findings: [] });
  });

  test('may be elsewhere in an open world', () => {
    expect(judged(alertsExist, WEB, { world: 'open' })).toMatchObject({
      findings: [],
      notKnown: ['whether alerts about "web" are among other manifests'],
    });
  });
});

describe('what collects metrics', () => {
  const monitor = (kind: string, selector: string, endpoints: string) =>
    `{ apiVersion: monitoring.coreos.com/v1, kind: ${kind}, metadata: { name: m, namespace: shop }, spec: { selector: ${selector}, ${endpoints} } }`;
  const APP = '{ matchLabels: { app: web } }';

  test.each([
    ['a monitor of its Service', monitor('ServiceMonitor', APP, 'endpoints: [{ port: http }]'), []],
    ['a monitor of its pods', monitor('PodMonitor', APP, 'podMetricsEndpoints: [{ port: metrics }]'), []],
    ['a port by number', monitor('PodMonitor', APP, 'podMetricsEndpoints: [{ portNumber: 9090 }]'), []],
    ['everything', monitor('PodMonitor', '{}', 'podMetricsEndpoints: [{ port: metrics }]'), []],
    [
      'a port that the Service does not name',
      monitor('ServiceMonitor', APP, 'endpoints: [{ port: metrics }]'),
      ['port'],
    ],
    ['a port that pods do not have', monitor('PodMonitor', APP, 'podMetricsEndpoints: [{ port: web }]'), ['port']],
    ['no endpoint', monitor('PodMonitor', APP, 'podMetricsEndpoints: []'), ['port']],
    [
      'other pods',
      monitor('PodMonitor', '{ matchLabels: { app: cart } }', 'podMetricsEndpoints: [{ port: metrics }]'),
      ['nothing'],
    ],
    [
      'another namespace',
      monitor('PodMonitor', APP, 'podMetricsEndpoints: [{ port: metrics }], namespaceSelector: { matchNames: [cart] }'),
      ['nothing'],
    ],
  ])('by %s', (_, one, whats) => {
    const texts = { port: 'names a port that is not there', nothing: 'nothing collects metrics of "web"' } as const;
    expect(found(scraped, all(deploymentOf('Deployment'), service(), one))).toEqual(
      whats.map((what) => expect.stringContaining(texts[what as keyof typeof texts]) as string),
    );
  });

  test('may be an annotation of its pods, or of its Service', () => {
    const SCRAPE = "annotations: { prometheus.io/scrape: 'true' }";
    const inPods = deploymentOf('Deployment').replace(
      '{ labels: { app: web } }',
      `{ labels: { app: web }, ${SCRAPE} }`,
    );
    const onService = service().replace('labels:', `${SCRAPE}, labels:`);
    expect(found(scraped, all(inPods, service()))).toEqual([]);
    expect(found(scraped, all(deploymentOf('Deployment'), onService))).toEqual([]);
    expect(found(scraped, all(deploymentOf('Deployment'), onService.replace("'true'", "'false'")))).toHaveLength(1);
  });
});

describe('whoever is told', () => {
  const subscribed = (...triggers: readonly string[]) =>
    `annotations: { ${triggers.map((one) => `notifications.argoproj.io/subscribe.${one}: shop`).join(', ')} }`;
  const of = (strategy: string, metadata = '') => found(notifications, rollout({ strategy, metadata }));

  test.each([
    ['canary: {}', '', ['"on-rollout-aborted"']],
    ['canary: {}', subscribed('on-rollout-aborted.slack'), []],
    ['blueGreen: { activeService: web }', subscribed('on-rollout-aborted.email'), []],
    ['canary: {}', subscribed('on-rollout-completed.slack'), ['"on-rollout-aborted"']],
    // a service has to be named
    ['canary: {}', subscribed('on-rollout-aborted'), ['"on-rollout-aborted"']],
    ['canary: { steps: [{ pause: {} }] }', '', ['"on-rollout-aborted" and "on-rollout-paused"']],
    ['canary: { steps: [{ pause: {} }] }', subscribed('on-rollout-aborted.slack'), ['"on-rollout-paused"']],
    ['canary: { steps: [{ pause: { duration: 5m } }] }', subscribed('on-rollout-aborted.slack'), []],
  ])('%s, %s', (strategy, metadata, missing) => {
    expect(of(strategy, metadata)).toEqual(missing.map((one) => `Rollout/web metadata: nobody is told of ${one}.`));
  });

  test('may be told by defaults of the controller, which are a text', () => {
    const config = (data: string) =>
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: argo-rollouts-notification-configmap, namespace: argo }, data: { ${data} } }`;
    const plain = rollout({ strategy: 'canary: {}' });
    expect(judged(notifications, all(plain, config('subscriptions: x')))).toMatchObject({
      findings: [],
      notKnown: ['which triggers the defaults of its controller subscribe to'],
    });
    expect(found(notifications, all(plain, config('trigger.x: x')))).toHaveLength(1);
  });
});
