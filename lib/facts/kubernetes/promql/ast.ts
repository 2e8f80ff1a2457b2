/** A PromQL expression, as far as its value can be thought about without a Prometheus. */
export type Query =
  | { readonly kind: 'number'; readonly value: number }
  /** A number or duration that is only known at run time. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'string'; readonly value: string }
  | Selector
  | { readonly kind: 'subquery'; readonly inner: Query; readonly range: Span; readonly offset: Span }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Query[] }
  | Aggregation
  | Operation
  | { readonly kind: 'negative'; readonly inner: Query };

/** Seconds, or why they are not known. */
export type Span = number | { readonly unknown: string };

/** Series of a metric, now or over a range. */
export interface Selector {
  readonly kind: 'selector';
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

/** `sum by (pod) (...)`. */
export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly inner: Query;
  readonly parameter?: Query;
  /** Whether the result still has labels: `by` with at least one, or `without`. */
  readonly labelled: boolean;
}

/** Two expressions. */
export interface Operation {
  readonly kind: 'operation';
  readonly operator: string;
  readonly left: Query;
  readonly right: Query;
  /** `bool`: comparisons give 0 and 1 instead of filtering. */
  readonly bool: boolean;
  /** `on()` without labels: everything matches everything. */
  readonly onNothing: boolean;
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
