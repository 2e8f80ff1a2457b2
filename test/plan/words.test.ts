import { duration, percent } from '../../lib/plan';
import { count, stepName } from '../../lib/plan/words';

test.each([
  [0, '0 s'],
  [0.4, 'under 1 s'],
  [40, '40 s'],
  [59.7, '1 min'],
  [61, '1 min 1 s'],
  [1500, '25 min'],
  [3599.6, '1 h'],
  [3900, '1 h 5 min'],
  [86_400, '1 d'],
  [90_061, '1 d 1 h'],
  ['never' as const, 'never'],
])('%s seconds are said as %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [1 / 3, '33 %'],
  [0.05, '5 %'],
  [0.0526, '5.3 %'],
  [0.005, '0.5 %'],
  [0.9995, '99.95 %'],
  [0.1 + 0.2, '30 %'],
])('the fraction %s is said as %s, without float noise', (fraction, words) => {
  expect(percent(fraction)).toBe(words);
});

test('one thing is not many, and the step after the last has a name', () => {
  expect([count(1, 'pod'), count(3, 'pod'), count(1250, 'pod')]).toEqual(['1 pod', '3 pods', '1,250 pods']);
  expect([stepName(0, 2), stepName(2, 2)]).toEqual(['step 1', 'the final jump to 100 %']);
});
