import type { KubeObject } from '../../../lib/facts/item';
import { metricsAlone, type MetricAlone } from '../../../lib/facts/kubernetes/analysis/alone';
import type { Field } from '../../../lib/facts/kubernetes/field';
import { TEMPLATE_KINDS } from '../../../lib/facts/kubernetes/references';
import type { Found } from '../../rule';

export { TEMPLATE_KINDS };

/** Many rules ask about the same metrics, and to read them takes longest. */
const read = new WeakMap<KubeObject, readonly MetricAlone[]>();

/** The metrics of a template, each by itself. */
export function metricsOf(object: KubeObject): readonly MetricAlone[] {
  const known = read.get(object);
  if (known) return known;
  const metrics = metricsAlone({ object, origin: { kind: 'construct', path: '' } });
  read.set(object, metrics);
  return metrics;
}

/** A check that asks about each metric by itself. */
export function eachMetric(ask: (metric: MetricAlone) => Found | undefined) {
  return (object: KubeObject): readonly Found[] =>
    metricsOf(object).flatMap((metric) => {
      const found = ask(metric);
      return found ? [{ at: metric.field.path, key: metric.metric.name, ...found }] : [];
    });
}

/** The condition that is there; the one for success first. */
export function conditionIn(field: Field): Field {
  const success = field.at('successCondition');
  return success.value ? success : field.at('failureCondition');
}

/** CEL that asks about each metric, as `m`; true where there are none. */
export function everyMetric(condition: string): string {
  return `!has(object.spec.metrics) || object.spec.metrics.all(m, ${condition})`;
}

/** CEL for a whole number that may stand in a text: `absent` without it, `open` where only a run puts it in. */
export function numberIn(field: string, absent: number, open = absent): string {
  const text = `${field}.matches('^[+-]?[0-9]{1,9}$') ? int(${field}) : ${field}.contains('{{') ? ${open} : 0`;
  return `(!has(${field}) ? ${absent} : type(${field}) == int ? ${field} : type(${field}) == string ? (${text}) : ${absent})`;
}
