import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../../../support/folder';
import { ROOT } from '../../../support/tools';

const MAIN = join(ROOT, 'build/policies/hosts/cli/main.js');

interface Told {
  readonly rule: string;
  readonly what: string;
  readonly place: { readonly path: string };
}

/** Judges one file for each class, in one process with little memory; nothing in them may cost a rule its ten seconds. */
function judged(manifests: Readonly<Record<string, string>>) {
  return withFolder((folder) => {
    Object.entries(manifests).forEach(([name, text], at) =>
      writeFileSync(join(folder, `${name}.yaml`), text.replaceAll('namespace: shop', `namespace: shop-${at}`)),
    );
    const node = ['--max-old-space-size=700', MAIN, 'check', '--format', 'json', folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, node, {
      encoding: 'utf8',
      timeout: 150_000,
      maxBuffer: 2 ** 28,
    });
    expect(stderr).toBe('');
    const { findings, objects } = JSON.parse(stdout) as { findings: readonly Told[]; objects: number };
    const broken = ['rule-failed', 'readable', 'unreadable-object'];
    const failed = findings.filter(
      ({ rule, what }) => broken.includes(rule) || what.includes('that nobody thought of'),
    );
    return { status, findings, objects, failed: failed.map(({ what, place }) => `${place.path}: ${what}`) };
  });
}

interface Parts {
  readonly name?: string;
  readonly kind?: string;
  readonly replicas?: number | string;
  readonly container?: string;
  readonly label?: string;
  readonly routing?: string;
  readonly dryRun?: string;
  readonly steps?: string;
  readonly metric?: string;
  readonly interval?: string;
  readonly condition?: string;
  readonly provider?: string;
  readonly query?: string;
  readonly metrics?: readonly string[];
}

/** A release that every room reads: pods, Service, analysis; with some of its parts as nobody expects them. */
function release(parts: Parts, more = ''): string {
  const { name = 'web', kind = 'Rollout', replicas = 10, container = 'main', label = 'app' } = parts;
  const { routing = 'trafficRouting: { nginx: { stableIngress: web } }', dryRun = '^m$' } = parts;
  const {
    steps = '{ setWeight: 10 }, { pause: { duration: 5m } }, { analysis: { templates: [{ templateName: t }] } }',
  } = parts;
  const {
    metric = 'm',
    interval = '1m',
    condition = 'len(result) > 0 && result[0] > 0.9',
    provider = 'prometheus',
  } = parts;
  const { query = 'sum(rate(a{code!~"5.."}[5m])) / sum(rate(a[5m]))', metrics = [metric] } = parts;
  const measured = metrics.map(
    (one) =>
      `\n  - { name: ${one}, interval: ${interval}, count: 5, successCondition: ${JSON.stringify(condition)}, provider: { ${provider}: { address: x, query: ${JSON.stringify(query)} } } }`,
  );
  return `apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { ${label}: web } }
  template: { metadata: { labels: { ${label}: web } }, spec: { containers: [{ name: ${container}, image: i, ports: [{ containerPort: 80, name: http }] }] } }
  strategy:
    canary:
      canaryService: c
      stableService: s
      ${routing}
      analysis: { templates: [{ templateName: t }], startingStep: 1, dryRun: [{ metricName: '${dryRun}' }] }
      steps: [${steps}]
---
apiVersion: v1
kind: Service
metadata: { name: s, namespace: shop, labels: { ${label}: web } }
spec: { selector: { ${label}: web }, ports: [{ port: 80, name: http }] }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: t, namespace: shop }
spec:
  metrics:${measured.join('')}
${more}`;
}

const OBJECTS = 3;

test('words that every object of JavaScript knows are names like others, wherever they stand', () => {
  const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  const forms: readonly ((word: string) => string)[] = [
    (word) => release({ name: word, metric: word, dryRun: word, container: word, label: word }),
    (word) => release({ kind: word }),
    (word) => release({}).replaceAll('argoproj.io/v1alpha1', `${word}/v1`),
    (word) => release({ provider: word, interval: word }),
    (word) => release({ steps: `{ ${word}: {} }, { setWeight: 5 }, { pause: { duration: ${word} } }` }),
    (word) =>
      release({
        condition: `${word}(result.${word}) == "${word}" in result`,
        query: `${word} by (${word}) (${word}{${word}="a"})`,
      }),
    (word) => release({ routing: `trafficRouting: { ${word}: { ${word}: 1 } }` }),
  ];
  const files = words.flatMap((word) => forms.map((form, at) => [`${word}-${at}`, form(word)] as const));
  const { failed, objects } = judged(Object.fromEntries(files));
  expect(failed).toEqual([]);
  expect(objects).toBe(files.length * OBJECTS);
  expect(({} as { setWeight?: number }).setWeight).toBeUndefined();
}, 160_000);

