import { Inventory } from '../../lib/facts/kubernetes/inventory';
import { readText } from '../../lib/facts/kubernetes/read';
import type { DeliveryUnit } from '../../lib/facts/unit';
import { unitsOf } from '../../lib/facts/units';

/** The units among manifests. */
export function unitsIn(...manifests: readonly string[]): readonly DeliveryUnit[] {
  const { items, problems } = readText(manifests.join('\n---\n'), 'shop.yaml');
  expect(problems).toEqual([]);
  return unitsOf(new Inventory(items));
}

/** The only unit among manifests. */
export function unitIn(...manifests: readonly string[]): DeliveryUnit {
  const [unit, ...others] = unitsIn(...manifests);
  expect(others).toEqual([]);
  if (!unit) throw new Error('there is no unit');
  return unit;
}

/** An object in the namespace `shop`, as flow YAML. */
export function object(kind: string, name: string, body: string, namespace = 'shop'): string {
  return `{ apiVersion: ${VERSIONS[kind] ?? 'v1'}, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace} }, ${body} }`;
}

const VERSIONS: Readonly<Record<string, string>> = {
  Rollout: 'argoproj.io/v1alpha1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Canary: 'flagger.app/v1beta1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  VMRule: 'operator.victoriametrics.com/v1beta1',
  DatadogMonitor: 'datadoghq.com/v1alpha1',
  GrafanaAlertRuleGroup: 'grafana.integreatly.org/v1beta1',
};

/** A pod template with labels and one container. */
export function template(labels: string, container = 'name: web'): string {
  return `template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ ${container} }] } }`;
}

/** A workload named `web` with the label `app: web`. */
export function workload(kind: string, fields = '', container?: string): string {
  const strategy = kind === 'Rollout' ? 'strategy: { canary: {} }, ' : '';
  return object(
    kind,
    'web',
    `spec: { ${strategy}${fields === '' ? '' : `${fields}, `}${template('app: web', container)} }`,
  );
}
