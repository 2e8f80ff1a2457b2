import type { Item, KubeObject } from '../../lib/facts/item';

/** Objects that count how often somebody looks at their specs. */
export class Counted {
  looks = 0;
  readonly items: Item[] = [];

  add(apiVersion: string, kind: string, name: string, namespace: string, spec: object) {
    const count = () => this.looks++;
    const object: KubeObject = {
      apiVersion,
      kind,
      metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'shop', app: name } },
      get spec() {
        count();
        return spec;
      },
    };
    this.items.push({ object, origin: { kind: 'construct', path: `${kind}/${name}` } });
  }
}

/** So many releases, each with everything that is looked up for it; all share a label, as the objects of an app do. */
export function releases(
  count: number,
  namespaceOf: (index: number) => string,
  nameOf = (index: number) => `web-${index}`,
): Counted {
  const counted = new Counted();
  for (let index = 0; index < count; index++) {
    const [name, namespace] = [nameOf(index), namespaceOf(index)];
    const labels = { 'app.kubernetes.io/part-of': 'shop', app: name };
    const selector = { matchLabels: labels };
    counted.add('apps/v1', 'StatefulSet', name, namespace, {
      selector,
      template: { metadata: { labels }, spec: { containers: [{ name }] } },
    });
    counted.add('v1', 'Service', name, namespace, { selector: labels, ports: [{ name: 'http', port: 80 }] });
    counted.add('policy/v1', 'PodDisruptionBudget', name, namespace, { selector, maxUnavailable: 1 });
    counted.add('monitoring.coreos.com/v1', 'ServiceMonitor', name, namespace, {
      selector,
      endpoints: [{ port: 'http' }],
    });
    counted.add('monitoring.coreos.com/v1', 'PodMonitor', name, namespace, { selector, podMetricsEndpoints: [{}] });
    counted.add('monitoring.coreos.com/v1', 'PrometheusRule', name, namespace, {
      groups: [{ rules: [{ alert: 'Burn', expr: `errors{job="${name}",of="shop"} > 1`, labels: { namespace } }] }],
    });
  }
  return counted;
}
