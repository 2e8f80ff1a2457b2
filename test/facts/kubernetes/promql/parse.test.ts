import { UNKNOWN_END, UNKNOWN_START, unknownMark } from '../../../../lib/facts/kubernetes/marks';
import { selectorsOf } from '../../../../lib/facts/kubernetes/promql/ast';
import { NotUnderstood } from '../../../../lib/facts/kubernetes/promql/not-understood';
import { parseQuery } from '../../../../lib/facts/kubernetes/promql/parse';

const number = (value: number) => ({ kind: 'number', value });
const named = (metric: string) => ({ kind: 'selector', metric, matchers: [], offset: 0 });
const ranged = (metric: string, range: unknown, offset: unknown = 0) => ({ ...named(metric), range, offset });

describe('a query is read as Prometheus reads it', () => {
  test.each<[string, unknown]>([
    ['x', named('x')],
    ['job:errors:rate5m', named('job:errors:rate5m')],
    ['{"my.metric"}', { ...named('my.metric') }],
    [
      '{"my.metric", "my.label"=~"a|b"}',
      { ...named('my.metric'), matchers: [{ label: 'my.label', operator: '=~', value: 'a|b' }] },
    ],
    ['{__name__="x"}', { ...named('x'), matchers: [{ label: '__name__', operator: '=', value: 'x' }] }],
    ['x{a!~`\\d`,}', { ...named('x'), matchers: [{ label: 'a', operator: '!~', value: '\\d' }] }],
    ['x{a="\\u0041\\x42\\103\\n"}', { ...named('x'), matchers: [{ label: 'a', operator: '=', value: 'ABC\n' }] }],
    ['0x1F', number(31)],
    ['1_000.5e1', number(10_005)],
    ['017', number(15)],
    ['-Inf', number(-Infinity)],
    ['5m', number(300)],
    ['-2 ^ 2', { kind: 'negative', inner: expect.objectContaining({ operator: '^', left: number(2) }) }],
    ['(x) # why', named('x')],
    [
      'SUM(x) BY (a,)',
      { kind: 'aggregation', operator: 'sum', inner: named('x'), grouping: { without: false, labels: ['a'] } },
    ],
    [
      'quantile without ("a.b") (0.9, x)',
      {
        kind: 'aggregation',
        operator: 'quantile',
        inner: named('x'),
        parameter: number(0.9),
        grouping: { without: true, labels: ['a.b'] },
      },
    ],
    [
      'a > bool on (x) group_left (y) b',
      {
        kind: 'operation',
        operator: '>',
        left: named('a'),
        right: named('b'),
        bool: true,
        matching: { without: false, labels: ['x'] },
        many: 'left',
      },
    ],
    [
      'a AND ignoring (x) b',
      expect.objectContaining({ operator: 'and', matching: { without: true, labels: ['x'] }, bool: false }),
    ],
  ])('%s', (text, query) => {
    expect(parseQuery(text)).toEqual(query);
  });

  test.each<[string, unknown]>([
    ['x[1h30m] offset 1w', ranged('x', 5400, 604_800)],
    ['x[300] offset 10', ranged('x', 300, 10)],
    ['x[5m] offset -5m', ranged('x', 300, 0)],
    ['x[5m] @ end()', ranged('x', 300)],
    ['x[5m] @ 1609746000', ranged('x', 300, { unknown: 'the query looks at one moment, 1609746000' })],
    ['x[5m:30s] offset 1m', { kind: 'subquery', inner: named('x'), range: 300, offset: 60 }],
    ['x[5m:]', { kind: 'subquery', inner: named('x'), range: 300, offset: 0 }],
  ])('range: %s', (text, range) => {
    expect(parseQuery(`rate(${text})`)).toEqual({ kind: 'call', name: 'rate', args: [range] });
  });

  test('operators bind as Prometheus says: or, and, comparisons, sums, products, powers', () => {
    expect(parseQuery('a or b and c > d + e * f ^ g ^ h')).toEqual(
      parseQuery('a or (b and (c > (d + (e * (f ^ (g ^ h))))))'),
    );
    expect(parseQuery('a - b - c')).toEqual(parseQuery('(a - b) - c'));
    expect(parseQuery('-a * b')).toEqual(parseQuery('(-a) * b'));
  });
});

