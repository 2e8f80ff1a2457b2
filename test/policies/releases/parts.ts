/** What every good release has beside its strategy, as YAML of its own. */
export interface Service {
  readonly name: string;
  readonly namespace: string;
}

const IMAGE_DIGEST = 'sha256:3f1d6a0c9b8e7d5c4a2b1f0e9d8c7b6a5f4e3d2c1b0a99887766554433221100';

/** Objects of one release, one after the other. */
export function all(...manifests: readonly string[]): string {
  return `${manifests.map((manifest) => manifest.trim()).join('\n---\n')}\n`;
}

/** Lines so many spaces to the right of where they stand. */
export function under(spaces: number, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => `${' '.repeat(spaces)}${line.slice(margin)}`).join('\n');
}

/** Who answers for it, what changed, and who is told. */
export function metadata({ name, namespace }: Service): string {
  return `
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
    app.kubernetes.io/version: 2.7.1
  annotations:
    stepgate.dev/owner: team-${namespace}
    stepgate.dev/runbook: https://runbooks.example.com/${name}
    stepgate.dev/release-notes: https://notes.example.com/${name}/2.7.1
    notifications.argoproj.io/subscribe.on-rollout-aborted.slack: ${namespace}-releases`;
}

/** Selector and template of its pods. */
export function pods({ name }: Service): string {
  return `
selector:
  matchLabels:
    app: ${name}
template:
  metadata:
    labels:
      app: ${name}
  spec:
    terminationGracePeriodSeconds: 40
    topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels:
            app: ${name}
    containers:
      - name: ${name}
        image: registry.example.com/${name}:2.7.1@${IMAGE_DIGEST}
        ports:
          - name: http
            containerPort: 8080
        readinessProbe:
          httpGet:
            path: /ready
            port: http
          periodSeconds: 5
        lifecycle:
          preStop:
            sleep:
              seconds: 10
        resources:
          requests:
            cpu: 250m
            memory: 256Mi`;
}

/** A Rollout with what it needs to get back, and its strategy. */
export function rollout(service: Service, strategy: string, spec = 'replicas: 6'): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
${metadata(service).trim()}
spec:
${under(2, spec)}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: 600
  progressDeadlineAbort: true
  rollbackWindow:
    revisions: 3
${spec.includes('workloadRef') ? '' : under(2, pods(service))}
  strategy:
${under(4, strategy)}`;
}

/** A Service before its pods. */
export function service({ name, namespace }: Service, called = name): string {
  return `
apiVersion: v1
kind: Service
metadata:
  name: ${called}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http`;
}

/** A disruption budget, a monitor, an alert with its route: what stays after the release. */
export function watched(it: Service): string {
  const { name, namespace } = it;
  return all(
    `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: ${name}`,
    `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels:
      app: ${name}
  podTargetLabels:
    - rollouts-pod-template-hash
  podMetricsEndpoints:
    - port: http
      interval: 15s`,
    `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${name}
  namespace: ${namespace}
  annotations:
    stepgate.dev/alert-tests: tests/${name}.test.yml
spec:
  groups:
    - name: ${name}
      rules:
        - alert: RequestsFail
          expr: |
            sum(rate(http_requests_total{namespace="${namespace}",app="${name}",code=~"5.."}[5m]))
            / sum(rate(http_requests_total{namespace="${namespace}",app="${name}"}[5m])) > 0.01
          for: 5m
          labels:
            severity: page
            service: ${name}
          annotations:
            summary: More than 1 % of all requests fail.
            runbook_url: https://runbooks.example.com/${name}#requests-fail`,
    `
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  route:
    receiver: on-call
    matchers:
      - name: service
        value: ${name}
        matchType: =
  receivers:
    - name: on-call
      slackConfigs:
        - channel: ${namespace}-alerts`,
  );
}

/** A template with one metric that looks at the pods of one version alone. */
export function successRate({ name, namespace }: Service, schedule: string, called = `${name}-success-rate`): string {
  const requests = (more: string) =>
    `sum(rate(http_requests_total{namespace="${namespace}",rollouts_pod_template_hash="{{args.hash}}"${more}}[2m]))`;
  return `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: ${called}
  namespace: ${namespace}
spec:
  args:
    - name: hash
  metrics:
    - name: success-rate
${under(6, schedule)}
      successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.995
      failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] < 0.995
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: |
            ${requests(',code!~"5.."')}
            / ${requests('')}`;
}

/** An analysis beside the steps, from the first weight on. */
export function beside(template: string): string {
  return `
analysis:
  startingStep: 1
  templates:
    - templateName: ${template}
  args:
    - name: hash
      valueFrom:
        podTemplateHashValue: Latest`;
}

/** Weights, each held for some minutes. */
export function steps(weights: readonly number[], minutes = 5): string {
  return `steps:\n${weights.map((weight) => `  - setWeight: ${weight}\n  - pause:\n      duration: ${minutes}m`).join('\n')}`;
}

/** Looks of an analysis beside the steps: one a minute, the first when there is data. */
export const EVERY_MINUTE = 'initialDelay: 2m\ninterval: 1m\nfailureLimit: 2\ninconclusiveLimit: 5';
