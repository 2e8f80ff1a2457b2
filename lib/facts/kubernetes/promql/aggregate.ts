import type { Aggregation } from './ast';
import { quantile } from './calls';
import { keep } from './labels';
import { NotUnderstood } from './not-understood';
import { vector, type Outcome, type Series } from './world';

type Combine = (values: readonly number[], parameter: number) => number;

const sum: Combine = (values) => values.reduce((one, other) => one + other, 0);
const average: Combine = (values) => sum(values, 0) / values.length;

function variance(values: readonly number[]): number {
  const middle = average(values, 0);
  return average(
    values.map((value) => (value - middle) ** 2),
    0,
  );
}

/** NaN only where nothing else is there. */
function extreme(values: readonly number[], of: (...values: number[]) => number): number {
  const numbers = values.filter((value) => !Number.isNaN(value));
  return numbers.length === 0 ? Number.NaN : of(...numbers);
}

/** Aggregations that make one value of a group. */
const COMBINE: Readonly<Record<string, Combine>> = {
  sum,
  avg: average,
  count: (values) => values.length,
  group: () => 1,
  min: (values) => extreme(values, Math.min),
  max: (values) => extreme(values, Math.max),
  quantile: (values, share) => quantile(share, values),
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: variance,
};

/**
 * What an aggregation makes of series.
 * @throws NotUnderstood for those whose result is more than a value
 */
export function aggregate(query: Aggregation, series: readonly Series[], parameter: number): Outcome {
  const { operator, grouping } = query;
  const groups = groupsOf(series, grouping);
  const combine = Object.hasOwn(COMBINE, operator) ? COMBINE[operator] : undefined;
  if (combine) {
    return vector(
      groups.map((group) => ({
        value: combine(
          group.map(({ value }) => value),
          parameter,
        ),
        labels: keep(group[0]?.labels ?? [], grouping),
      })),
    );
  }
  if (operator === 'topk' || operator === 'bottomk') {
    const sign = operator === 'topk' ? -1 : 1;
    return vector(groups.flatMap((group) => best(group, sign).slice(0, Math.max(0, Math.trunc(parameter)))));
  }
  if (series.length === 0) return vector([]);
  throw new NotUnderstood(`the value of ${operator}`);
}

/** NaN comes last in either order. */
function best(series: readonly Series[], sign: 1 | -1): Series[] {
  return [...series].sort(({ value: a }, { value: b }) =>
    Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : sign * (a - b),
  );
}

function groupsOf(series: readonly Series[], grouping: Aggregation['grouping']): Series[][] {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const key = JSON.stringify(keep(one.labels, grouping));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
