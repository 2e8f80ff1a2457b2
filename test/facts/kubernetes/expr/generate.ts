import fc from 'fast-check';
import type { ConditionInput, MetricResult, Num } from '../../../support/argo';

/**
 * Conditions and results that mostly fit each other: every function and operator, on every type that a provider hands
 * over, now and then with the wrong one.
 */

type Text = fc.Arbitrary<string>;
const one = (...texts: readonly string[]): Text => fc.constantFrom(...texts);

const num: fc.Arbitrary<Num> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Num>(0, 1, 0.5, 0.95, 0.2, 99, -1, 1.5, 2, 100, 1e-3) },
  fc.constantFrom<Num>('NaN', '+Inf', '-Inf'),
);
const plain = fc.constantFrom(0, 1, 0.5, 0.95, 99, -1, 2);
const words = fc.constantFrom('ok', 'failed', '0.5', '12', ' ok ', 'OK', '', 'NaN', '-3', 'a b', 'π');
const scalar: fc.Arbitrary<unknown> = fc.oneof(plain, words, fc.boolean(), fc.constant(null));
const row = fc.dictionary(fc.constantFrom('rate', 'status', 'ok'), scalar, { minKeys: 0, maxKeys: 3 });
const body = fc.oneof(
  fc.record({ rate: plain, status: words, ok: fc.boolean(), list: fc.array(plain, { maxLength: 3 }) }),
  fc.record({ rate: scalar, status: scalar, list: fc.array(scalar, { maxLength: 3 }), data: row }),
  fc.record({ data: fc.record({ rate: plain, status: words }), list: fc.array(row, { maxLength: 2 }) }),
  scalar,
  fc.array(scalar, { maxLength: 3 }),
);

const element: fc.Arbitrary<MetricResult> = fc.oneof(
  fc.record({ type: fc.constant('float64' as const), value: num }),
  fc.record({ type: fc.constant('int64' as const), value: fc.constantFrom(0, 1, 7, -2) }),
  fc.record({ type: fc.constant('json' as const), value: scalar }),
  fc.constant<MetricResult>({ type: 'nil' }),
);

/** A result, and the ways to reach into it. */
interface Shape {
  readonly result: fc.Arbitrary<MetricResult>;
  readonly paths: readonly string[];
  readonly lists: readonly string[];
}

const SHAPES: readonly Shape[] = [
  {
    result: fc.record({
      type: fc.constant('float64[]' as const),
      value: fc.array(num, { maxLength: 3 }),
    }),
    paths: ['result[0]', 'result[0]', 'result[1]', 'result[-1]', 'first(result)', 'last(result)', 'get(result, 1)'],
    lists: ['result', 'result', 'result', 'result[1:]', 'result[:1]', 'result[0:2]', 'result[-1:]'],
  },
  {
    result: fc.record({ type: fc.constant('float64' as const), value: num }),
    paths: ['result', 'result', 'result', 'default(result, 0)'],
    lists: ['result', '[result]'],
  },
  {
    result: fc.constantFrom<MetricResult>({ type: '*float64' }, { type: 'nil' }),
    paths: ['result', 'default(result, 0)', 'default(result, 0.5)', 'result ?? 1'],
    lists: ['result', '[result]', 'default(result, [1])'],
  },
  {
    result: fc.record({
      type: fc.constant('any[]' as const),
      value: fc.array(element, { minLength: 1, maxLength: 3 }),
    }),
    paths: ['result[0]', 'result[1]', 'first(result)', 'asFloat(result[0])', 'result[len(result) - 1]'],
    lists: ['result', 'result', 'result[1:]'],
  },
  {
    result: fc.record({ type: fc.constant('nrdb' as const), value: row }),
    paths: ['result.rate', 'result["rate"]', 'result.status', 'result.ok', 'get(result, "rate")', "result['no such']"],
    lists: ['result', 'values(result)', 'keys(result)'],
  },
  {
    result: fc.record({ type: fc.constant('nrdb[]' as const), value: fc.array(row, { minLength: 2, maxLength: 3 }) }),
    paths: ['result[0].rate', 'result[1]["status"]', 'result[0].ok', 'first(result).rate', 'result[0]?.rate'],
    lists: ['result', 'map(result, .rate)', 'filter(result, .ok == true)'],
  },
  {
    result: fc.record({
      type: fc.constant('cloudwatch' as const),
      value: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), values: fc.array(num, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
    }),
    paths: ['result[0].Values[0]', 'result[1].Values[0]', 'result[0].Id', 'last(result[0].Values)'],
    lists: ['result', 'result[0].Values', 'result[0].Values', 'map(result, .Values)'],
  },
  {
    result: fc.record({ type: fc.constant('json' as const), value: body }),
    paths: [
      'result.rate',
      'result.status',
      'result.data.rate',
      'result.data?.status',
      'result.list[0]',
      'result',
      'result?.ok',
      'result.ok',
    ],
    lists: ['result.list', 'result.list', 'result', 'keys(result)'],
  },
];

