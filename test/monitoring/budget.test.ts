import { alertTestFiles } from '../../lib/monitoring';
import { testWith } from '../support/tools';
import { oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

const labels = (code: number) =>
  `istio_requests_total{reporter="destination",destination_workload="checkout",destination_workload_namespace="shop",response_code="${code}"}`;

testWith(
  promtool,
  'no promtool',
  'the budget weighs events: a bad night of 2 requests a minute costs 0.1 %, not the 25 % that an average of averages says',
  async () => {
    const [rules] = oneOfEachKind[0] ? (alertTestFiles(oneOfEachKind[0]) ?? []) : [];
    // 60 of 60,120 requests are bad, 998 of a million: an hour of 1,000 requests a minute, all good, then one of 2 a minute, of which one fails
    const series = [
      { series: labels(200), values: '1000000+1000x60 1060001+1x59' },
      { series: labels(500), values: '1000x60 1001+1x59' },
    ];
    const asks = (expr: string, value: number) => ({
      expr,
      eval_time: '2h',
      exp_samples: [{ labels: '{}', value }],
    });
    const test = {
      rule_files: [rules?.path],
      evaluation_interval: '5m',
      group_eval_order: (rules?.body as { groups: readonly { name: string }[] }).groups.map(({ name }) => name),
      tests: [
        {
          interval: '1m',
          input_series: series,
          promql_expr_test: [
            asks('round(sum(1 - slo:error_budget:remaining) * 0.001 * 1e6)', 998),
            asks('round(sum(avg_over_time((slo:bad_events:piece / slo:events:piece)[2h:5m])) * 100)', 25),
          ],
        },
      ],
    };
    const files = { [rules?.path ?? '']: rules?.text ?? '', 'budget.json': JSON.stringify(test) };
    expect(await runPromtool(['test', 'rules', 'budget.json'], files)).toEqual({
      status: 0,
      output: expect.stringContaining('SUCCESS'),
    });
  },
);
