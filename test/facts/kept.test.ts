import fc from 'fast-check';
import { isAlike, keyOf } from '../../lib/facts/kept';

const leaf = fc.constantFrom<unknown>(0, 1, '', '0', '1', true, null, undefined);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', '0'), tie('value')), { maxLength: 2 }).map(Object.fromEntries),
  ),
})).value;

test('values are alike where they have one key', () => {
  let alike = 0;
  fc.assert(
    fc.property(value, value, (one, other) => {
      alike += Number(isAlike(one, other));
      expect(isAlike(one, other)).toBe(keyOf(one) === keyOf(other));
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(alike).toBeGreaterThan(50);
});

test.each([
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [['a'], { 0: 'a' }],
  [[], {}],
  [{ a: undefined }, {}],
  [{ a: null }, { a: undefined }],
  [1, '1'],
])('%j and %j are not alike', (one, other) => {
  expect(isAlike(one, other)).toBe(false);
  expect(isAlike(other, one)).toBe(false);
});
