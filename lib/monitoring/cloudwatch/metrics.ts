import { isRaw, slotMatchers, type Counter, type EventQuery, type Objective, type Side, type Sides } from '../../slo';
import type { Matcher } from '../../slo';
import { isUnsupported, type Answer } from '../vendor';

/** A number for each period: the sum of a metric, or an expression that needs no other query. */
export type Source =
  | { readonly metric: Metric; readonly expression?: undefined }
  | { readonly metric?: undefined; readonly expression: (periodSeconds: number) => string };

/** A metric and the values of its dimensions by name. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** All events of one side, and the good or the bad ones. */
export interface Sources {
  readonly total: Source;
  readonly part: Source;
  readonly is: 'good' | 'bad';
}

/** How exporters name the label that they make of a dimension. */
const EXPORTED = 'dimension_';

/** What CloudWatch knows of an objective, or why it knows nothing. */
export function sourcesOf({ id, spec: { indicator } }: Objective, side: Side, sides?: Sides): Answer<Sources> {
  if (indicator.kind === 'gauge') {
    return {
      unsupported: `"${id}" reads a gauge, which is named as Prometheus shows it: CloudWatch does not know it. Let Prometheus or Grafana watch it.`,
    };
  }
  const matchers = sides === undefined ? [] : slotMatchers(indicator.slot, side, sides);
  const total = sourceOf(id, indicator.total, matchers);
  const part = sourceOf(id, indicator.part.query, matchers);
  if (isUnsupported(total)) {
    return total;
  }
  return isUnsupported(part) ? part : { total, part, is: indicator.part.is };
}

function sourceOf(id: string, query: EventQuery, slot: readonly Matcher[]): Answer<Source> {
  if (isRaw(query)) {
    return rawSource(id, query.raw.cloudwatch, slot);
  }
  const { cloudWatch, where } = query;
  if (cloudWatch === undefined) {
    return {
      unsupported: `"${id}" counts ${query.metric}, which CloudWatch does not know: give its counters \`cloudWatch\`, or its queries \`raw.cloudwatch\`.`,
    };
  }
  const wanted = [...exported(where), ...slot.map(unprefixed)];
  const vague = wanted.find(({ operator }) => operator !== '=');
  return vague === undefined
    ? { metric: { ...cloudWatch, dimensions: { ...cloudWatch.dimensions, ...Object.fromEntries(wanted.map(entry)) } } }
    : {
        unsupported: `"${id}" asks for ${vague.label}${vague.operator}"${vague.value}", and a dimension of CloudWatch has one exact value: give the indicator a slot without \`pattern\`, such as { label: "${vague.label}", by: "service" }, and pass the whole values (of a target group: "targetgroup/checkout-canary/0123456789abcdef") as names of the sides.`,
      };
}

/**
 * Only what an exporter made of a dimension is one: other labels (`job`, `region`) are its own. Whether a series has a
 * dimension at all is a question to the exporter's: here the metric says which it has.
 */
function exported(where: Counter['where']): readonly Matcher[] {
  return where.filter(({ label, value }) => label.startsWith(EXPORTED) && value !== '').map(unprefixed);
}

function unprefixed(matcher: Matcher): Matcher {
  const { label } = matcher;
  return { ...matcher, label: label.startsWith(EXPORTED) ? label.slice(EXPORTED.length) : label };
}

function entry({ label, value }: Matcher): [string, string] {
  return [label, value];
}

function rawSource(id: string, raw: string | undefined, slot: readonly Matcher[]): Answer<Source> {
  if (raw === undefined) {
    return { unsupported: `"${id}" has no query for CloudWatch: add \`raw.cloudwatch\` to its indicator.` };
  }
  const conditions = slot.map(unprefixed);
  if (conditions.some(({ operator }) => operator !== '=')) {
    return {
      unsupported: `"${id}" has a slot with a pattern, and a search of CloudWatch compares whole values: leave \`pattern\` out and pass the whole values as names of the sides.`,
    };
  }
  const side = conditions.map(({ label, value }) => `${label}="${value}"`).join(' ');
  return { expression: (seconds) => raw.replaceAll('$side', () => side).replaceAll('$window', String(seconds)) };
}