const why = 'count: "{{args.x}}" has \\ no default)';
const mark = unknownMark(why);

describe('a value that is only known at run time may stand', () => {
  test.each<[string, string, unknown]>([
    ['where a number stands', `x > ${mark}`, expect.objectContaining({ right: { kind: 'unknown', name: why } })],
    ['where a range stands', `rate(x[${mark}])`, { kind: 'call', name: 'rate', args: [ranged('x', { unknown: why })] }],
    ['before a unit', `rate(x[${mark}m])`, { kind: 'call', name: 'rate', args: [ranged('x', { unknown: why })] }],
    ['in an offset', `x offset ${mark}s`, { ...named('x'), offset: { unknown: why } }],
    [
      'in a text',
      `x{a="b\\\\${mark}.*"}`,
      { ...named('x'), matchers: [{ label: 'a', operator: '=', value: `b\\${mark}.*` }] },
    ],
  ])('%s', (_, text, query) => {
    expect(parseQuery(text)).toEqual(query);
  });

  test.each([mark, `${mark} > 0.5`, `sum(${mark})`, `rate(${mark})`, `x${mark}`, `sum by (a${mark}) (x)`])(
    'but not for the query, a part of it or a name: %#',
    (text) => {
      expect(() => parseQuery(text)).toThrow(NotUnderstood);
    },
  );
});

describe('what Prometheus refuses is not understood', () => {
  test.each([
    ['', 'the end in line 1, column 1'],
    ['sum(x', 'the end in line 1, column 6'],
    ['sum(\n  x{a=5}\n)', '"5" in line 2, column 7'],
    ['Rate(x[5m])', '"(" in line 1, column 5'],
    ['x{a="\\d"}', '"\\"\\\\d\\"" in line 1, column 5'],
    ['x[0s]', '"0s" in line 1, column 3'],
    ['x[1m + 1m]', '"1m" in line 1, column 3'],
    ['sum(x) offset 5m', '"offset" in line 1, column 8'],
    ['x offset 5m offset 5m', '"offset" in line 1, column 13'],
    ['rate(x)', 'rate of a vector'],
    ['sum(x[5m])', 'sum of a range'],
    ['topk(x)', 'topk of 1 arguments'],
    ['x and 1', 'and of a scalar'],
    ['1 > 2', '> of two numbers without bool'],
    ['clamp(x, 1)', 'clamp of 2 arguments'],
    ['x[5m]', 'a range as the answer'],
    ['"x"', 'a string as the answer'],
    ['x $ y', '"$" in line 1, column 3'],
  ])('%s', (text, message) => {
    expect(() => parseQuery(text)).toThrow(NotUnderstood);
    expect(() => parseQuery(text)).toThrow(message);
  });

  test.each([
    ['a megabyte', 'x + '.repeat(250_000)],
    ['ten thousand parentheses', `${'('.repeat(10_000)}x${')'.repeat(10_000)}`],
    ['as many as are parsed', `${'('.repeat(9999)}x${')'.repeat(9999)}`],
    ['parentheses that are not closed', '('.repeat(20_000)],
    ['parentheses that were not opened', ')'.repeat(20_000)],
    ['a long sum', `${'1 + '.repeat(4000)}1`],
    ['signs', `${'-'.repeat(19_999)}x`],
    ['calls in each other', 'rate('.repeat(4000)],
    ['quotes', '"'.repeat(20_000)],
    ['marks that nobody closed', UNKNOWN_START.repeat(20_000)],
    ['marks that nobody opened', UNKNOWN_END.repeat(20_000)],
  ])('quickly and without a stack overflow: %s', (_, text) => {
    const start = performance.now();
    expect(() => parseQuery(text)).toThrow(NotUnderstood);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('while a long list of labels is no deep query', () => {
    expect(
      selectorsOf(parseQuery(`sum by (${Array.from({ length: 900 }, (_, i) => `l${i}`).join()}) (x)`)),
    ).toHaveLength(1);
  });
});