const literal = one('0', '1', '0.95', '0.5', '2', '99', '1e2', '.5', '1_000', '0x10', '-1', '100.0');
const textual = one('"ok"', "'failed'", '"12"', '"0.5"', '""', '"O.*"', '"^ok$"', '"rate"');
const comparison = one('<', '<=', '>', '>=', '==', '!=');

function conditionOf({ paths, lists }: Shape): Text {
  const { condition } = fc.letrec<Record<string, string>>((tie) => {
    const [bool, number, text, list] = [tie('bool'), tie('number'), tie('text'), tie('list')];
    const join = (...parts: readonly (string | fc.Arbitrary<unknown>)[]): Text =>
      fc
        .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
        .map((all) => all.join(''));
    const call = (names: Text, ...args: readonly fc.Arbitrary<unknown>[]): Text =>
      join(names, '(', ...args.flatMap((arg, index) => (index > 0 ? [', ', arg] : [arg])), ')');
    const path = one(...paths);
    const pointer = one('#', '#', '#', '#.rate', '.rate', '.Values[0]', '.status', '#index');
    const question = fc.oneof(
      { weight: 4, arbitrary: join(pointer, ' ', comparison, ' ', literal) },
      join(pointer, ' in ', list),
      join('not isNaN(', pointer, ')'),
      join('!(', pointer, ' == nil)'),
      join('{', pointer, ' ', comparison, ' ', number, '}'),
      join(pointer, ' ', comparison, ' ', textual),
      pointer,
    );
    return {
      condition: fc.oneof({ weight: 8, arbitrary: bool }, tie('any')),
      any: fc.oneof(bool, number, text, list, join('{"a": ', number, ', b: ', bool, '}')),
      bool: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'bool' },
        { weight: 6, arbitrary: join(path, ' ', comparison, ' ', literal) },
        { weight: 2, arbitrary: join(number, ' ', comparison, ' ', number) },
        { weight: 2, arbitrary: call(one('all', 'any', 'none', 'one'), list, question) },
        { weight: 2, arbitrary: call(one('isNaN', 'isInf', 'isNil'), number) },
        {
          weight: 2,
          arbitrary: join(
            text,
            one(' == ', ' != ', ' matches ', ' contains ', ' startsWith ', ' endsWith ', ' not contains '),
            text,
          ),
        },
        { weight: 2, arbitrary: join('len(', list, ') ', comparison, ' ', number) },
        { weight: 1, arbitrary: join(tie('any'), one(' == ', ' != '), tie('any')) },
        {
          weight: 1,
          arbitrary: join(
            tie('any'),
            one(' in ', ' not in '),
            fc.oneof(list, one('{"ok": 1}', 'result', '["ok", "12"]', '[1, 2]', '1..3')),
          ),
        },
        { weight: 1, arbitrary: one('true', 'false') },
        { weight: 1, arbitrary: join(path, one(' == nil', ' != nil', ' == true', ' == false', '', ' ?? false')) },
        { weight: 5, arbitrary: join(bool, one(' && ', ' || ', ' and ', ' or '), bool) },
        { weight: 2, arbitrary: join(one('!', 'not ', '!!', 'not not '), '(', bool, ')') },
        { weight: 1, arbitrary: join('!', bool) },
        { weight: 1, arbitrary: join('(', bool, ')') },
        { weight: 1, arbitrary: join('(', bool, ') == (', bool, ')') },
        { weight: 1, arbitrary: join(bool, ' ? ', bool, ' : ', bool) },
        {
          weight: 1,
          arbitrary: join(
            'let x = ',
            tie('any'),
            '; ',
            one('x == 1', 'x', 'x > 0.5', 'x[0] > 0', 'isNaN(x)', 'all(x, # > 0)', '!x', 'x == result'),
          ),
        },
      ),
      number: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'number' },
        { weight: 4, arbitrary: path },
        { weight: 4, arbitrary: literal },
        { weight: 2, arbitrary: join(number, one(' + ', ' - ', ' * ', ' / ', ' % ', ' ** ', '^', ' ?? '), number) },
        { weight: 1, arbitrary: join('(', number, ')', one(' * ', ' % ', ' - '), number) },
        { weight: 1, arbitrary: join(one('-', '+'), number) },
        {
          weight: 1,
          arbitrary: call(
            one('asInt', 'asFloat', 'abs', 'ceil', 'floor', 'round', 'int', 'float'),
            fc.oneof(number, text),
          ),
        },
        { weight: 1, arbitrary: call(one('max', 'min'), number, number) },
        { weight: 1, arbitrary: call(one('sum', 'mean', 'median', 'first', 'last', 'len', 'max', 'min'), list) },
        { weight: 1, arbitrary: call(one('count', 'findIndex', 'find', 'findLast', 'findLastIndex'), list, question) },
        { weight: 1, arbitrary: call(one('default'), number, number) },
        {
          weight: 1,
          arbitrary: join(list, '[', one('0', '-1', '1', '5', '0.5', 'len(result)', 'len(result) - 1'), ']'),
        },
        { weight: 1, arbitrary: join('(', bool, ' ? ', number, ' : ', number, ')') },
      ),
      text: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'text' },
        { weight: 3, arbitrary: textual },
        { weight: 3, arbitrary: path },
        { weight: 1, arbitrary: call(one('lower', 'upper', 'trim', 'string', 'type'), fc.oneof(text, path)) },
        { weight: 1, arbitrary: join(text, ' + ', text) },
      ),
      list: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'list' },
        { weight: 6, arbitrary: one(...lists) },
        { weight: 1, arbitrary: join('[', number, ', ', tie('any'), ']') },
        { weight: 1, arbitrary: one('[]', '[1, 2]', '["ok"]', '1..3', '[0.5, 0.95,]', '[[1]]') },
        { weight: 1, arbitrary: call(one('filter', 'map'), list, question) },
        { weight: 1, arbitrary: call(one('map'), list, fc.oneof(pointer, join(pointer, one(' * ', ' + '), literal))) },
      ),
    };
  });
  return condition as Text;
}

const CONDITIONS = SHAPES.map((shape) => ({ ...shape, condition: conditionOf(shape) }));

/** A metric's conditions and the result they are asked about. */
export const judged: fc.Arbitrary<ConditionInput> = fc
  .tuple(
    fc.constantFrom(...CONDITIONS),
    fc.constantFrom(...CONDITIONS),
    fc.integer({ min: 0, max: 19 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .chain(([shape, other, odd, which]) =>
    fc.record({
      ...(which === 1 ? {} : { successCondition: shape.condition }),
      ...(which === 0 || which === 3 ? {} : { failureCondition: shape.condition }),
      // now and then the result is another than the conditions expect
      result: odd === 0 ? other.result : shape.result,
    }),
  );
