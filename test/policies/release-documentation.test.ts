import { all, alert, rollout, STRATEGY } from '../../policies/rules/example';
import { rules as everyRule } from '../../policies/rules';
import { releaseDocumentationRules } from '../../policies/rules/release-documentation';
import { alertRunbook } from '../../policies/rules/release-documentation/alert-runbook';
import { runbookLinked } from '../../policies/rules/release-documentation/runbook-linked';
import { found, judged } from './judging';

const ofUnits = releaseDocumentationRules.filter(({ judges }) => judges === 'unit');
const DOCUMENTS = `
  stepgate.dev/owner: team-shop
  stepgate.dev/runbook: https://runbooks.example.com/web
  stepgate.dev/release-notes: carts are kept for a week`;

/** A Rollout that takes its pods from a Deployment, and that Deployment. */
const REFERRING = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  replicas: 4
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: pods }
  strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: 5m } }] } }`;
const referred = (metadata: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: pods, namespace: shop }
spec:
  replicas: 0
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { ${metadata} } }
    spec: { containers: [{ name: web, image: 'web:1' }] }`;

describe('what is written down about a release', () => {
  test.each(ofUnits)('$id takes it from annotations and labels, of the workload and of its pods', (rule) => {
    const annotated = rollout({ strategy: STRATEGY, metadata: `annotations:${DOCUMENTS}` });
    const inPods = DOCUMENTS.trim()
      .split('\n')
      .map((line) => line.trim().replace(': ', ': "') + '"')
      .join(', ');
    expect(found(rule, annotated)).toEqual([]);
    expect(found(rule, all(REFERRING, referred(inPods)))).toEqual([]);
    expect(found(rule, all(REFERRING, referred('')))).toHaveLength(1);
  });

  test.each(ofUnits)('$id takes an empty text for none', (rule) => {
    const [empty, blank] = ['""', '"  "'].map((text) => DOCUMENTS.replace(/: .*/g, `: ${text}`));
    expect(found(rule, rollout({ strategy: STRATEGY, metadata: `annotations:${empty}` }))).toHaveLength(1);
    expect(found(rule, rollout({ strategy: STRATEGY, metadata: `annotations:${blank}` }))).toHaveLength(1);
  });

  test.each(ofUnits)('$id does not know it where the pods are described by an object that is not there', (rule) => {
    for (const world of ['open', 'closed'] as const) {
      expect(judged(rule, REFERRING, { world })).toMatchObject({
        findings: [],
        notKnown: ['the apps/Deployment "pods" is not among the manifests'],
      });
    }
  });

  test('is found where it stands', () => {
    const metadata = (runbook: string) => rollout({ strategy: STRATEGY, metadata: runbook });
    expect(found(runbookLinked, metadata('labels: { runbook: wiki }'))).toEqual([
      'Rollout/web metadata.labels.runbook: its runbook "wiki" is no absolute link.',
    ]);
    // the key that comes first is that of the pods, so the link of the workload is not the one at fault
    const both = REFERRING.replace(
      'namespace: shop }',
      'namespace: shop, annotations: { runbook_url: https://example.com } }',
    );
    expect(found(runbookLinked, all(both, referred('stepgate.dev/runbook: wiki')))).toEqual([
      'Rollout/web metadata: its runbook "wiki" is no absolute link.',
    ]);
  });
});

describe('a link', () => {
  const linked = (link: string) =>
    found(
      runbookLinked,
      rollout({ strategy: STRATEGY, metadata: `annotations: { runbook: ${JSON.stringify(link)} }` }),
    );

  test.each([
    'https://runbooks.example.com',
    'https://runbooks.example.com:8443/web?tab=1#down',
    'HTTPS://RUNBOOKS.EXAMPLE.COM/web',
    'https://{{ $labels.cluster }}.example.com/web',
    'https://[2001:db8::1]/web',
    'https://пример.example/web',
  ])('opens: %s', (link) => expect(linked(link)).toEqual([]));

  test.each([
    ['docs/runbook.md', 'is no absolute link'],
    ['//runbooks.example.com/web', 'is no absolute link'],
    ['https://', 'is no absolute link'],
    ['https://:8443/web', 'is no absolute link'],
    ['http://runbooks.example.com', 'is no link with https, but with "http:"'],
    ['javascript:alert(1)', 'is no link with https, but with "javascript:"'],
    ['mailto:shop@example.com', 'is no link with https, but with "mailto:"'],
    ['https:runbooks.example.com', 'names no host'],
    ['https:///runbooks.example.com', 'names no host'],
    [' https://runbooks.example.com', 'names no host'],
    ['https:\\\\runbooks.example.com', 'names no host'],
  ])('does not: %s', (link, why) => expect(linked(link)).toEqual([expect.stringContaining(why)]));
});

describe('the runbook of an alert', () => {
  test.each(['runbook_url', 'runbook', 'runbookURL'])('may stand under %s', (key) => {
    const linked = (link: string) => found(alertRunbook, alert(`expr: up == 0\nannotations: { ${key}: '${link}' }`));
    expect(linked('https://example.com/web')).toEqual([]);
    expect(linked('web')).toEqual([
      `PrometheusRule/web spec.groups[0].rules[0].annotations.${key}: the runbook "web" of "WebFails" is no absolute link.`,
    ]);
  });

  test('is asked for of each alert, and of no series that is recorded', () => {
    const rules = (...all: string[]) =>
      alert('expr: up == 0').replace(/- alert: [^]*/, all.map((one) => `- ${one}`).join('\n        '));
    const one = (name: string) => `{ alert: ${name}, expr: up == 0 }`;
    expect(found(alertRunbook, rules('{ record: a, expr: up }'))).toEqual([]);
    expect(found(alertRunbook, rules(one('A'), '{ record: a, expr: up }', one('A')))).toEqual([
      'PrometheusRule/web spec.groups[0].rules[0]: the alert "A" links no runbook.',
      'PrometheusRule/web spec.groups[0].rules[2]: the alert "A" links no runbook.',
    ]);
  });
});

test('no rule finds a fault that pods might mend which can’t be seen', () => {
  const inPods = DOCUMENTS.trim()
    .split('\n')
    .map((line) => line.trim().replace(': ', ': "') + '"')
    .join(', ');
  const seen = all(
    REFERRING,
    referred(inPods).replace(
      /spec: \{ containers.*/,
      `spec:
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }]
      containers:
        - name: web
          image: ghcr.io/acme/web:1.4.2@sha256:${'6b1f'.repeat(16)}
          resources: { requests: { cpu: 100m, memory: 64Mi } }
          readinessProbe: { httpGet: { path: /, port: 8080 } }
          lifecycle: { preStop: { sleep: { seconds: 10 } } }`,
    ),
  );
  // that it serves traffic is said, which only its pods would tell otherwise
  const serving = REFERRING.replace('canary: {', 'canary: { stableService: web, canaryService: web-canary,');
  const rules = everyRule.filter(({ id }) => id !== 'missing-reference');
  const findings = (manifests: string, options: Parameters<typeof judged>[2]) =>
    rules.flatMap((rule) => found(rule, manifests, options).map((what) => `${rule.id} ${what}`));
  for (const world of ['open', 'closed'] as const) {
    const mended = findings(seen.replace(REFERRING, serving), { world });
    expect(findings(serving, { world }).filter((one) => !mended.includes(one))).toEqual([]);
    expect(mended.filter((one) => one.includes('Deployment/pods'))).toEqual([]);
  }
});
