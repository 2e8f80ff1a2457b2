import type { Grouping, Operation, Query, Selector } from './ast';
import { isScalar } from './types';

/** Names of the labels of a series; `some` where they are not known but there is at least one, `any` where not even that. */
export type Labels = readonly string[] | 'some' | 'any';

/** What is left of labels where series are put together or matched by some of them. */
export function keep(labels: Labels, grouping: Grouping | undefined): Labels {
  if (!grouping) return labels;
  const named = (label: string) => grouping.labels.includes(label);
  if (!grouping.without) {
    // series that are not known are taken to have the labels they are asked for
    return typeof labels === 'string' ? grouping.labels : labels.filter(named);
  }
  // what is scraped has labels of its target that nobody takes away
  return typeof labels === 'string' ? labels : labels.filter((label) => !named(label));
}

/** Whether series on both sides of an operator can belong together. */
export function meet(one: Labels, other: Labels): boolean {
  if (one === 'any' || other === 'any') return true;
  if (one === 'some' || other === 'some') return one.length > 0 && other.length > 0;
  return [...one].sort().join() === [...other].sort().join();
}

/** Labels of what arithmetic makes of two series that belong together. */
export function merge(left: Labels, right: Labels, { matching, many }: Operation): Labels {
  if (many) return many === 'left' ? left : right;
  // the side that is known better
  return keep(left === 'any' ? right : left, matching);
}

/** Labels of the series of a metric. */
export function labelsOfSelector({ metric, matchers }: Selector): Labels {
  const demanded = matchers.some(({ label, operator, value }) => label !== '__name__' && operator === '=' && value);
  // the sum of all is recorded without labels; what is scraped has at least those of its target
  return metric.includes(':') && !demanded ? 'any' : 'some';
}

/** Labels that equality says: `absent()` answers with them. */
export function labelsOfAbsence(query: Query | undefined): string[] {
  if (query?.kind !== 'selector') return [];
  const labels = query.matchers.filter(({ operator }) => operator === '=').map(({ label }) => label);
  return labels.filter((label) => label !== '__name__' && labels.indexOf(label) === labels.lastIndexOf(label));
}

/** Labels of the series that a query comes to; undefined where the labels of its sides never meet, so that it is empty. */
export function labelsOf(query: Query): Labels | undefined {
  switch (query.kind) {
    case 'selector':
      return labelsOfSelector(query);
    case 'subquery':
    case 'negative':
      return labelsOf(query.inner);
    case 'aggregation': {
      const inner = labelsOf(query.inner);
      if (inner === undefined || ['topk', 'bottomk', 'limitk', 'limit_ratio'].includes(query.operator)) return inner;
      return keep(inner, query.grouping);
    }
    case 'call':
      return labelsOfCall(query.name, query.args);
    case 'operation':
      return labelsOfOperation(query);
    case 'number':
    case 'unknown':
    case 'string':
      return [];
  }
}

function labelsOfCall(name: string, args: readonly Query[]): Labels | undefined {
  if (name === 'absent' || name === 'absent_over_time') return labelsOfAbsence(args[0]);
  const series = args.find((arg) => arg.kind !== 'string' && !isScalar(arg));
  const labels = series && name !== 'scalar' ? labelsOf(series) : [];
  return labels === undefined ? undefined : relabelled(name, labels);
}

/** Labels after functions that change them. */
export function relabelled(name: string, labels: Labels): Labels {
  if (name === 'label_replace' || name === 'label_join') return labels === 'some' ? 'some' : 'any';
  return name.startsWith('histogram_') ? keep(labels, { without: true, labels: ['le'] }) : labels;
}

function labelsOfOperation(operation: Operation): Labels | undefined {
  const { operator, left, right, matching } = operation;
  if (isScalar(left)) return labelsOf(right);
  const [one, other] = [labelsOf(left), labelsOf(right)];
  if (isScalar(right) || operator === 'unless') return one;
  if (operator === 'or') return one ?? other;
  if (one === undefined || other === undefined || !meet(keep(one, matching), keep(other, matching))) return undefined;
  return operator === 'and' ? one : merge(one, other, operation);
}
