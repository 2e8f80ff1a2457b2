import type { ObjectRule } from '../../rule';
import { alertsIn } from '../alerts';
import { everyAlert } from '../cel';
import { alert, ALERT } from '../example';

/** Of alerts that no label places, `alert-route` tells what becomes. */
export const alertNamespace: ObjectRule = {
  id: 'alert-namespace',
  gate: 'post-release-monitoring',
  judges: 'object',
  kinds: ['monitoring.coreos.com/PrometheusRule'],
  title: 'Alerts say the namespace that they are routed by',
  why: 'the operator adds a matcher to every AlertmanagerConfig that takes alerts of its own namespace alone.',
  fix: 'let the label namespace be that of the object, or leave it to the query.',
  level: 'warning',
  source: 'prometheus-operator, Alertmanager.spec.alertmanagerConfigMatcherStrategy: OnNamespace is the default',
  since: '0.2.0',
  check(object) {
    const { namespace } = object.metadata;
    if (!namespace) return [];
    return alertsIn(object).flatMap(({ name, at, labels }) => {
      const said = labels.namespace;
      if (said === undefined || said === namespace || said.includes('{{')) return [];
      const what = `the alert "${name}" says namespace "${said}", and its object lives in "${namespace}".`;
      return [{ at: [...at, 'labels', 'namespace'], value: said, key: name, what }];
    });
  },
  cel: `object.?metadata.?namespace.orValue('') == '' || ${everyAlert(
    `[r.?labels[?'namespace'].orValue(object.metadata.namespace)].all(t, t == object.metadata.namespace || t.contains('{{'))`,
  )}`,
  examples: {
    good: [
      { title: 'the same', manifests: alert(`${ALERT}\n  labels: { namespace: shop, severity: page }`) },
      { title: 'the query says it', manifests: alert(`${ALERT}\n  labels: { severity: page }`) },
    ],
    bad: [{ title: 'another', manifests: alert(`${ALERT}\n  labels: { namespace: monitoring, severity: page }`) }],
  },
};
