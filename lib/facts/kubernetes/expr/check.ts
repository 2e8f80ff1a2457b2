import { childrenOf, type Node } from './ast';
import { ConditionFails, NotInterpreted } from './errors';
import { FUNCTIONS, OTHER_FUNCTIONS } from './functions';
import { PREDICATES } from './grammar';
import {
  assignable,
  behind,
  binaryType,
  elementOf,
  isAny,
  isBoolean,
  isList,
  isNumeric,
  isText,
  kindOf,
  refuseOpaque,
} from './types';
import type { Type } from './values';

/** What names mean at a place. */
interface Scope {
  readonly names: Readonly<Record<string, Type>>;
  /** The list whose elements `#` stands for, innermost. */
  readonly list?: Type;
  readonly indexed?: boolean;
  /** Names whose value a choice may stand behind; empty text for `#`. */
  readonly chosen?: readonly string[];
}

const fails = (message: string) => new ConditionFails(message);

/**
 * The type of a condition for a result of this type. As in Go, every branch is looked at, taken or not: one that cannot
 * be compiled makes every measurement an Error.
 *
 * @throws ConditionFails where Argo cannot compile it
 */
export function check(node: Node, result: Type): Type {
  return typeIn(node, { names: { result } });
}

function typeIn(node: Node, scope: Scope): Type {
  switch (node.kind) {
    case 'literal':
      return literalType(node.value);
    case 'unknown':
      return 'float';
    case 'name':
      return nameType(node.name, scope);
    case 'unary':
      return unaryType(node.operator, typeIn(node.operand, scope));
    case 'binary':
      return binary(node, scope);
    case 'chain':
      return typeIn(node.inner, scope);
    case 'member':
      return memberType(typeIn(node.object, scope), node.property, typeIn(node.property, scope));
    case 'slice':
      return sliceType(node, scope);
    case 'call':
      return callType(node.name, node.args, scope);
    case 'predicate':
      return predicateType(node, scope);
    case 'pointer':
      return pointerType(node.name, scope);
    case 'let':
      return letType(node, scope);
    case 'if':
      return ifType(node, scope);
    case 'array':
      return writtenType(node.items.map((item) => typeIn(item, scope)));
    case 'map':
      node.pairs.flat().forEach((part) => refuseOpaque(typeIn(part, scope)));
      return 'map';
  }
}

function literalType(value: null | boolean | string | number | bigint): Type {
  if (value === null) return 'nil';
  const types = { boolean: 'bool', string: 'string', number: 'float', bigint: 'int' } as const;
  return types[typeof value as keyof typeof types];
}

function nameType(name: string, scope: Scope): Type {
  const type = Object.hasOwn(scope.names, name) ? scope.names[name] : undefined;
  if (type !== undefined) return type;
  if (name === '$env' || isFunction(name)) throw new NotInterpreted(`${name} as a value`);
  throw fails(`unknown name ${name}`);
}

function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || PREDICATES.has(name) || OTHER_FUNCTIONS.has(name);
}

function unaryType(operator: string, operand: Type): Type {
  const type = behind(operand);
  const negation = operator === '!' || operator === 'not';
  if (isAny(type)) return negation ? 'bool' : 'any';
  if (negation ? isBoolean(type) : isNumeric(type)) return type;
  throw fails(`invalid operation: ${operator} (mismatched type ${kindOf(type)})`);
}

/**
 * `c ? 0 : x` is a whole number to Go's compiler whatever `x` is. It then compares without a look at what the values
 * turn out to be, and fails if they are something else.
 */
function binary({ operator, left, right }: Node & { kind: 'binary' }, scope: Scope): Type {
  const [one, other] = [typeIn(left, scope), typeIn(right, scope)];
  const equality = operator === '==' || operator === '!=';
  if (
    equality &&
    one === other &&
    (one === 'int' || isText(one)) &&
    [left, right].some((side) => chosen(side, scope))
  ) {
    throw new NotInterpreted('an equality with a choice');
  }
  return binaryType(operator, one, other);
}

function chosen(node: Node, scope: Scope): boolean {
  if (node.kind === 'name' || node.kind === 'pointer') return scope.chosen?.includes(node.name) ?? false;
  return node.kind === 'if' || childrenOf(node).some((child) => chosen(child, scope));
}

