import { noDataChoices, renderMetric, type NoData } from '../../../../lib';
import type { Verdict } from '../../../../lib/plan/model/analysis';
import { answers, type Answers } from '../../../conformance/answers';
import { examples, judged, metricOf as exampleOf } from '../../../conformance/provider-examples';
import * as argo from '../../../support/argo';
import { testWith } from '../../../support/tools';
import { verdictsOf } from './read';

const SILENCE: Readonly<Record<NoData, Verdict>> = {
  fail: 'Failed',
  pass: 'Successful',
  pause: 'Inconclusive',
  wait: 'Error',
};

/** The examples of all providers, and how their vendors were measured to answer. */
const measured = judged.flatMap(({ name, kind, provider }) => {
  const index = judged.filter((one) => one.kind === kind).findIndex((one) => one.name === name);
  const answer = answers[kind.id]?.[index];
  return answer ? [{ name, id: kind.id, provider, answer }] : [];
});

/** As an AnalysisRun has it, with an address for each argument. */
function written(metric: object): object {
  return JSON.parse(JSON.stringify(metric).replace(/\{\{args\.[^}]+\}\}/g, 'http://vendor')) as object;
}

describe('what stepgate renders is read back as the choice that was made', () => {
  const cases = measured
    // whatever it answers, a plugin is somebody else's
    .filter(({ id }) => id !== 'plugin')
    .flatMap(({ name, provider, answer }) => noDataChoices.map((noData) => ({ name, provider, answer, noData })));

  test.each(cases.map((one) => [`${one.name}, noData ${one.noData}`, one] as const))('%s', (_, one) => {
    const { provider } = one;
    const metric = exampleOf(provider, one.noData, one.answer.words !== undefined);
    const { name: _name, ...rest } = written(renderMetric(metric)) as { name: string };
    const [bad, noData, notANumber] = verdictsOf(rest);
    expect(bad).toBe('Failed');
    const expected = expectedSilence(one.answer, one.noData);
    // what stands still is 0 to a query that divides by nothing
    for (const found of provider.id === 'prometheus' ? [noData] : [noData, notANumber]) {
      if (typeof found === 'string') expect(expected).toContain(found);
      else expect(expected.length).toBeGreaterThan(1);
    }
  });

  /** No value at all is an Error of some providers, whatever the choice. */
  function expectedSilence({ noneIsError }: Answers, noData: NoData): readonly Verdict[] {
    return [...new Set<Verdict>([SILENCE[noData], ...(noneIsError ? (['Error'] as const) : [])])];
  }

  test('every provider that answers in values was measured', () => {
    expect(examples.length).toBeGreaterThan(15);
    expect(measured.map(({ name }) => name)).toEqual(judged.map(({ name }) => name));
  });
});

describe('conditions as people write them come to what Argo makes of the measured answers', () => {
  const WRITTEN: readonly (readonly [string, object, readonly object[]])[] = [
    [
      'prometheus',
      { prometheus: { query: 'sum(rate(good[5m])) / sum(rate(all[5m]))' } },
      [
        { successCondition: 'result[0] >= 0.95' },
        { failureCondition: 'result[0] < 0.95' },
        { successCondition: 'result[0] >= 0.95', failureCondition: 'result[0] < 0.9' },
        { successCondition: 'isNil(result) || result[0] >= 0.95' },
        { successCondition: 'len(result) == 0 || result[0] >= 0.95' },
        { successCondition: 'result[0] >= 0.95 || len(result) == 0' },
        { successCondition: 'default(result, 1) >= 0.95' },
        { failureCondition: 'isNaN(result[0]) || result[0] < 0.95' },
        { failureCondition: 'isNaN(result)' },
      ],
    ],
    [
      'datadog',
      { datadog: { query: 'avg:good{*}' } },
      [
        { successCondition: 'result >= 0.95' },
        { successCondition: 'default(result, 1) >= 0.95' },
        { successCondition: 'isNil(result) || result >= 0.95' },
        { successCondition: 'isNil(result) || default(result, 0) >= 0.95' },
        { failureCondition: 'result != nil && result < 0.95' },
        { failureCondition: 'default(result, 0.92) < 0.9', successCondition: 'default(result, 0.92) >= 0.95' },
        { successCondition: 'result[0] >= 0.95' },
      ],
    ],
    [
      'cloudWatch',
      { cloudWatch: { metricDataQueries: [{ id: 'q0', expression: 'good / all' }] } },
      [
        { successCondition: 'result[0].Values[0] >= 0.95' },
        { successCondition: 'len(result[0].Values) == 0 || result[0].Values[0] >= 0.95' },
        { failureCondition: 'result[1].Values[0] < 0.95' },
      ],
    ],
  ];
  const NOTHING: Readonly<Record<string, readonly (argo.Num | null)[]>> = { cloudWatch: [null] };
  const BAD: argo.Num = 0.2;

  const cases = WRITTEN.flatMap(([id, provider, list]) =>
    list.map((conditions) => {
      const result = (values: readonly (argo.Num | null)[]) =>
        answers[id]?.[0]?.result(values) ?? { type: 'nil' as const };
      const [bad, noData] = verdictsOf({ ...conditions, provider });
      return { id, conditions, ours: [bad, noData], results: [result([BAD]), result(NOTHING[id] ?? [])] };
    }),
  );

  testWith(argo.oracle(), argo.NO_ORACLE, 'for a bad value and for none', () => {
    const inputs = cases.flatMap(({ conditions, results }) => results.map((result) => ({ ...conditions, result })));
    const phases = argo.conditions(inputs).map(({ phase }) => phase);
    const theirs = cases.map(({ id, conditions }, index) => ({
      id,
      conditions,
      verdicts: phases.slice(2 * index, 2 * index + 2),
    }));
    expect(cases.map(({ id, conditions, ours }) => ({ id, conditions, verdicts: ours }))).toEqual(theirs);
  });
});
