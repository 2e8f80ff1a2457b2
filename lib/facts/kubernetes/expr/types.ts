import { ConditionFails, NotInterpreted } from './errors';
import type { Type } from './values';

export const isAny = (type: Type): boolean => type === 'any';
export const isNumeric = (type: Type): boolean => type === 'int' || type === 'float';
export const isText = (type: Type): boolean => type === 'string';
export const isBoolean = (type: Type): boolean => type === 'bool';
export const isList = (type: Type): type is Extract<Type, { readonly array: Type }> =>
  typeof type === 'object' && 'array' in type;

/** The type of the elements. */
export function elementOf(list: Type): Type {
  return isList(list) ? list.array : 'any';
}

/** What Go calls the kind: two lists are of one kind whatever is in them. */
export function kindOf(type: Type): string {
  if (typeof type === 'string') return type;
  if ('pointer' in type) return 'pointer';
  return 'array' in type ? 'array' : 'struct';
}

/** The type behind a pointer. */
export function behind(type: Type): Type {
  return typeof type === 'object' && 'pointer' in type ? type.pointer : type;
}

/** Where Go keeps a pointer or a type of its own as it is, equality comes out in ways that are not interpreted here. */
export function refuseOpaque(type: Type) {
  if (type === 'opaque' || kindOf(type) === 'pointer') {
    throw new NotInterpreted('a pointer, a time or a status code in this place');
  }
}

/** Both pass one of the tests, or one does and the other is not known. */
function pairUp(left: Type, right: Type, tests: readonly ((type: Type) => boolean)[]): boolean {
  if (isAny(left) && isAny(right)) return true;
  const passes = (type: Type) => tests.some((test) => test(type));
  if (isAny(left)) return passes(right);
  if (isAny(right)) return passes(left);
  return tests.some((test) => test(left) && test(right));
}

/** Whether `==` may ask about them (expr checker/types.go isComparable). */
export function comparable(left: Type, right: Type): boolean {
  const free = [left, right].some((type) => type === 'nil' || isAny(type));
  return free || kindOf(left) === kindOf(right) || (isNumeric(left) && isNumeric(right));
}

function combined(left: Type, right: Type): Type {
  if (isAny(left) || isAny(right)) return 'any';
  return left === 'int' && right === 'int' ? 'int' : 'float';
}

/**
 * The type of `left operator right` (expr checker, BinaryNode).
 * @throws ConditionFails where they do not go together
 */
export function binaryType(operator: string, from: Type, to: Type): Type {
  if (from === 'opaque' || operator === '==' || operator === '!=') refuseOpaque(to);
  const [left, right] = [behind(from), behind(to)];
  refuseOpaque(left);
  refuseOpaque(right);
  const mismatch = () =>
    new ConditionFails(`invalid operation: ${operator} (mismatched types ${kindOf(left)} and ${kindOf(right)})`);
  const need = (allowed: boolean, type: Type): Type => {
    if (!allowed) throw mismatch();
    return type;
  };
  switch (operator) {
    case '==':
    case '!=':
      return need(comparable(left, right), 'bool');
    case 'or':
    case '||':
    case 'and':
    case '&&':
      return need(pairUp(left, right, [isBoolean]), 'bool');
    case '<':
    case '>':
    case '<=':
    case '>=':
      return need(pairUp(left, right, [isNumeric, isText]), 'bool');
    case '-':
    case '*':
      return need(pairUp(left, right, [isNumeric]), combined(left, right));
    case '+':
      return need(
        pairUp(left, right, [isNumeric, isText]),
        isText(left) && isText(right) ? 'string' : combined(left, right),
      );
    case '/':
    case '**':
    case '^':
      return need(pairUp(left, right, [isNumeric]), 'float');
    case '%':
      return need(pairUp(left, right, [(type) => type === 'int']), combined(left, right));
    case '..':
      return need(pairUp(left, right, [(type) => type === 'int']), { array: 'int' });
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return need(pairUp(left, right, [isText]), 'bool');
    case 'in':
      return need(membership(left, right), 'bool');
    default:
      return coalesced(left, right);
  }
}

function membership(left: Type, right: Type): boolean {
  if (isAny(right)) return true;
  if (right === 'map') return left === 'nil' || isAny(left) || isText(left);
  if (isList(right)) return comparable(left, right.array) && comparable(left, right.written ?? 'any');
  if (kindOf(right) === 'struct') return isText(left) || isAny(left);
  return isAny(left) && isText(right);
}

function coalesced(left: Type, right: Type): Type {
  if (left === 'nil') return right;
  return right === 'nil' || assignable(right, left) ? left : 'any';
}

/** Whether Go lets a value of one type stand for the other. */
export function assignable(from: Type, to: Type): boolean {
  return isAny(to) || from === to || (isList(from) && isList(to) && from.array === to.array);
}
