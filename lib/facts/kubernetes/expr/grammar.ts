import { ConditionFails } from './errors';

/** Operators by how tightly they bind (expr parser/operator). */
export const BINARY: Readonly<Record<string, number>> = {
  '|': 0,
  or: 10,
  '||': 10,
  and: 15,
  '&&': 15,
  '==': 20,
  '!=': 20,
  '<': 20,
  '>': 20,
  '>=': 20,
  '<=': 20,
  in: 20,
  matches: 20,
  contains: 20,
  startsWith: 20,
  endsWith: 20,
  '..': 25,
  '+': 30,
  '-': 30,
  '*': 60,
  '/': 60,
  '%': 60,
  '**': 100,
  '^': 100,
  '??': 500,
};

/** Operators before a value. */
export const UNARY: Readonly<Record<string, number>> = { not: 50, '!': 50, '-': 90, '+': 90 };

/** They can be chained: `a < b < c`. */
export const COMPARISONS = new Set(['<', '>', '<=', '>=']);

/** They can stand after `not`. */
export const NEGATABLE = new Set(['contains', 'matches', 'startsWith', 'endsWith', 'in']);

/** Built-in functions with a question for each element, and whether it may be left out. */
export const PREDICATES: Readonly<Record<string, boolean>> = {
  all: false,
  none: false,
  any: false,
  one: false,
  filter: false,
  map: false,
  find: false,
  findIndex: false,
  findLast: false,
  findLastIndex: false,
  count: true,
  sum: true,
};

const MOST = 2n ** 63n - 1n;

/**
 * The value of a number as it is written.
 * @throws ConditionFails where Go cannot hold it
 */
export function numberOf(text: string): number | bigint {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (!plain.startsWith('0x') && /[.e]/.test(plain)) {
    const value = Number(plain);
    if (!Number.isFinite(value)) throw new ConditionFails(`invalid float literal: ${text}`);
    return value;
  }
  try {
    // 010 is ten, not eight
    const value = BigInt(/^0\d/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain);
    if (value <= MOST) return value;
  } catch {
    // falls through to the error below
  }
  throw new ConditionFails(`invalid integer literal: ${text}`);
}
