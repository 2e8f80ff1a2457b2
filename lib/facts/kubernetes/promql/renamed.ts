import type { Matcher, Query } from './ast';

/** A query with other values in the conditions on its labels. */
export function renamed(query: Query, names: ReadonlyMap<string, string>): Query {
  const inside = (inner: Query) => renamed(inner, names);
  switch (query.kind) {
    case 'number':
    case 'unknown':
    case 'string':
      return query;
    case 'selector':
      return {
        ...query,
        matchers: query.matchers.map((matcher) => renamedMatcher(matcher, names)),
      };
    case 'subquery':
    case 'negative':
      return { ...query, inner: inside(query.inner) };
    case 'call':
      return { ...query, args: query.args.map(inside) };
    case 'aggregation':
      return {
        ...query,
        inner: inside(query.inner),
        ...(query.parameter ? { parameter: inside(query.parameter) } : {}),
      };
    case 'operation':
      return { ...query, left: inside(query.left), right: inside(query.right) };
  }
}

/** A condition on a label with another value. */
export function renamedMatcher(matcher: Matcher, names: ReadonlyMap<string, string>): Matcher {
  const value = names.get(matcher.value);
  return value === undefined ? matcher : { ...matcher, value };
}