test('queries, conditions and patterns of a megabyte, or of a few characters that multiply, cost no rule its time', () => {
  const many = 100_000;
  const nested = (open: string, inside: string, close: string, depth = many) =>
    `${open.repeat(depth)}${inside}${close.repeat(depth)}`;
  const deep = 'a'.repeat(40);
  const queries = [
    nested('(', 'up', ')'),
    nested('abs(', 'up', ')', 40_000),
    `up${' + up'.repeat(many)}`,
    `${'-'.repeat(1_000_000)}up`,
    `up${'[5m:1m]'.repeat(many)}`,
    '"'.repeat(1_000_000),
    `namespace${' '.repeat(1_000_000)}`,
    '{{args.x}}'.repeat(many),
    'rate(x[99999999999999h]) / rate(x[1e400s])',
    `sum(rate(x{code=~"(a+)+$|${'(a|a?)'.repeat(30)}b"}[5m])) / sum(rate(x[5m]))`,
  ];
  const conditions = [
    nested('(', 'true', ')'),
    `${'result[0] > 0.5 && '.repeat(many)}true`,
    `${'true ? true : '.repeat(many)}false`,
    `${'!'.repeat(1_000_000)}true`,
    `result${'[0]'.repeat(many)}`,
    `result[0] > ${'9'.repeat(500_000)}`,
    'all(1..10000, {all(1..10000, {all(1..10000, {# > 0})})})',
    'len(repeat(repeat(repeat(repeat("aaaaaaaaaa", 1000), 1000), 1000), 1000)) > 1',
    `"${'a'.repeat(5000)}" matches "a*a*a*b"`,
    `"${deep}" matches "((a)*)*b"`,
  ];
  const alert = (query: string) => `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: r, namespace: shop }
spec: { groups: [{ name: g, rules: [{ alert: A, expr: ${JSON.stringify(query)}, labels: { severity: ${deep}, job: web } }] }] }
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: { name: r, namespace: shop }
spec: { route: { receiver: t, matchers: [{ name: severity, value: '(a+)+b', matchType: '=~' }] }, receivers: [{ name: t, slackConfigs: [{}] }] }
`;
  const monitor = `---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: r, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  podMetricsEndpoints: [{ port: http, relabelings: [{ action: keep, sourceLabels: [__meta_kubernetes_pod_container_name], regex: '(a+)+b' }] }]
`;
  const files = [
    ...queries.map((query) => release({ query }, alert(query))),
    ...conditions.map((condition) => release({ condition })),
    release({ container: deep }, monitor),
    release({ metric: 'a'.repeat(5000), dryRun: 'a*a*a*b' }),
    release({ metric: deep, dryRun: '((a)*)*b' }),
  ];
  const { failed, objects } = judged(Object.fromEntries(files.map((text, at) => [String(at), text])));
  expect(failed).toEqual([]);
  expect(objects).toBe(files.length * OBJECTS + queries.length * 2 + 1);
}, 160_000);

test('numbers beyond all bounds, and releases that would take for ever, are findings and no work', () => {
  const numbers = ['-0', '1e308', '9223372036854775808', '99999999999999h', '2000000000', '1e-400', '0.1'];
  const basic = 'maxSurge: 1\n      maxUnavailable: 0';
  const files = {
    ...Object.fromEntries(
      numbers.map((number) => [
        `number-${number}`,
        release({
          replicas: number,
          interval: number,
          steps: `{ setWeight: ${number} }, { pause: { duration: ${number} } }, { setWeight: 50 }, { pause: {} }`,
        }),
      ]),
    ),
    pods: release({ replicas: 2_000_000_000, routing: basic }),
    deployment: `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { replicas: 2000000000, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }`,
    metrics: release({ metrics: Array.from({ length: 400 }, (_, at) => `m${at}`), interval: '1s' }),
    steps: release({ steps: Array(500).fill('{ setWeight: 1 }, { setWeight: 99 }').join() }),
    waits: release({ steps: '{ setWeight: 5 }, { pause: { duration: 1000000000000000 } }', interval: '1ns' }),
  };
  const { failed, findings } = judged(files);
  expect(failed).toEqual([]);
  const about = (file: string) =>
    findings.filter(({ place, rule }) => place.path.endsWith(`/${file}.yaml`) && rule === 'argo-refuses');
  expect(about('pods').map(({ what }) => what)).toEqual([expect.stringMatching(/^spec.replicas: .* batches/)]);
  expect(about('deployment').map(({ what }) => what)).toEqual([expect.stringMatching(/^spec.replicas: .* batches/)]);
  expect(about('metrics').map(({ what }) => what)).toEqual([expect.stringMatching(/have 800 metrics: 300 at most/)]);
  expect(about('steps').map(({ what }) => what)).toEqual([expect.stringMatching(/there are 1000 steps/)]);
}, 160_000);
