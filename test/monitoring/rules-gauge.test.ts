import { ruleGroups } from '../../lib/monitoring/prometheus/rules';
import { BURN_WINDOWS, Objective } from '../../lib/slo';
import { testWith } from '../support/tools';
import { promtool, runPromtool } from './promtool';

const pool = (bad?: number) =>
  Objective.saturation({
    service: 'checkout',
    namespace: 'shop',
    owner: 'shop',
    runbook: 'https://wiki/checkout#slo',
    metric: 'pool_used_ratio',
    limit: 0.9,
    target: 0.999,
    burnWindows: BURN_WINDOWS.slice(0, 1),
    ...(bad !== undefined && { minimum: { bad } }),
  });

/** How many of the two hours' evaluations page, where so many minutes in a row are bad. */
async function pages(objective: Objective, badMinutes: number, count: number) {
  const groups = ruleGroups(objective) ?? [];
  const tests = {
    rule_files: ['rules.json'],
    evaluation_interval: '1m',
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        interval: '1m',
        input_series: [
          { series: 'pool_used_ratio', values: `0.5+0x89 1+0x${badMinutes - 1} 0.5+0x${29 - badMinutes}` },
        ],
        promql_expr_test: [
          {
            expr: 'sum_over_time((count(ALERTS{severity="page"}) > bool 0 or vector(0))[2h:1m])',
            eval_time: '2h',
            exp_samples: [{ labels: '{}', value: count }],
          },
        ],
      },
    ],
  };
  const files = { 'rules.json': JSON.stringify({ groups }), 'tests.json': JSON.stringify(tests) };
  expect(await runPromtool(['test', 'rules', 'tests.json'], files)).toEqual({
    status: 0,
    output: expect.stringContaining('SUCCESS') as unknown,
  });
}

describe('an objective of 99.9 % of minutes', () => {
  test('is broken by one bad minute in an hour: 1.67 % are more than 14.4 times the budget', () => {
    expect(1 / 60).toBeGreaterThan(pool().legs[0]?.threshold ?? Infinity);
  });

  testWith(promtool, 'no promtool', 'pages for no single bad minute, because two are the minimum', () =>
    pages(pool(), 1, 0),
  );

  testWith(promtool, 'no promtool', 'pages for two, as long as the five minutes see one of them', () =>
    pages(pool(), 2, 6),
  );

  testWith(promtool, 'no promtool', 'pages for one where one is said to be enough', () => pages(pool(1), 1, 6));
});
