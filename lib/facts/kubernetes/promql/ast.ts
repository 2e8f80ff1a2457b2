/** A PromQL expression, as far as its value can be thought about without a Prometheus. */
export type Query =
  | { readonly kind: 'number'; readonly value: number }
  /** A number or duration that is only known at run time. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | { readonly kind: 'subquery'; readonly inner: Query; readonly range: Span; readonly offset: Span }
  | Call
  | Aggregation
  | Operation
  | { readonly kind: 'negative'; readonly inner: Query };

/** Seconds, or why they are not known. */
export type Span = number | { readonly unknown: string };

/** Series of a metric, now or over a range. */
export interface Selector {
  readonly kind: 'selector';
  /** Empty where the matchers do not say it. */
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** How far back; absent for the value of the moment. */
  readonly range?: Span;
  readonly offset: Span;
}

/** One condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** `rate(...)`. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Query[];
}

/** `sum by (pod) (...)`. */
export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly inner: Query;
  readonly parameter?: Query;
  readonly grouping: Grouping;
}

/** The labels that series are put together by: these, or all but these. */
export interface Grouping {
  readonly without: boolean;
  readonly labels: readonly string[];
}

/** Two expressions. */
export interface Operation {
  readonly kind: 'operation';
  readonly operator: string;
  readonly left: Query;
  readonly right: Query;
  /** `bool`: comparisons give 0 and 1 instead of filtering. */
  readonly bool: boolean;
  /** `on` or `ignoring`: the labels that must be the same on both sides. Absent where all must be. */
  readonly matching?: Grouping;
  /** `group_left` or `group_right`: the side that keeps its series and their labels. */
  readonly many?: 'left' | 'right';
}

/** The queries right below a query. */
export function partsOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case 'number':
    case 'unknown':
    case 'string':
    case 'selector':
      return [];
    case 'subquery':
    case 'negative':
      return [query.inner];
    case 'call':
      return query.args;
    case 'aggregation':
      return query.parameter ? [query.inner, query.parameter] : [query.inner];
    case 'operation':
      return [query.left, query.right];
  }
}

/** All series a query reads, in the order in which they stand in it. */
export function selectorsOf(query: Query): readonly Selector[] {
  return query.kind === 'selector' ? [query] : partsOf(query).flatMap(selectorsOf);
}

/** Values that labels must be equal to, each once, in the order in which they stand in a query. */
export function equalsIn(query: Query): readonly Matcher[] {
  const all = selectorsOf(query).flatMap(({ matchers }) => matchers.filter(({ operator }) => operator === '='));
  return [...new Map(all.map((matcher) => [`${matcher.label}=${matcher.value}`, matcher])).values()];
}

/** Whether a query reads neither series nor the clock, so that it always comes to the same. */
export function isConstant(query: Query): boolean {
  if (query.kind === 'selector') return false;
  // what takes nothing asks for the time, in one unit or another
  if (query.kind === 'call' && query.args.length === 0) return query.name === 'pi';
  return partsOf(query).every(isConstant);
}

/** Why the first number in a query that is not known is not; undefined if all of them are. */
export function unknownOf(query: Query): string | undefined {
  if (query.kind === 'unknown') return query.name;
  for (const part of partsOf(query)) {
    const found = unknownOf(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
