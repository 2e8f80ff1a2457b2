import { alertTestFiles } from '../../lib/monitoring';
import { Objective, WORKBOOK_WINDOWS, istioSignals, type BurnWindow } from '../../lib/slo';
import { testWith } from '../support/tools';
import { ofEachConvention, oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

interface TestBody {
  readonly group_eval_order: readonly string[];
  readonly tests: readonly {
    readonly name: string;
    readonly alert_rule_test: readonly {
      readonly exp_alerts: readonly { readonly exp_labels: { window: string } }[];
    }[];
  }[];
}

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const availability = (props: object = {}) => Objective.availability({ ...common, signals, target: 0.999, ...props });

const page = (longMinutes: number, shortMinutes: number, budget: number): BurnWindow => ({
  severity: 'page',
  longMinutes,
  shortMinutes,
  budget,
});
const unusual: readonly (readonly [string, Objective])[] = [
  ['four legs', availability({ burnWindows: WORKBOOK_WINDOWS })],
  ['28 days', availability({ windowDays: 28 })],
  ['windows that no unit divides', availability({ burnWindows: [page(95, 7, 0.02), page(350, 30, 0.05)] })],
  ['a long window twice the short one', availability({ burnWindows: [page(20, 10, 0.01)] })],
  ['a threshold near 100 %', availability({ target: 0.935 })],
  [
    'short windows that share no divisor',
    availability({ burnWindows: [page(95, 7, 0.02), page(350, 31, 0.05), page(4300, 359, 0.1)] }),
  ],
  ['no minimum', availability({ minimum: { events: 0, bad: 0 } })],
  ['a high minimum', availability({ minimum: { events: 5000, bad: 40 } })],
  ['slow scrapes', availability({ scrapeSeconds: 300, burnWindows: [page(360, 30, 0.05)] })],
];

const filesOf = (objective: Objective) => {
  const [rules, tests] = alertTestFiles(objective) ?? [];
  if (rules === undefined || tests === undefined) {
    throw new Error(`${objective.id} has no tests`);
  }
  return { rules, tests, body: tests.body as TestBody };
};

const all = [
  ...ofEachConvention,
  ...oneOfEachKind.map((objective) => [`${objective.spec.kind}`, objective] as const),
  ...unusual,
];

describe('the generated tests', () => {
  for (const [name, objective] of all) {
    testWith(promtool, 'no promtool', `of ${name} pass, and promtool finds no fault in the rules`, async () => {
      const { rules, tests } = filesOf(objective);
      const files = { [rules.path]: rules.text, [tests.path]: tests.text };
      const checked = await runPromtool(['check', 'rules', '--lint-fatal', rules.path], files);
      expect(checked).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
      const tested = await runPromtool(['test', 'rules', tests.path], files);
      expect(tested).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
    });
  }

  test.each(all)('of %s let every leg fire and keep it quiet in tests that name it', (_, objective) => {
    const { body } = filesOf(objective);
    for (const { id } of objective.legs) {
      const named = body.tests.filter(({ name }) => name.startsWith(`${id} `));
      const expected = named.map(({ alert_rule_test: [one] }) =>
        one?.exp_alerts.some(({ exp_labels }) => exp_labels.window === id),
      );
      expect(expected).toContain(true);
      expect(expected).toContain(false);
    }
  });

  test('show all of what an objective can do: each leg in its seven states, the whole service in six, gone in four', () => {
    expect(filesOf(availability()).body.tests.map(({ name }) => name)).toHaveLength(3 * 7 + 6 + 4);
  });

  test('put the groups in order, as promtool would not by itself', () => {
    expect(filesOf(availability()).body.group_eval_order).toEqual([
      'slo/shop/checkout/availability',
      'slo/shop/checkout/availability/budget',
    ]);
  });

  test('do not exist without PromQL', () => {
    const raw = { raw: { nrql: 'SELECT count(*) FROM Transaction' } };
    const indicator = { kind: 'events', total: raw, part: { is: 'bad', query: raw }, series: [] } as const;
    expect(alertTestFiles(Objective.ratio({ ...common, target: 0.999, indicator }))).toBeUndefined();
  });
});
