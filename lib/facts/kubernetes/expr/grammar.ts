import { ConditionFails } from './errors';

/** Operators by how tightly they bind (expr parser/operator/operator.go). */
export const BINARY: Readonly<Record<string, number>> = {
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

/** Built-in functions that ask a question of each element. */
export const PREDICATES: ReadonlySet<string> = new Set(
  'all none any one filter map find findIndex findLast findLastIndex count'.split(' '),
);

const MOST = 2n ** 63n - 1n;

/**
 * The value of a number as it is written.
 * @throws ConditionFails where Go cannot hold it
 */
export function numberOf(text: string): number | bigint {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (!plain.includes('x') && /[.e]/.test(plain)) {
    const value = Number(plain);
    if (!Number.isFinite(value)) throw new ConditionFails(`invalid float literal: ${text}`);
    return value;
  }
  try {
    // 010 is ten, not eight, and only hexadecimal has a prefix
    const value = BigInt(/^0[bo]/.test(plain) ? 'none' : plain.replace(/^0+(?=\d)/, ''));
    if (value <= MOST) return value;
  } catch {
    // falls through to the error below
  }
  throw new ConditionFails(`invalid integer literal: ${text}`);
}
