import { alertTestFiles, isUnsupported, prometheusVendor } from '../../lib/monitoring';
import { istioSignals, Objective, ObjectiveError, type Matcher } from '../../lib/slo';

const common = {
  service: 'checkout',
  namespace: 'shop',
  owner: 'shop',
  runbook: 'https://wiki/checkout#slo',
  target: 0.99,
};
const GOOD = 'sum(increase(mails_total{queue="shop",$side}[$window]))';

const SERIES = (['total', 'bad'] as const).map((counts) => ({ metric: `mails_${counts}`, labels: {}, counts }));

const mails = (part: string, total = GOOD) =>
  Objective.ratio({
    ...common,
    name: 'mails',
    indicator: {
      kind: 'events',
      total: { raw: { promql: total } },
      part: { is: 'bad', query: { raw: { promql: part } } },
      series: SERIES,
    },
  });

const refusalOf = (objective: Objective) => {
  try {
    prometheusVendor.alerts(objective);
  } catch (error) {
    return error instanceof ObjectiveError ? error : undefined;
  }
  return undefined;
};

describe('a query in an objective that is no PromQL', () => {
  test('is refused with its line and column, and a caret below the fault', () => {
    const written = 'sum(increase(\n  mails_total{queue="shop" sent="no",$side}[$window]\n))';
    expect(refusalOf(mails(written))?.message).toBe(
      [
        'The objective "checkout-mails" cannot work:',
        `  indicator.part.query.raw.promql: ${JSON.stringify(written)}: "sent" in line 2, column 28: something else should stand here.`,
        '        mails_total{queue="shop" sent="no",$side}[$window]',
        '                                 ^ [slo-promql]',
        '    why: Prometheus refuses the whole file of rules for it, and with it every other alert in there.',
        '    do:  write it as Prometheus reads it; `$side` stands among the matchers in braces, with a comma before it.',
      ].join('\n'),
    );
  });

  test.each([
    ['behind a placeholder', 'sum(increase(a{b="{{args.canary-hash}}",$side}[$window]) or )', 61, ')'],
    ['in a pattern', 'sum(increase(a{b=~"(",$side}[$window]))', 19, '"("'],
    ['where the slot has no comma', 'sum(increase(a{b="c" $side}[$window]))', 22, '$side'],
  ])('is found %s, in the text as it was written', (_, written, column, found) => {
    const text = refusalOf(mails(written))?.problems.map(({ what }) => what)[0] ?? '';
    expect(text).toContain(`column ${column}:`);
    expect(written.slice(column - 1)).toMatch(new RegExp(`^${found.replace(/[()$]/g, '\\$&')}`));
  });

  test('is found where it is one only as long as the slot is full', () => {
    const [problem] = refusalOf(mails('sum(increase(a{$side,b="c"}[$window]))'))?.problems ?? [];
    expect(problem?.what).toContain('once `$side` is empty');
  });

  test('is refused where it ignores the window', () => {
    const [problem] = refusalOf(mails('sum(increase(mails_total[5m]))'))?.problems ?? [];
    expect(problem).toMatchObject({ rule: 'slo-promql-window', at: 'indicator.part.query.raw.promql' });
  });

  test('is told of together with all others', () => {
    expect(refusalOf(mails('a{', 'b{'))?.problems.map(({ at }) => at)).toEqual([
      'indicator.total.raw.promql',
      'indicator.part.query.raw.promql',
    ]);
  });

  test('is refused by the canary metrics and the tests of the alerts too', () => {
    expect(() => prometheusVendor.analysis(mails('a{'))).toThrow(ObjectiveError);
    expect(() => alertTestFiles(mails('a{'))).toThrow(ObjectiveError);
  });

  test('is refused in a gauge', () => {
    const gauge = { raw: { promql: 'max(pool_used' } };
    const spec = { kind: 'gauge', gauge, reads: 'value', limit: 1, series: [] } as const;
    const { spec: made } = Objective.saturation({ ...common, metric: 'x', limit: 1 });
    const odd = Object.assign(Object.create(Objective.prototype) as Objective, { spec: { ...made, indicator: spec } });
    expect(refusalOf(odd)?.problems.map(({ at }) => at)).toEqual(['indicator.gauge.raw.promql']);
  });
});

describe('a condition on a label', () => {
  const withWhere = (matcher: Matcher) =>
    Objective.availability({
      ...common,
      signals: istioSignals({ workload: 'checkout', namespace: 'shop', where: [matcher] }),
    });

  test.each<[string, Matcher, string]>([
    ['a pattern that looks ahead', { label: 'path', operator: '=~', value: '/(?!health)' }, 'slo-pattern'],
    ['a label that is no name', { label: 'app-name', operator: '=', value: 'x' }, 'slo-label'],
  ])('is refused: %s', (_, matcher, rule) => {
    const rules = refusalOf(withWhere(matcher))?.problems.map((problem) => problem.rule) ?? [];
    expect([...new Set(rules)]).toEqual([rule]);
  });

  test('may have any text where it is no pattern', () => {
    const answer = prometheusVendor.alerts(withWhere({ label: 'path', operator: '!=', value: '/(?!health)' }));
    expect(isUnsupported(answer)).toBe(false);
  });
});
