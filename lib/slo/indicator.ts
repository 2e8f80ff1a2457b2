/** Whose events: the new version's, the old version's, or those of all pods. */
export type Side = 'canary' | 'stable' | 'all';

/** A condition on a label (a tag, a dimension). Patterns are regular expressions that match the whole value. */
export interface Matcher {
  /** Name of the label. */
  readonly label: string;
  /** As in PromQL: equal, unequal, matches, does not match. */
  readonly operator: '=' | '!=' | '=~' | '!~';
  /** What the label is compared with. */
  readonly value: string;
}

/** The free place of an indicator: which label tells canary from stable, and by which of their names. */
export interface Slot {
  /** Such as `rollouts_pod_template_hash`. */
  readonly label: string;
  /** The label has the hash of the pod template in it, or the name of the Service. */
  readonly by: 'hash' | 'service';
  /** Regular expression with `<value>` in it, where the name is only part of the label. @default - the label equals it */
  readonly pattern?: string;
  /** `canary`: only its events are named there, and stable's are all that are not the canary's. @default 'both' */
  readonly names?: 'both' | 'canary';
}

/** The names of one side, for the slot. A value may be text that is replaced later, such as `{{args.canary-hash}}`. */
export interface SideNames {
  /** Hash of the pod template. */
  readonly hash: string;
  /** Name of the Service. */
  readonly service: string;
}

/** The names of both sides. */
export type Sides = Readonly<Record<Exclude<Side, 'all'>, SideNames>>;

/** A metric as CloudWatch names it. */
export interface CloudWatchMetric {
  /** Such as `AWS/ApplicationELB`. */
  readonly namespace: string;
  /** Such as `RequestCount`. */
  readonly metricName: string;
  /** Dimensions by name. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Events that a metric counts. */
export interface Counter {
  /** Name of the metric, as Prometheus shows it. */
  readonly metric: string;
  /** Which of its series. */
  readonly where: readonly Matcher[];
  /** `cumulative`: a counter that grows; `delta`: each sample is the number of events since the one before. */
  readonly counts: 'cumulative' | 'delta';
  /** The same events in CloudWatch. @default - it does not know them */
  readonly cloudWatch?: CloudWatchMetric;
}

/** Languages in which a raw query can be written; `RawQuery` says what `$window` and `$side` become in each. */
export const QUERY_LANGUAGES = ['promql', 'datadog', 'nrql', 'cloudwatch', 'graphite', 'flux'] as const;

/** One of `QUERY_LANGUAGES`. */
export type QueryLanguage = (typeof QUERY_LANGUAGES)[number];

/**
 * The number of events (or the value of a gauge) in a vendor's own words. `$window` stands for the look-back window and
 * `$side` for the conditions of the slot, as in `sum(increase(jobs_total{queue="mail",$side}[$window]))`.
 *
 * - `cloudwatch`: an expression of metric math that needs no other query and gives one series, the events of each period,
 *   as in `SUM(SEARCH('{Mail,Queue,Version} MetricName="Jobs" $side', 'Sum', $window))`. `$window` is the length of a period
 *   in seconds, `$side` is `Version="<value>"` or empty. It judges a canary and can be shown; no alarm can be set on it.
 * - `graphite`: a path, or an expression, of series whose points are the events since the point before, as in
 *   `stats_counts.mail.$side.jobs`. They are added up over the window. `$side` is the name of the side alone.
 * - `flux`: a stream of tables whose `_value` are events, all of which are added up, as in `from(bucket: "mail")
 *   |> range(start: -$window) |> filter(fn: (r) => r._field == "jobs" and $side)`. `$side` is `r["version"] == "<value>"`.
 */
export interface RawQuery {
  /** By language; a vendor whose language is missing answers that it cannot. */
  readonly raw: Readonly<Partial<Record<QueryLanguage, string>>>;
}

/** Counts events. */
export type EventQuery = Counter | RawQuery;

/** A series that the tests of the alerts make up. */
export interface TestSeries {
  /** Name of the metric. */
  readonly metric: string;
  /** Labels that the queries select. */
  readonly labels: Readonly<Record<string, string>>;
  /** Which events it counts; for a gauge `value`. */
  readonly counts: 'good' | 'bad' | 'total' | 'value';
  /** True if each sample is the number of events since the one before. @default false */
  readonly delta?: boolean;
}

/** Counts good and bad events: requests, jobs, messages. */
export interface EventIndicator {
  /** Tells it from a gauge. */
  readonly kind: 'events';
  /** All events. */
  readonly total: EventQuery;
  /** Those that are good, or those that are bad. */
  readonly part: { readonly is: 'good' | 'bad'; readonly query: EventQuery };
  /** Unit of the durations whose buckets are counted, for whoever shows them. @default - no durations are counted */
  readonly durations?: 's' | 'ms';
  /** Tells canary from stable. @default - it can't: nothing but `all` can be asked for */
  readonly slot?: Slot;
  /** What the generated tests feed it with. */
  readonly series: readonly TestSeries[];
}

/** A value that should stay within a limit. A minute in which it does not is a bad event. */
export interface GaugeIndicator {
  readonly kind: 'gauge';
  /** The gauge; of several series the largest value counts. */
  readonly gauge: { readonly metric: string; readonly where: readonly Matcher[] } | RawQuery;
  /** `age`: the gauge holds a time in Unix seconds, and what is judged is how long ago that is. */
  readonly reads: 'value' | 'age';
  /** A minute with a value above it is bad. */
  readonly limit: number;
  /** Tells canary from stable. @default - it can't */
  readonly slot?: Slot;
  /** What the generated tests feed it with. */
  readonly series: readonly TestSeries[];
}

/** How the state of a service is measured. */
export type Indicator = EventIndicator | GaugeIndicator;

/** True for a query in a vendor's own words. */
export function isRaw(query: object): query is RawQuery {
  return 'raw' in query;
}

/** What the slot holds for a side; nothing for `all`. */
export function slotMatchers(slot: Slot | undefined, side: Side, sides: Sides): readonly Matcher[] {
  if (slot === undefined || side === 'all') {
    return [];
  }
  const { label, by, pattern, names } = slot;
  const isRest = side === 'stable' && names === 'canary';
  const value = sides[isRest ? 'canary' : side][by];
  return [
    pattern === undefined
      ? { label, operator: isRest ? '!=' : '=', value }
      : { label, operator: isRest ? '!~' : '=~', value: pattern.replace('<value>', value) },
  ];
}
