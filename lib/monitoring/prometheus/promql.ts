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
          total: (minutes) => looks('count_over_time', gauge, minutes),
          bad: (minutes) => looks('sum_over_time', `${gauge} > bool ${indicator.limit}`, minutes),
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

/** Fraction of bad events. Without events there is no ratio: 0/0 would be NaN, which poisons every sum it gets into. */
export function errorRatio({ total, bad }: EventQueries, minutes: number): string {
  return `${bad(minutes)} / (${total(minutes)} > 0)`;
}

/** Looks at a gauge, in minutes: in a long window every look stands for several. */
function looks(over: string, gauge: string, minutes: number): string {
  const apart = minutesBetweenLooks(minutes);
  const weight = apart === 1 ? '' : `${apart} * `;
  return `${weight}${over}((${gauge})[${span(minutes)}:${span(apart)}])`;
}

/**
 * How often a gauge is looked at in a window: each minute, unless the window is longer than 2000 of them. Every evaluation
 * of a rule looks at all of them anew, and promtool refuses a query that holds 10,000 samples at a time.
 */
export function minutesBetweenLooks(minutes: number): number {
  return Math.ceil(minutes / 2000);
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
  return raw?.replaceAll('$side', () => side.map(matcher).join(','));
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