/** A name that stands for this value, or `#` (which has no name) for its elements. */
function standingFor(name: string, value: Node, scope: Scope): Pick<Scope, 'chosen'> {
  const others = (scope.chosen ?? []).filter((one) => one !== name);
  return { chosen: chosen(value, scope) ? [...others, name] : others };
}

function memberType(object: Type, property: Node, at: Type): Type {
  if (isAny(object)) return 'any';
  if (isList(object)) {
    if (at !== 'int' && !isAny(at)) throw fails('array elements can only be selected using an integer');
    return object.array;
  }
  if (object === 'map') {
    if (!isText(at) && !isAny(at) && at !== 'nil') throw fails('cannot use it as a key');
    return 'any';
  }
  if (
    typeof object === 'object' &&
    'struct' in object &&
    property.kind === 'literal' &&
    typeof property.value === 'string'
  ) {
    const field = Object.hasOwn(object.struct, property.value) ? object.struct[property.value] : undefined;
    if (field !== undefined) return field;
  }
  throw fails(`type ${kindOf(object)} has no such field`);
}

function sliceType({ object, from, to }: Node & { kind: 'slice' }, scope: Scope): Type {
  const type = typeIn(object, scope);
  if (!isAny(type) && !isText(type) && !isList(type)) throw fails(`cannot slice ${kindOf(type)}`);
  for (const end of [from, to]) {
    const at = end ? typeIn(end, scope) : 'int';
    if (at !== 'int' && !isAny(at)) throw fails('non-integer slice index');
  }
  return type;
}

function callType(name: string, args: readonly Node[], scope: Scope): Type {
  if (Object.hasOwn(scope.names, name)) {
    throw isAny(scope.names[name] ?? 'nil')
      ? new NotInterpreted(`a call of ${name}`)
      : fails(`${name} is not callable`);
  }
  const types = args.map((arg) => typeIn(arg, scope));
  const called = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (called) return called.check(types);
  throw OTHER_FUNCTIONS.has(name) ? new NotInterpreted(`the function ${name}`) : fails(`unknown name ${name}`);
}

function predicateType({ name, list, closure }: Node & { kind: 'predicate' }, scope: Scope): Type {
  const type = typeIn(list, scope);
  if (!isAny(type) && !isList(type)) throw fails(`builtin ${name} takes only array (got ${kindOf(type)})`);
  const answer = typeIn(closure, { ...scope, ...standingFor('', list, scope), list: type, indexed: name === 'map' });
  if (answer === 'nil') throw fails('closure cannot be nil');
  if (name !== 'map' && !isBoolean(answer) && !isAny(answer)) {
    throw fails(`predicate should return boolean (got ${kindOf(answer)})`);
  }
  switch (name) {
    case 'all':
    case 'any':
    case 'none':
    case 'one':
      return 'bool';
    case 'filter':
      return { array: elementOf(type) };
    case 'map':
      return { array: answer };
    case 'find':
    case 'findLast':
      return elementOf(type);
    default:
      return 'int';
  }
}

function pointerType(name: string, { list, indexed }: Scope): Type {
  if (list === undefined) throw fails('cannot use pointer accessor outside closure');
  if (name === '') return elementOf(list);
  if (name === 'index' && indexed) return 'int';
  throw fails(`unknown pointer #${name}`);
}

function letType({ name, value, body }: Node & { kind: 'let' }, scope: Scope): Type {
  if (Object.hasOwn(scope.names, name) || isFunction(name)) throw fails(`cannot redeclare ${name}`);
  const names = { ...scope.names, [name]: typeIn(value, scope) };
  return typeIn(body, { ...scope, ...standingFor(name, value, scope), names });
}

function ifType({ condition, then, otherwise }: Node & { kind: 'if' }, scope: Scope): Type {
  const asked = typeIn(condition, scope);
  if (!isBoolean(asked) && !isAny(asked)) throw fails('non-bool expression used as condition');
  const [one, other] = [typeIn(then, scope), typeIn(otherwise, scope)];
  if (one === 'nil') return other;
  return other === 'nil' || assignable(one, other) ? one : 'any';
}

/** Go keeps that all elements of a list that is written out are of one kind, and `in` looks at it. */
function writtenType(types: readonly Type[]): Type {
  types.forEach(refuseOpaque);
  const kind = types[0];
  const same = kind !== undefined && types.every((type) => type !== 'nil' && kindOf(type) === kindOf(kind));
  return same ? { array: 'any', written: kind } : { array: 'any' };
}
