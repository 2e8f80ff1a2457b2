import { asked, expected, faultsOf, judgedOn, NAMED, OPTIONS, rendered, whyNot } from './ask';
import { rawObjective } from './raw-objective';
import { noDataChoices } from '../../lib';
import { influxdbVendor } from '../../lib/monitoring';
import * as argo from '../support/argo';
import { testWith } from '../support/tools';

const mails = (condition: string) =>
  `from(bucket: "mail") |> range(start: -$window) |> filter(fn: (r) => r._field == "${condition}" and $side)`;
const failed = rawObjective({ language: 'flux', total: mails('all'), part: mails('failed') });
const sent = rawObjective({ language: 'flux', total: mails('all'), part: mails('sent'), is: 'good' });

const flux = (question: { readonly provider: { readonly options: Readonly<Record<string, unknown>> } }) =>
  question.provider.options.query as string;

describe('the query', () => {
  test('counts each side, and has one record for an answer: NaN where one of them has too few requests', () => {
    const [rise] = asked(influxdbVendor, failed, NAMED);
    expect(flux(rise!).split('\n')).toEqual([
      'import "array"',
      'import "math"',
      'count = (tables) => {',
      '  row = tables |> group() |> toFloat() |> sum() |> findRecord(fn: (key) => true, idx: 0)',
      '  return if exists row._value then row._value else 0.0',
      '}',
      ...[
        ['canary', 'new'],
        ['stable', 'old'],
      ].flatMap(([side, hash]) => [
        `${side}Total = count(tables: from(bucket: "mail") |> range(start: -5m) |> filter(fn: (r) => r._field == "all" and r["version"] == "${hash}"))`,
        `${side}Bad = count(tables: from(bucket: "mail") |> range(start: -5m) |> filter(fn: (r) => r._field == "failed" and r["version"] == "${hash}"))`,
      ]),
      'answer = if canaryTotal >= 100.0 and stableTotal >= 100.0 then math.round(x: ((canaryBad / canaryTotal) - (stableBad / stableTotal)) * 1000000000.0) / 1000000000.0 else float(v: "NaN")',
      'array.from(rows: [{_value: answer}])',
    ]);
  });

  test('takes the good from all where those are known', () => {
    const [, , level] = asked(influxdbVendor, sent, NAMED);
    expect(flux(level!)).toContain('canaryBad = canaryTotal - count(tables: from(bucket: "mail")');
    expect(flux(level!)).not.toContain('stable');
    expect(flux(level!)).toContain('answer = if canaryTotal >= 100.0 then');
  });

  test('has no whole number beside fractions, which Flux would refuse', () => {
    for (const question of asked(influxdbVendor, failed, { minimumRequests: 250 })) {
      const arithmetic = flux(question).split('\n').at(-2) ?? '';
      expect(arithmetic).toContain('250.0');
      expect(arithmetic.match(/(?<![\w.])\d+(?![\w.])/g)).toBeNull();
    }
  });

  test('has no faults for the factory, and names the arguments it needs', () => {
    const questions = asked(influxdbVendor, failed, OPTIONS);
    expect(questions.flatMap(faultsOf)).toEqual([]);
    expect(questions.map(({ args }) => args)).toEqual([
      ['canary-hash', 'stable-hash'],
      ['canary-hash', 'stable-hash'],
      ['canary-hash'],
    ]);
  });

  test('compares with a regular expression where the slot has a pattern', () => {
    const slot = { label: 'path', by: 'service', pattern: '/<value>/.*' } as const;
    const [rise] = asked(
      influxdbVendor,
      rawObjective({ language: 'flux', total: 't $side', part: 'b $side', slot }),
      NAMED,
    );
    expect(flux(rise!)).toContain('count(tables: t r["path"] =~ /^(?:\\/mail-canary\\/.*)$/)');
  });

  test('is refused without one in Flux', () => {
    expect(whyNot(influxdbVendor, rawObjective({ language: 'nrql', total: 'A', part: 'B' }))).toMatch(/raw.flux/);
  });
});

describe('an answer', () => {
  const csv = (value: string) =>
    `#datatype,string,long,double\r\n#group,false,false,false\r\n#default,_result,,\r\n,result,table,_value\r\n,,0,${value}\r\n\r\n`;
  const questions = asked(influxdbVendor, failed, NAMED);

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'means for Argo what noData says: NaN is no data, as the client reads it',
    () => {
      const cases = questions.flatMap((question) =>
        [0, question.below, undefined].flatMap((sample) =>
          noDataChoices.flatMap((noData) => {
            const phase = expected(sample, question.below, noData);
            const name = `${question.name}, ${sample}, ${noData}`;
            const value = sample ?? 'NaN';
            return {
              name,
              phase,
              evaluated: judgedOn(question, noData, { type: 'any[]', value: [{ type: 'float64', value }] }),
              measured: {
                metric: rendered(question, noData),
                response: { body: csv(String(value)), contentType: 'text/csv' },
              },
            };
          }),
        ),
      );
      const wanted = cases.map(({ name, phase }) => ({ name, phase }));
      const evaluated = argo.conditions(cases.map((one) => one.evaluated));
      const measured = argo.measure(cases.map((one) => one.measured));
      expect(cases.map(({ name }, index) => ({ name, phase: evaluated[index]?.phase }))).toEqual(wanted);
      expect(cases.map(({ name }, index) => ({ name, phase: measured[index]?.phase }))).toEqual(wanted);
    },
  );
});
