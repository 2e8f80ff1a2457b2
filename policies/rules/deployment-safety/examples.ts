import { all, METRIC, rollout, STRATEGY, template } from '../example';

/** The Service before the pods of the examples. */
export const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: 8080 }]`;

/** A Deployment named `web`, of which an example says what it is about, as fields of `spec`. */
export function deployment(
  spec: string,
  pod = '{ containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }',
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: ${pod} }
${lines(spec)}`;
}

/** A HorizontalPodAutoscaler of the Rollout `web`. */
export function autoscaler({
  name = 'web',
  target = 'apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web',
} = {}): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec:
  scaleTargetRef: { ${target} }
  minReplicas: 2
  maxReplicas: 8
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]`;
}

/** A disruption budget for the pods of the examples. */
export function budget(spec: string, name = 'web'): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec: { ${spec}, selector: { matchLabels: { app: web } } }`;
}

/** A Rollout with which no rule of this gate finds fault, with further fields of `spec`. */
export function safe(spec = ''): string {
  const fields = ['replicas: 4', 'progressDeadlineAbort: true', 'rollbackWindow: { revisions: 3 }'];
  const own = fields.filter((field) => !spec.includes(field.slice(0, field.indexOf(':') + 1)));
  return rollout({ strategy: STRATEGY, spec: [...own, ...spec.split('\n').map((line) => line.trim())].join('\n') });
}

/** The same, with the template of its analysis. */
export function safeRelease(spec = ''): string {
  return all(safe(spec), template(METRIC));
}

/** A Rollout of one container, as flow YAML. */
export function pods(container: string, pod = ''): string {
  return rollout({
    strategy: STRATEGY,
    pod: `${pod === '' ? '' : `${pod}\n`}containers:\n  - { name: web, ports: [{ containerPort: 8080 }], ${container} }`,
  });
}

function lines(spec: string): string {
  return spec
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `  ${line.trim()}`)
    .join('\n');
}
