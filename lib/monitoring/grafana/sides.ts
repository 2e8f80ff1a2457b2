import { isRaw, slotMatchers, type Objective, type Side } from '../../slo';
import { eventQueries, gaugeQuery, selector, type EventQueries } from '../prometheus/promql';
import type { Line } from './panels';
import { CHOSEN_SIDES } from './variables';

/** Legends of the sides, and their colours in every panel. */
export const SIDE_COLORS = { canary: 'orange', stable: 'blue' } as const;

/** The sides that the indicator can tell from one another. */
export function sidesOf({ spec: { indicator } }: Objective): readonly ('canary' | 'stable')[] {
  return indicator.slot === undefined ? [] : ['canary', 'stable'];
}

/** A line for all pods, and one for each side. */
export function linesOf(objective: Objective, expr: (side: Side) => string | undefined): readonly Line[] {
  const sides: readonly Side[] = ['all', ...sidesOf(objective)];
  return sides.flatMap((side) => {
    const query = expr(side);
    return query === undefined ? [] : [{ expr: query, legend: side }];
  });
}

/** Counts of one side. */
export function eventsOf(objective: Objective, side: Side): EventQueries | undefined {
  return eventQueries(objective.spec.indicator, matchers(objective, side));
}

/** The gauge of one side. */
export function valueOf(objective: Objective, side: Side): string | undefined {
  const { indicator } = objective.spec;
  return indicator.kind === 'gauge' ? gaugeQuery(indicator, matchers(objective, side)) : undefined;
}

/** Minutes of a rate for counters that have no `rate`: the same as a measurement of the canary looks back. */
const RATE_MINUTES = 5;

/** Events in a second. */
export function rateOf(objective: Objective, side: Side): string | undefined {
  const { indicator } = objective.spec;
  if (indicator.kind === 'events' && !isRaw(indicator.total) && indicator.total.counts === 'cumulative') {
    const { metric, where } = indicator.total;
    return `sum(rate(${metric}${selector([...where, ...matchers(objective, side)])}[$__rate_interval]))`;
  }
  const events = eventsOf(objective, side);
  return events && `${events.total(RATE_MINUTES)} / ${RATE_MINUTES * 60}`;
}

/** The duration below which this part of the requests stays. The comparison drops NaN, which idle services have. */
export function quantileOf(objective: Objective, part: number, side: Side): string | undefined {
  const histogram = histogramOf(objective);
  return (
    histogram &&
    `histogram_quantile(${part}, sum by (le) (rate(${histogram.metric}${selector([...histogram.where, ...matchers(objective, side)])}[$__rate_interval]))) >= 0`
  );
}

/** The buckets that an objective counts in; undefined where it counts in none. */
export function histogramOf({ spec: { indicator } }: Objective) {
  if (indicator.kind === 'gauge' || indicator.durations === undefined || isRaw(indicator.part.query)) {
    return undefined;
  }
  const { metric, where } = indicator.part.query;
  const bound = where.find(({ label }) => label === 'le');
  return bound === undefined
    ? undefined
    : {
        metric,
        where: where.filter((matcher) => matcher !== bound),
        // a bound that may be written as `1.0` is a pattern that begins with the number
        bound: Number.parseFloat(bound.value),
        unit: indicator.durations,
      };
}

function matchers({ spec: { indicator } }: Objective, side: Side) {
  return slotMatchers(indicator.slot, side, CHOSEN_SIDES);
}
