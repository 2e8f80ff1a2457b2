import type { KubeObject } from '../../../lib/facts/item';
import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';
import { wordsIn } from '../../../lib/facts/kubernetes/units/words';
import type { RelationRule } from '../../rule';
import { alertsIn, RULE_KINDS } from '../alerts';
import { mapIn, type UnknownMap } from '../deployment-safety/values';
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
  check: ({ object }, { inventory, world }) =>
    withoutAlert(object)
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

/** Objectives of an object, and where each is first recorded, of which none of its own alerts speaks: mostly there are none. */
function withoutAlert(object: KubeObject): readonly (readonly [name: string, at: FieldPath])[] {
  const objectives = objectivesIn(object);
  if (objectives.size === 0) return [];
  const alerts = alertsIn(object);
  const labelled = new Set(alerts.flatMap(({ labels }) => OBJECTIVE.flatMap((key) => labels[key] ?? [])));
  return [...objectives].filter(
    ([name]) => !labelled.has(name) && !alerts.some(({ expr }) => expr.includes(`"${name}"`)),
  );
}

function objectivesIn({ spec }: KubeObject): ReadonlyMap<string, FieldPath> {
  const found = new Map<string, FieldPath>();
  for (const [group, { rules: all }] of listIn(mapIn(spec).groups).entries()) {
    for (const [index, { record, labels }] of listIn(all).entries()) {
      if (typeof record !== 'string') continue;
      const said = mapIn(labels);
      const key = OBJECTIVE.find((label) => typeof said[label] === 'string' && said[label] !== '');
      const name = key === undefined ? undefined : String(said[key]);
      if (key === undefined || name === undefined || found.has(name)) continue;
      found.set(name, ['spec', 'groups', group, 'rules', index, 'labels', key]);
    }
  }
  return found;
}

function listIn(value: unknown): readonly UnknownMap[] {
  return Array.isArray(value) ? value.map((one: unknown) => mapIn(one)) : [];
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
