import {
  isRaw,
  type Counter,
  type EventIndicator,
  type EventQuery,
  type GaugeIndicator,
  type Matcher,
} from '../../slo';
import { Cannot } from '../cannot';
import { fillSide } from '../raw';
import { conditions, scope } from './filter';

/** Metric queries of one side: each counts events of the window that whoever asks looks at. */
export interface EventQueries {
  /** All events. */
  readonly total: string;
  /** The good ones or the bad ones: `is` of the indicator says which. */
  readonly part: string;
}

/** The queries of an indicator in Datadog's language. `seconds` is what `$window` stands for. */
export function eventQueries(
  { total, part }: EventIndicator,
  side: readonly Matcher[],
  seconds: number,
  by = '',
): EventQueries {
  return { total: countOf(total, side, seconds, by), part: countOf(part.query, side, seconds, by) };
}

/** The bad events of `total` and `part`, as text or by their names in a formula: none where no series says so. */
export function badOf({ part: { is } }: EventIndicator, { total, part }: EventQueries): string {
  return is === 'bad' ? `default_zero(${part})` : `(${total} - default_zero(${part}))`;
}

/** The good ones. */
export function goodOf({ part: { is } }: EventIndicator, { total, part }: EventQueries): string {
  return is === 'good' ? `default_zero(${part})` : `${total} - default_zero(${part})`;
}

/** The value of a gauge. Of several series the largest counts. */
export function gaugeQuery({ gauge, reads }: GaugeIndicator, side: readonly Matcher[], by = ''): string {
  if (reads === 'age') {
    throw new Cannot(
      'The metric queries of Datadog do not know what time it is, so a time in seconds has no age there: export the age itself and use Objective.saturation.',
    );
  }
  return isRaw(gauge) ? filled(gauge.raw.datadog, side) : `max:${gauge.metric}${scope([...gauge.where, ...side])}${by}`;
}

/**
 * The number of events and not their rate: with `.as_count()` a monitor sums both sides of a division before it divides
 * (docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations); without, it would sum up ratios.
 */
function countOf(query: EventQuery, side: readonly Matcher[], seconds: number, by: string): string {
  if (!isRaw(query)) {
    return `sum:${metricName(query)}${scope([...query.where, ...side])}${by}.as_count()`;
  }
  const text = filled(query.raw.datadog, side).replaceAll('$window', `${seconds}`);
  if (!text.includes('.as_count()')) {
    throw new Cannot(
      `${JSON.stringify(text)} counts nothing: Datadog would add up its ratios instead of dividing sums. Write \`raw.datadog\` with \`.as_count()\`.`,
    );
  }
  return /^\w+:[^ ]*(?:\{[^}]*\})?[^ ]*$/.test(text) ? text : `(${text})`;
}

/**
 * As the Agent's OpenMetrics check (version 2, without a namespace) names what it scrapes: `x_total` and `x_count` become
 * `x.count`, and `x_bucket` becomes `x.bucket`.
 */
function metricName({ metric, counts }: Counter): string {
  if (counts === 'delta') {
    throw new Cannot(
      `${metric} is no counter: each of its samples is a number of events, and the Agent scrapes it as a gauge, which Datadog does not add up. Name Datadog's own metric as \`raw.datadog\`, such as "sum:aws.applicationelb.request_count{$side}.as_count()".`,
    );
  }
  return metric.endsWith('_bucket')
    ? metric.replace(/_bucket$/, '.bucket')
    : `${metric.replace(/_(?:total|count)$/, '')}.count`;
}

function filled(raw: string | undefined, side: readonly Matcher[]): string {
  if (raw === undefined) {
    throw new Cannot('There is no query in the language of Datadog: add `raw.datadog` to the indicator.');
  }
  return fillSide(raw, conditions(side), '*');
}
