import type { Aggregation, Call, Operation, Query } from './ast';
import { signatureOf, type Type } from './functions';
import { NotUnderstood } from './not-understood';

/** Interpreting a query asks for the types of its parts over and over. */
const TYPES = new WeakMap<Query, Type>();

/**
 * What a query comes to.
 * @throws NotUnderstood where something is of another type than what it stands in takes; Prometheus refuses that too
 */
export function typeOf(query: Query): Type {
  const type = TYPES.get(query) ?? findType(query);
  TYPES.set(query, type);
  return type;
}

function findType(query: Query): Type {
  switch (query.kind) {
    case 'number':
    case 'unknown':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return query.range === undefined ? 'vector' : 'range';
    case 'subquery':
      return expect(query.inner, ['vector'], 'a subquery') && 'range';
    case 'negative':
      return expect(query.inner, ['scalar', 'vector'], '-');
    case 'call':
      return typeOfCall(query);
    case 'aggregation':
      return typeOfAggregation(query);
    case 'operation':
      return typeOfOperation(query);
  }
}

/** Whether a query comes to a number and not to series. */
export function isScalar(query: Query): boolean {
  return typeOf(query) === 'scalar';
}

function expect(query: Query, types: readonly Type[], user: string): Type {
  const type = typeOf(query);
  if (types.includes(type)) return type;
  // what is not known may well be of the right type, but then it is no number
  throw new NotUnderstood(query.kind === 'unknown' ? query.name : `${user} of a ${type}`);
}

function typeOfCall(call: Call): Type {
  const { name, args } = call;
  const signature = signatureOf(call);
  if (!signature) throw new NotUnderstood(`the function ${name}`);
  const { takes, least, repeats, gives } = signature;
  if (args.length < least || (args.length > takes.length && !repeats)) {
    throw new NotUnderstood(`${name} of ${args.length} arguments`);
  }
  args.forEach((arg, index) => expect(arg, [takes[index] ?? takes.at(-1) ?? 'vector'], name));
  return gives;
}

const PARAMETERS: Readonly<Record<string, Type>> = {
  topk: 'scalar',
  bottomk: 'scalar',
  limitk: 'scalar',
  limit_ratio: 'scalar',
  quantile: 'scalar',
  count_values: 'string',
};

function typeOfAggregation({ operator, inner, parameter }: Aggregation): Type {
  const wanted = PARAMETERS[operator];
  if ((wanted === undefined) !== (parameter === undefined)) {
    throw new NotUnderstood(`${operator} of ${parameter ? 2 : 1} arguments`);
  }
  if (parameter && wanted) expect(parameter, [wanted], operator);
  return expect(inner, ['vector'], operator);
}

const SETS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** Operators that compare. */
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

function typeOfOperation({ operator, left, right, bool, matching }: Operation): Type {
  const takes: readonly Type[] = SETS.has(operator) ? ['vector'] : ['scalar', 'vector'];
  const types = [left, right].map((side) => expect(side, takes, operator));
  if (types.includes('vector')) {
    if (matching && types.includes('scalar')) throw new NotUnderstood(`${operator} of a scalar by labels`);
    return 'vector';
  }
  if (COMPARISONS.has(operator) && !bool) {
    throw new NotUnderstood(`${operator} of two numbers without bool`);
  }
  return 'scalar';
}
