import { isRaw, type EventIndicator, type EventQuery, type Matcher } from '../../slo';
import { Cannot } from '../cannot';
import { fillSide } from '../raw';

/** What to count, as the clauses of NRQL that say it. */
export interface Count {
  /** Aggregator, such as `sum(istio_requests_total)`. */
  readonly select: string;
  /** Where the data is, such as `Metric`. */
  readonly from: string;
  /** Conditions; empty for none. */
  readonly where: string;
  /** Name of the metric; undefined for a raw query. */
  readonly metric?: string;
}

/** The counts of one side. */
export interface EventCounts {
  readonly total: Count;
  /** The good ones or the bad ones: `is` of the indicator says which. */
  readonly part: Count;
}

/** What an indicator counts. */
export function eventCounts({ total, part }: EventIndicator, side: readonly Matcher[]): EventCounts {
  const counts = { total: countOf(total, side), part: countOf(part.query, side) };
  if (counts.total.from !== counts.part.from) {
    throw new Cannot(
      `New Relic reads one kind of data in a query, and the indicator counts ${counts.total.from} and ${counts.part.from}: take both from one.`,
    );
  }
  return counts;
}

/** `filter(sum(x), WHERE y)`: 0 where nothing is met. */
export function filtered({ select, where }: Count): string {
  return where === '' ? select : `filter(${select}, WHERE ${where})`;
}

/** Bad events as text of NRQL. */
export function badOf({ part: { is } }: EventIndicator, counts: EventCounts): string {
  const [all, some] = [filtered(counts.total), filtered(counts.part)];
  return is === 'bad' ? some : `(${all} - ${some})`;
}

/** The fraction that is bad. */
export function ratioOf(indicator: EventIndicator, counts: EventCounts): string {
  return `${badOf(indicator, counts)} / ${filtered(counts.total)}`;
}

/** `FROM` and what all counts have in common, which spares New Relic a look at everything else. */
export function fromOf(...counts: readonly Count[]): string {
  const metrics = [...new Set(counts.flatMap(({ metric }) => (metric === undefined ? [] : [quoted(metric)])))];
  const isNarrow = metrics.length > 0 && counts.every(({ metric }) => metric !== undefined);
  return `FROM ${counts[0]?.from ?? 'Metric'}${isNarrow ? ` WHERE metricName IN (${metrics.join(', ')})` : ''}`;
}

/** Conditions on attributes. An attribute that is missing is null, which is unequal to everything in PromQL only. */
export function conditions(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, operator, value }) => {
      const name = attribute(label);
      const pattern = quoted(`^(${value})$`);
      const ways: Readonly<Record<Matcher['operator'], string>> = {
        '=': `${name} = ${quoted(value)}`,
        '!=': `(${name} != ${quoted(value)} OR ${name} IS NULL)`,
        '=~': `${name} RLIKE r${pattern}`,
        '!~': `(${name} NOT RLIKE r${pattern} OR ${name} IS NULL)`,
      };
      return ways[operator];
    })
    .join(' AND ');
}

/** A name, in the quotes that one with other signs needs. */
export function attribute(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``;
}

/** The query of a gauge's conditions in a vendor's own words, or a refusal. */
export function rawCount(raw: string | undefined, side: readonly Matcher[]): Count {
  if (raw === undefined) {
    throw new Cannot('There is no query in NRQL: add `raw.nrql` to the indicator.');
  }
  const [, select, from, where = ''] =
    /^(?:SELECT\s+)?(.+?)\s+FROM\s+(\w+)(?:\s+WHERE\s+(.+))?$/i.exec(raw.trim()) ?? [];
  if (select === undefined || from === undefined) {
    throw new Cannot(
      `${JSON.stringify(raw)} is no count: write "SELECT count(*) FROM Transaction WHERE appName = 'checkout' AND $side", without a time.`,
    );
  }
  return { select, from, where: fillSide(where, conditions(side), '') };
}

function countOf(query: EventQuery, side: readonly Matcher[]): Count {
  if (isRaw(query)) {
    return rawCount(query.raw.nrql, side);
  }
  const { metric, where } = query;
  // cumulative counters arrive as what was added since the sample before, so both kinds are summed up
  return { select: `sum(${attribute(metric)})`, from: 'Metric', where: conditions([...where, ...side]), metric };
}

function quoted(text: string): string {
  if (text.includes("'")) {
    throw new Cannot(
      `NRQL ends a text at the first ', and ${JSON.stringify(text)} has one: write \`raw.nrql\` yourself.`,
    );
  }
  return `'${text}'`;
}
