import { NotInterpreted } from '../../../../lib/facts/kubernetes/expr/errors';
import { Judge } from '../../../../lib/facts/kubernetes/expr/judge';
import { ExprArray, fromJson } from '../../../../lib/facts/kubernetes/expr/values';

const floats = new ExprArray([0.2, 0.97], 'float');
const body = fromJson({ rate: 1, list: [1, 2] });
const verdict = (successCondition: string, result: typeof floats | typeof body) =>
  new Judge({ successCondition }).verdict(result);

describe('expr makes something else of it than what is written, so it is not interpreted', () => {
  test.each([
    ['the length of a filter that is mapped', 'len(map(filter(result, # > 0.5), # * 2)) == 1'],
    ['the first of a filter', 'filter(result, # > 0.5)[0] > 0'],
    ['the last of a filter', 'filter(result, # > 0.5)[-1] > 0'],
    ['the first of a filter that is mapped', 'map(filter(result, # > 0.5), # * 2)[0] > 0'],
    ['first()', 'first(filter(result, # > 0.5)) > 0'],
    ['last()', 'last(filter(result, # > 0.5)) > 0'],
  ])('%s', (_, condition) => {
    expect(() => verdict(condition, floats)).toThrow(NotInterpreted);
  });

  test.each([
    ['with whole numbers', 'len(result.list) == (result.rate > 0 ? 0 : 1 + result.rate)'],
    ['with text', '"ok" != (result.rate > 0 ? "ok" : result.rate)'],
    ['through a name', 'let wanted = result.rate > 0 ? 0 : result.rate; len(result.list) == wanted'],
    ['through elements', 'any(map(result.list, {# > 5 ? 0 : #}), {# == len(result.list)})'],
  ])('equality with a choice, of which Go believes the first branch: %s', (_, condition) => {
    expect(() => verdict(condition, body)).toThrow(NotInterpreted);
  });
});

describe('it leaves these alone, so they are interpreted', () => {
  test.each([
    ['the length of a filter', 'len(filter(result, # > 0.5)) == 1'],
    ['the length of a map', 'len(map(result, # * 2)) == 2'],
    ['another element of a filter', 'filter(result, # > 0.1)[1] == 0.97'],
    ['an order between choices', 'len(result) >= (result[0] > 0 ? 0 : 1 + result[0])'],
    ['equality with a number that is no whole one', 'result[0] == (result[1] > 0 ? 0.2 : 0.5)'],
  ])('%s', (_, condition) => {
    expect(verdict(condition, floats)).toBe('Successful');
  });
});
