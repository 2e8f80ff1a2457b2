import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';
import { textsIn } from '../../../lib/facts/kubernetes/units/pods';
import { wordsIn } from '../../../lib/facts/kubernetes/units/words';
import type { RelationRule } from '../../rule';
import { alertsIn, RULE_KINDS } from '../alerts';
import { oncePer } from '../once-per';

/** Labels by which a recorded series says of which objective it is: ours and Pyrra's, then Sloth's. */
const OBJECTIVE = ['slo', 'sloth_id'] as const;

const rules = (alert: string) => `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: web, namespace: shop }
spec:
  groups:
    - name: web
      rules:
        - record: slo:error_ratio
          expr: 'sum(rate(requests_total{service="web",code=~"5.."}[1h])) / sum(rate(requests_total{service="web"}[1h]))'
          labels: { slo: web-availability, window: 1h }${alert}`;

/** That a release has any alerts at all is for `alerts-exist`. */
export const objectiveAlerts: RelationRule = {
  id: 'objective-alerts',
  gate: 'post-release-monitoring',
  judges: 'relation',
  kinds: RULE_KINDS,
  title: 'Every objective that is measured has an alert',
  why: 'its budget is spent and its dashboard shows it, while nobody looks.',
  fix: 'let an alert name the objective in a label or in its query, as generators of objectives write them.',
  level: 'warning',
  source: 'Google, The Site Reliability Workbook, chapter 5: alerting on SLOs',
  since: '0.2.0',
  check: (item, { inventory, world }) =>
    [...objectivesIn(item)]
      .filter(([name]) => !alertedIn(inventory).has(name))
      .map(([name, at]) =>
        world === 'open'
          ? { unknown: `whether an alert about the objective "${name}" is among other manifests` }
          : { at, value: name, key: name, what: `the objective "${name}" is measured, and no alert is about it.` },
      ),
  examples: {
    good: [
      {
        title: 'an alert asks what is recorded',
        manifests: rules(`
        - alert: WebFails
          expr: 'slo:error_ratio{slo="web-availability",window="1h"} > 0.0144'`),
      },
    ],
    bad: [{ title: 'it is recorded, and that is all', manifests: rules('') }],
  },
};

/** Objectives of which an object records something, and where it first says so. */
function objectivesIn(item: Item): ReadonlyMap<string, FieldPath> {
  const found = new Map<string, FieldPath>();
  const groups = Field.of(item, () => undefined)
    .at('spec', 'groups')
    .list();
  for (const rule of groups.flatMap((group) => group.at('rules').list())) {
    if (!rule.at('record').exists) continue;
    const labels = textsIn(rule.at('labels'));
    const key = OBJECTIVE.find((label) => Object.hasOwn(labels, label));
    const name = key === undefined ? undefined : labels[key];
    if (key !== undefined && name && !found.has(name)) found.set(name, [...rule.path, 'labels', key]);
  }
  return found;
}

/** All that labels and queries of alerts name. */
const alertedIn = oncePer(
  (inventory: Inventory): ReadonlySet<string> =>
    new Set(
      RULE_KINDS.flatMap((kind) => inventory.of(kind))
        .flatMap(({ object }) => alertsIn(object))
        .flatMap(({ labels, expr }) => [...OBJECTIVE.flatMap((key) => labels[key] ?? []), ...wordsIn(expr)]),
    ),
);
