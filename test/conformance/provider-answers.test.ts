import { answers, type Answers, type Value } from './answers';
import { noDataChoices, renderMetric, Threshold, type NoData, type QueryMetric } from '../../lib';
import * as argo from '../support/argo';
import { testWith } from '../support/tools';
import { judged, metricOf } from './provider-examples';

const SILENCE: Readonly<Record<NoData, argo.Phase>> = {
  fail: 'Failed',
  pass: 'Successful',
  pause: 'Inconclusive',
  wait: 'Error',
};

describe('what the conditions make of an answer', () => {
  type Values = readonly (argo.Num | null)[];
  const table: readonly { kind: string; values: Values; one: argo.Phase | 'silence'; two: argo.Phase | 'silence' }[] = [
    { kind: 'good', values: [0.97], one: 'Successful', two: 'Successful' },
    { kind: 'good, several', values: [0.97, 1], one: 'Successful', two: 'Successful' },
    { kind: 'bad', values: [0.2], one: 'Failed', two: 'Failed' },
    { kind: 'mixed', values: [0.97, 0.2], one: 'Failed', two: 'Failed' },
    { kind: 'empty', values: [], one: 'silence', two: 'silence' },
    { kind: 'NaN', values: ['NaN'], one: 'silence', two: 'silence' },
    { kind: 'null', values: [null], one: 'silence', two: 'silence' },
    { kind: 'good and NaN', values: [0.97, 'NaN'], one: 'silence', two: 'silence' },
    { kind: 'good and null', values: [0.97, null], one: 'silence', two: 'silence' },
    { kind: 'bad and NaN', values: ['NaN', 0.2], one: 'Failed', two: 'Failed' },
    { kind: 'bad and null', values: [null, 0.2], one: 'Failed', two: 'Failed' },
    { kind: '+Inf', values: ['+Inf'], one: 'Failed', two: 'Inconclusive' },
    { kind: '-Inf', values: ['-Inf'], one: 'Failed', two: 'Failed' },
    { kind: 'good and +Inf', values: [0.97, '+Inf'], one: 'Failed', two: 'Inconclusive' },
    { kind: 'uncertain', values: [0.92], one: 'Failed', two: 'Inconclusive' },
  ];
  /** In words there is only good and bad. */
  const NUMERIC = /Inf|uncertain|several/;
  /** Graphite leaves nulls out before anyone sees them. */
  const LEFT_OUT = /^good and null$/;

  const cases = judged.flatMap(({ name, kind, provider }) => {
    const index = judged.filter((one) => one.kind === kind).findIndex((one) => one.name === name);
    const answer = answers[kind.id]?.[index];
    return noDataChoices.flatMap((noData) =>
      [undefined, Threshold.below(0.9)].flatMap((unhealthy) =>
        table.flatMap(({ kind: what, values, one, two }) => {
          const result = answer?.result(values);
          if (
            result === undefined ||
            (answer?.words && NUMERIC.test(what)) ||
            (kind.id === 'graphite' && LEFT_OUT.test(what))
          ) {
            return [];
          }
          const metric = { ...metricOf(provider, noData, answer?.words !== undefined), unhealthy } as QueryMetric;
          const phase = unhealthy ? two : one;
          return [
            {
              name: `${name}, noData ${noData}, ${unhealthy ? 'two thresholds' : 'one threshold'}: ${what}`,
              input: { ...conditionsOf(metric), result },
              phase: phase === 'silence' ? SILENCE[noData] : phase,
            },
          ];
        }),
      ),
    );
  });

  function conditionsOf(metric: QueryMetric): Pick<argo.ConditionInput, 'successCondition' | 'failureCondition'> {
    const { successCondition, failureCondition } = renderMetric(metric) as Record<string, string | undefined>;
    return { successCondition, failureCondition };
  }

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'is what NoData says, for each provider, by the code of the controller',
    () => {
      expect(cases.length).toBeGreaterThan(1000);
      const found = argo.conditions(cases.map(({ input }) => input));
      const wrong = cases.flatMap(({ name, phase }, index) =>
        found[index]?.phase === phase ? [] : [{ name, phase, found: found[index] }],
      );
      expect(wrong).toEqual([]);
      console.log(`${cases.length} conditions evaluated`);
    },
  );
});

