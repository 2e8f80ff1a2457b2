import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { CannotKnow, Found, RelationRule } from '../../rule';
import { alertsIn, type PrometheusAlert } from '../alerts';
import { alert, ALERT, all } from '../example';
import { toldBy, type AlertLabels, type Told } from './routes';

const CONFIG = 'monitoring.coreos.com/AlertmanagerConfig';

const routes = (route: string, receiver = 'slackConfigs: [{ channel: shop }]') => `
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: { name: shop, namespace: shop }
spec:
  route: { receiver: team, matchers: [${route}] }
  receivers: [{ name: team, ${receiver} }]`;

const PAGES = '{ name: severity, value: page, matchType: "=" }';

/** Somebody is told. Alerts that name another namespace are left to `alert-namespace`. */
export const alertRoute: RelationRule = {
  id: 'alert-route',
  gate: 'post-release-monitoring',
  judges: 'relation',
  kinds: ['monitoring.coreos.com/PrometheusRule'],
  title: 'Every alert has a route to somebody',
  why: 'it fires, and nobody is told.',
  fix: 'let an AlertmanagerConfig of the same namespace take it, as `alertRoutes` makes one.',
  level: 'warning',
  source: 'prometheus-operator, AlertmanagerConfig v1alpha1; Alertmanager, Configuration: route',
  since: '0.2.0',
  check(item, { inventory, world }) {
    const alerts = alertsIn(item.object);
    if (alerts.length === 0) return [];
    if (world === 'open') return [{ unknown: 'whether a route that is not among the manifests takes its alerts' }];
    if (inventory.of(CONFIG).length === 0) {
      return [{ unknown: "whether Alertmanager's own configuration routes its alerts: no AlertmanagerConfig is here" }];
    }
    const namespace = namespaceOf(item);
    const configs = inventory.near(CONFIG, namespace);
    return alerts.flatMap((one): readonly (Found | CannotKnow)[] => {
      const { namespace: said = namespace } = one.labels;
      if (said !== namespace) return [];
      const place: AlertLabels = namespace === undefined ? {} : { namespace };
      const labels = { ...place, ...one.labels, alertname: one.name };
      return judge(
        one,
        configs.map((config) => toldBy(config, labels)),
      );
    });
  },
  examples: {
    good: [
      { title: 'a route takes it', manifests: all(alert(`${ALERT}\n  labels: { severity: page }`), routes(PAGES)) },
    ],
    bad: [
      {
        title: 'the only route takes pages',
        manifests: all(alert(`${ALERT}\n  labels: { severity: ticket }`), routes(PAGES)),
      },
      {
        title: 'the receiver tells nobody',
        manifests: all(alert(`${ALERT}\n  labels: { severity: page }`), routes(PAGES, 'slackConfigs: []')),
      },
    ],
  },
};

function judge({ name, at }: PrometheusAlert, answers: readonly Told[]): readonly (Found | CannotKnow)[] {
  if (answers.some(({ told }) => told === true)) return [];
  if (answers.some(({ told }) => told === undefined)) {
    return [{ unknown: `whether a route takes the alert "${name}": that depends on labels of its query` }];
  }
  const silent = answers.flatMap((answer) => answer.silent);
  const what =
    silent.length === 0
      ? `no AlertmanagerConfig of its namespace takes the alert "${name}".`
      : `the alert "${name}" goes to "${silent.join('", "')}", which tells nobody.`;
  return [{ at, key: name, what }];
}
