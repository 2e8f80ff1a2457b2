/** Parts of a Rollout in an example, as YAML that is indented as it likes. */
export interface ExampleRollout {
  /** What stands under `spec.strategy`. */
  readonly strategy: string;
  /** Further fields of `spec`. @default - 4 replicas */
  readonly spec?: string;
  /** What stands under `spec.template.spec`. @default - one container that listens, is asked whether it is ready, and drains */
  readonly pod?: string;
  /** Further fields of `metadata`. @default - none */
  readonly metadata?: string;
}

const POD = `
  terminationGracePeriodSeconds: 30
  containers:
    - name: web
      image: ghcr.io/acme/web:1.4.2@sha256:6b1f9c0f9dd1b0b5b9f5a3f3c1d1a6c1f0f0f4c9f2a3e4d5c6b7a8990a1b2c3d
      ports: [{ containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /healthz, port: 8080 } }
      lifecycle: { preStop: { sleep: { seconds: 10 } } }`;

/** A Rollout named `web`, of which an example says only what it is about. */
export function rollout({ strategy, spec = 'replicas: 4', pod = POD, metadata = '' }: ExampleRollout): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
  namespace: shop
${under(2, metadata)}spec:
${under(2, spec)}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
${under(6, pod)}  strategy:
${under(4, strategy)}`;
}

/** A Deployment whose container runs this image. */
export function withImage(image: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: '${image}' }] }`;
}

/** A PrometheusRule with one alert about `web`, of which an example says what it is about. */
export function alert(rule: string, metadata = 'annotations: { stepgate.dev/alert-tests: alert-tests/ }'): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: web
  namespace: shop
${under(2, metadata)}spec:
  groups:
    - name: web
      rules:
        - alert: WebFails
${under(10, rule)}`;
}

/** What an alert says beside its labels, without a fault. */
export const ALERT = `
  expr: 'sum(rate(requests_total{service="web",code=~"5.."}[5m])) / sum(rate(requests_total{service="web"}[5m])) > 0.01'
  annotations: { runbook_url: 'https://runbooks.example.com/web' }`;

/** Several objects. */
export function all(...manifests: readonly string[]): string {
  return manifests.map((manifest) => manifest.trim()).join('\n---\n');
}

/** An AnalysisTemplate named `success-rate` with one metric, of which an example says what it is about. */
export function template(metric: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate, namespace: shop }
spec:
  args: [{ name: service }]
  metrics:
    - name: success-rate
${under(6, metric)}`;
}

/** A metric that no rule finds fault with. */
export const METRIC = `
  interval: 1m
  failureLimit: 2
  inconclusiveLimit: 2
  successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99
  failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] < 0.99
  provider:
    prometheus:
      address: http://prometheus.monitoring:9090
      query: |
        sum(rate(requests_total{service="{{args.service}}",code!~"5.."}[2m]))
        / sum(rate(requests_total{service="{{args.service}}"}[2m]))`;

/** A strategy that no rule finds fault with. */
export const STRATEGY = `
  canary:
    canaryService: web-canary
    stableService: web
    trafficRouting: { nginx: { stableIngress: web } }
    analysis:
      startingStep: 1
      templates: [{ templateName: success-rate }]
      args: [{ name: service, value: web-canary }]
    steps:
      - setWeight: 5
      - pause: { duration: 5m }
      - setWeight: 25
      - pause: { duration: 5m }
      - setWeight: 50
      - pause: { duration: 5m }
      - setWeight: 100
      - pause: { duration: 5m }`;

/** Lines so many spaces to the right of where they stand, whatever their own margin is. */
function under(spaces: number, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => `${' '.repeat(spaces)}${line.slice(margin)}\n`).join('');
}