describe('what the provider of the controller makes of what a vendor sends', () => {
  const sent: readonly { kind: string; values: readonly Value[]; phase: argo.Phase | 'silence' | 'none' }[] = [
    { kind: 'good', values: [0.97], phase: 'Successful' },
    { kind: 'bad', values: [0.2], phase: 'Failed' },
    { kind: 'mixed', values: [0.97, 0.2], phase: 'Failed' },
    { kind: 'nothing', values: [], phase: 'none' },
    { kind: 'null', values: [null], phase: 'silence' },
    { kind: 'NaN', values: ['NaN'], phase: 'silence' },
    { kind: '+Inf', values: ['+Inf'], phase: 'Failed' },
  ];

  function expected(phase: (typeof sent)[0]['phase'], kind: string, answer: Answers, noData: NoData): argo.Phase {
    if (kind === 'mixed' && answer.firstOnly) return 'Successful';
    if (kind === 'null' && answer.nullIsZero) return 'Failed';
    if (phase === 'none') return answer.noneIsError ? 'Error' : SILENCE[noData];
    return phase === 'silence' ? SILENCE[noData] : phase;
  }

  const cases = judged.flatMap(({ name, kind, provider }) => {
    const index = judged.filter((one) => one.kind === kind).findIndex((one) => one.name === name);
    const answer = answers[kind.id]?.[index];
    return noDataChoices.flatMap((noData) =>
      sent.flatMap(({ kind: what, values, phase }) => {
        const body = answer?.body?.(values);
        if (answer === undefined || body === undefined) {
          return [];
        }
        const text = JSON.stringify(renderMetric(metricOf(provider, noData, answer.words !== undefined)));
        const metric = JSON.parse(
          text.replace(/\{\{args\.address\}\}/g, 'http://vendor').replace(/\{\{args\.[^}]+\}\}/g, 'x'),
        ) as object;
        return [
          {
            name: `${name}, noData ${noData}: ${what}`,
            input: { metric: essentials(metric), response: { body, contentType: answer.contentType } },
            phase: expected(phase, what, answer, noData),
          },
        ];
      }),
    );
  });

  /** Without logging in, which needs a second answer, and without what is later than the judging release. */
  function essentials(metric: object): object {
    const left = new Set(['authentication', 'requestTimeout']);
    return JSON.parse(JSON.stringify(metric, (key, value: unknown) => (left.has(key) ? undefined : value))) as object;
  }

  testWith(argo.oracle(), argo.NO_ORACLE, 'is what NoData says, or the Error that the provider declares', () => {
    expect(cases.length).toBeGreaterThan(300);
    const found = argo.measure(cases.map(({ input }) => input));
    const wrong = cases.flatMap(({ name, phase }, index) =>
      found[index]?.phase === phase ? [] : [{ name, phase, found: found[index] }],
    );
    expect(wrong).toEqual([]);
    console.log(`${cases.length} answers measured`);
  });

  test('a provider declares that nothing is an Error, unless its query always answers', () => {
    for (const [id, list] of Object.entries(answers)) {
      const flags = judged.filter(({ kind }) => kind.id === id).map(({ provider }) => provider.emptyIsError === true);
      const facts = list.map(({ noneIsError }) => noneIsError === true);
      expect({ id, can: flags.some((flag) => flag) }).toEqual({ id, can: facts.some((fact) => fact) });
    }
  });

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'web: what is no JSON succeeds unasked, which is why it must be ruled out',
    () => {
      const [first] = judged.filter(({ kind }) => kind.id === 'web');
      const metric = JSON.parse(
        JSON.stringify(renderMetric(metricOf(first!.provider, 'fail'))).replace(/\{\{[^}]+\}\}/g, 'x'),
      ) as object;
      const [html, empty, error] = argo.measure([
        { metric, response: { body: '<html>down for maintenance</html>' } },
        { metric, response: { body: '' } },
        { metric, response: { status: 503, body: '' } },
      ]);
      expect([html?.phase, empty?.phase, error?.phase]).toEqual(['Successful', 'Successful', 'Error']);
    },
  );

  testWith(
    argo.oracle(),
    argo.NO_ORACLE,
    'web: an answer that is just null crashes on the default path, and not on ours',
    () => {
      const ask = (jsonPath: string) => ({
        metric: { name: 'check', provider: { web: { url: 'http://vendor/', jsonPath } } },
        response: { body: 'null' },
      });
      const [whole, key] = argo.measure([ask('{$}'), ask('{$.score}')]);
      expect(whole?.message).toMatch(/^panic: reflect/);
      expect(key?.message).toBe('Could not find JSONPath in body: score is not found');
    },
  );
});
