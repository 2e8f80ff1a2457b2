import { jsonReport } from '../../lib/reports/json';

test('numbers that JSON cannot hold stand as text, and sums show no trace of how a computer adds', () => {
  const text = jsonReport({
    sum: 0.1 + 0.2,
    none: Number.NaN,
    most: [Infinity, -Infinity],
    big: 9_007_199_254_740_991,
  });
  expect(JSON.parse(text)).toEqual({
    version: 1,
    sum: 0.3,
    none: 'NaN',
    most: ['Infinity', '-Infinity'],
    big: 9_007_199_254_740_991,
  });
  expect(text.endsWith('}\n')).toBe(true);
});
