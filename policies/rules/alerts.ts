import type { Item, KubeObject } from '../../lib/facts/item';
import { Field } from '../../lib/facts/kubernetes/field';
import { textsIn } from '../../lib/facts/kubernetes/units/pods';
import type { FieldPath } from '../../lib/facts/kubernetes/problem';
import type { Found } from '../rule';

/** Kinds whose alerts are those of Prometheus: groups of rules. */
export const RULE_KINDS = ['monitoring.coreos.com/PrometheusRule', 'operator.victoriametrics.com/VMRule'] as const;

/** One alert of Prometheus. */
export interface PrometheusAlert {
  readonly name: string;
  readonly at: FieldPath;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Many rules ask about the same alerts. */
const read = new WeakMap<KubeObject, readonly PrometheusAlert[]>();

/** The alerts of an object; what is none is left to whoever reads it. */
export function alertsIn(object: KubeObject): readonly PrometheusAlert[] {
  const known = read.get(object) ?? readAlerts(object);
  read.set(object, known);
  return known;
}

function readAlerts(object: KubeObject): readonly PrometheusAlert[] {
  const item: Item = { object, origin: { kind: 'construct', path: '' } };
  return Field.of(item, () => undefined)
    .at('spec', 'groups')
    .list()
    .flatMap((group) => group.at('rules').list())
    .flatMap((rule) => {
      const name = rule.at('alert').text();
      return name === undefined
        ? []
        : [
            {
              name,
              at: rule.path,
              expr: rule.at('expr').text() ?? '',
              labels: textsIn(rule.at('labels')),
              annotations: textsIn(rule.at('annotations')),
            },
          ];
    });
}

/** A check that asks about each alert by itself. */
export function eachAlert<R extends object>(ask: (alert: PrometheusAlert, options: R) => Found | undefined) {
  return (object: KubeObject, options: R): readonly Found[] =>
    alertsIn(object).flatMap((alert) => {
      const found = ask(alert, options);
      return found ? [{ at: alert.at, key: alert.name, ...found }] : [];
    });
}
