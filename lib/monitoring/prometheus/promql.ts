import {
  isRaw,
  span,
  type Counter,
  type EventQuery,
  type GaugeIndicator,
  type Indicator,
  type Matcher,
} from '../../slo';

/** PromQL of an indicator: how many events there were in a window. */
export interface EventQueries {
  /** All events. Empty where nothing was measured. */
  readonly total: (minutes: number) => string;
  /** Bad events; 0 where there were events and none was bad. */
  readonly bad: (minutes: number) => string;
}

/** The queries of an indicator, or undefined where it has none in PromQL. */
export function eventQueries(indicator: Indicator, side: readonly Matcher[] = []): EventQueries | undefined {
  if (indicator.kind === 'gauge') {
    const gauge = gaugeQuery(indicator, side);
    return gauge === undefined
      ? undefined
      : {
          total: (minutes) => `count_over_time((${gauge})[${span(minutes)}:1m])`,
          bad: (minutes) => `sum_over_time((${gauge} > bool ${indicator.limit})[${span(minutes)}:1m])`,
        };
  }
  const { part } = indicator;
  const count = (query: EventQuery) => counting(query, side);
  const [all, some] = [count(indicator.total), count(part.query)];
  if (all === undefined || some === undefined) {
    return undefined;
  }
  // a series exists from its first event on: without it there were none
  const orNone = (minutes: number) => `(${some(minutes)} or 0 * ${all(minutes)})`;
  return {
    total: all,
    bad: part.is === 'bad' ? orNone : (minutes) => `clamp_min(${all(minutes)} - ${orNone(minutes)}, 0)`,
  };
}

/** The value of a gauge that is held against its limit. */
export function gaugeQuery({ gauge, reads }: GaugeIndicator, side: readonly Matcher[]): string | undefined {
  const value = isRaw(gauge)
    ? fill(gauge.raw.promql, side)
    : `max(${gauge.metric}${selector([...gauge.where, ...side])})`;
  return value !== undefined && reads === 'age' ? `time() - ${value}` : value;
}

function counting(query: EventQuery, side: readonly Matcher[]): ((minutes: number) => string) | undefined {
  if (!isRaw(query)) {
    return (minutes) => countOf(query, side, span(minutes));
  }
  const filled = fill(query.raw.promql, side);
  return filled === undefined ? undefined : (minutes) => `(${filled.replaceAll('$window', span(minutes))})`;
}

function countOf({ metric, where, counts }: Counter, side: readonly Matcher[], window: string): string {
  const inside = counts === 'delta' ? 'sum_over_time' : 'increase';
  return `sum(${inside}(${metric}${selector([...where, ...side])}[${window}]))`;
}

/** A comma may stand before the closing brace, so an empty slot leaves a query that is still right. */
function fill(raw: string | undefined, side: readonly Matcher[]): string | undefined {
  return raw?.replaceAll('$side', side.map(matcher).join(','));
}

/** `{label="value"}`; nothing without matchers. */
export function selector(matchers: readonly Matcher[]): string {
  return matchers.length > 0 ? `{${matchers.map(matcher).join(',')}}` : '';
}

/** `{label="value"}` of labels. */
export function labelSelector(labels: Readonly<Record<string, string>>): string {
  return selector(Object.entries(labels).map(([label, value]) => ({ label, operator: '=', value })));
}

function matcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
