import { ConditionFails, NotInterpreted } from './errors';
import { equal, ExprArray, ExprStruct, isMap, isNumber, type Value } from './values';
import { simplePattern } from '../pattern';

const LONGEST_RANGE = 10_000;

/**
 * The value of `left operator right` (expr vm/runtime).
 * @throws ConditionFails where expr panics
 */
export function operate(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compare(operator, left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '**':
    case '^':
      return calculate(operator, left, right);
    case '..':
      return range(left, right);
    case 'in':
      return isIn(left, right);
    case 'in texts':
      if (left !== null && typeof left !== 'string') throw mismatch('in');
      return isIn(left, right);
    default:
      return matchText(operator, left, right);
  }
}

function mismatch(operator: string): ConditionFails {
  return new ConditionFails(`invalid operation: ${operator} on these values`);
}

function compare(operator: string, left: Value, right: Value): boolean {
  const numbers = isNumber(left) && isNumber(right);
  if (!numbers && !(typeof left === 'string' && typeof right === 'string')) throw mismatch(operator);
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    default:
      return left >= right;
  }
}

function calculate(operator: string, left: Value, right: Value): Value {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (!isNumber(left) || !isNumber(right)) throw mismatch(operator);
  if (operator === '/') return Number(left) / Number(right);
  if (operator === '**' || operator === '^') return Number(left) ** Number(right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return ofIntegers(operator, left, right);
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      throw mismatch(operator);
  }
}

function ofIntegers(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      if (right === 0n) throw new ConditionFails('integer divide by zero');
      return left % right;
  }
}

function range(left: Value, right: Value): Value {
  if (!isNumber(left) || !isNumber(right)) throw mismatch('..');
  const [from, to] = [Math.trunc(Number(left)), Math.trunc(Number(right))];
  const length = Math.max(0, to - from + 1);
  if (!(length <= LONGEST_RANGE)) throw new NotInterpreted(`a range of ${length} numbers`);
  return new ExprArray(
    Array.from({ length }, (_, index) => BigInt(from + index)),
    'int',
  );
}

function isIn(needle: Value, among: Value): boolean {
  if (among === null) return false;
  if (among instanceof ExprArray) return among.items.some((item) => equal(item, needle));
  // nil asks for the zero key
  if (isMap(among) && (needle === null || typeof needle === 'string')) return among.has(needle ?? '');
  if (among instanceof ExprStruct && typeof needle === 'string') return Object.hasOwn(among.fields, needle);
  throw mismatch('in');
}

function matchText(operator: string, left: Value, right: Value): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') throw mismatch(operator);
  switch (operator) {
    case 'contains':
      return left.includes(right);
    case 'startsWith':
      return left.startsWith(right);
    case 'endsWith':
      return left.endsWith(right);
    default: {
      const found = simplePattern(right)?.test(left);
      if (found === undefined) throw new NotInterpreted(`the pattern ${right}`);
      return found;
    }
  }
}
