import { pointsAround, relatives, stretchesOf } from '../../../../lib/facts/kubernetes/verdicts/line';
import { parse } from '../../../../lib/facts/kubernetes/expr/parser';
import { lengthAskedBy, partAskedBy } from '../../../../lib/facts/kubernetes/verdicts/shape';

describe('verdicts along a line', () => {
  const along = (constants: readonly number[], bad: (value: number) => boolean) =>
    stretchesOf(
      (value) => (bad(value) ? 'Failed' : 'Successful'),
      pointsAround(constants, [0, 1]),
      relatives(constants),
    );

  test('change exactly where the constant of the condition is', () => {
    expect(along([0.05], (value) => value > 0.05)).toEqual([
      { verdict: 'Successful', from: -Infinity },
      { verdict: 'Failed', from: 0.05 },
    ]);
  });

  test('change at the other side of a ratio, written as people write it', () => {
    expect(along([0.95], (value) => 1 - value < 0.95)[1]).toEqual({ verdict: 'Failed', from: 0.05 });
  });

  test('change twice around a gap as narrow as a ten-thousandth', () => {
    expect(along([0.05, 0.0501], (value) => value > 0.05 && value < 0.0501).map(({ from }) => from)).toEqual([
      -Infinity,
      0.05,
      0.0501,
    ]);
  });
});

describe('what conditions ask of a result is found', () => {
  const askedBy = (condition: string) => partAskedBy([parse(condition)]);

  test.each([
    ['in a field', 'result.data.rate < 0.5', ['data', 'rate'], 0.5],
    ['behind a name', 'let found = result.data; found.rate < 0.5', ['data', 'rate'], 0.5],
    ['behind get and a default', 'asFloat(get(get(result, "data"), "rate") ?? "NaN") < 0.5', ['data', 'rate'], 0.5],
  ])('%s', (_, condition, path, literal) => {
    const part = path.reduce((inner, name) => inner.field(name), askedBy(condition));
    expect([...part.literals]).toContain(literal);
  });

  test('in the fields of rows that a condition makes another list of', () => {
    const rows = askedBy('all(map(result, {.rate}), # < 0.5)').elements;
    expect([...(rows?.field('rate').literals ?? [])]).toEqual([0.5]);
    expect([...(rows?.literals ?? [])]).toEqual([]);
  });

  test('in a list that is the result, or is made of it', () => {
    expect([...askedBy('all([result.rate], # < 0.5)').field('rate').literals]).toEqual([0.5]);
    const either = askedBy('all(map(type(result) == "array" ? result : [result], {.rate}), # < 0.5)');
    expect([...(either.elements?.field('rate').literals ?? [])]).toEqual([0.5]);
  });

  test('and so is how many elements a list must have', () => {
    expect(lengthAskedBy([parse('result[2] > 0 && result[0] > 0')])).toBe(3);
    expect(lengthAskedBy([parse('map(result, # * 2)[3] > 0')])).toBe(4);
    expect(lengthAskedBy([parse('result > 0')])).toBe(1);
  });
});
