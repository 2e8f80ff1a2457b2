import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf } from '../../../../lib/facts/kubernetes/promql/evaluate';
import { parseQuery } from '../../../../lib/facts/kubernetes/promql/parse';
import { valuesOf, type World } from '../../../../lib/facts/kubernetes/promql/world';
import { withFolder } from '../../../support/folder';
import { testWith } from '../../../support/tools';

/** Rate, quotient and what people put around it. Every selector finds the same one series. */
const QUERIES: readonly string[] = [
  'x',
  '-x',
  '-2 ^ 2',
  '2 ^ 3 ^ 2',
  '-x ^ 2 * 3 - 4 % 3',
  '017 + 0x1F + 1e1',
  '1 / 0',
  'sum(x)',
  'sum by (a) (x) / sum by (a) (x)',
  'sum by (a) (x) / sum(x)',
  'sum by (a) (x) / on () group_left () sum(x)',
  'x / sum(x)',
  'x / ignoring (a) sum without (a) (x)',
  'sum(rate(x[5m]))',
  'sum(rate(x{a="1"}[5m])) / sum(rate(x[5m]))',
  '1 - sum(rate(x{a="1"}[5m])) / sum(rate(x[5m]))',
  'sum(rate(x{a="1"}[5m])) / sum(rate(x[5m])) or vector(0)',
  '(sum(rate(x{a="1"}[5m])) or vector(0)) / sum(rate(x[5m]))',
  '(sum(rate(x{a="1"}[5m])) or vector(0)) / (sum(rate(x[5m])) > 0)',
  '(sum(rate(x{a="1"}[5m])) or vector(0)) / (sum(rate(x[5m])) > 0) or vector(1)',
  'sum(rate(x{a="1"}[5m])) / clamp_min(sum(rate(x[5m])), 1)',
  'sum(rate(x[5m])) / sum(rate(x[5m])) > 0.05',
  'sum(rate(x[5m])) / sum(rate(x[5m])) > bool 0.05',
  'sum(rate(x[5m])) / sum(rate(x[5m])) and on () sum(rate(x[5m])) > 0',
  'sum by (a) (x) and sum(x) > 0',
  'sum by (a) (x) and on () sum(x) >= 0',
  'sum(x) unless sum(x) > 1',
  'x or vector(0)',
  'sum(x or vector(4))',
  'count(x or vector(4))',
  'max(x or vector(4))',
  'min(x or vector(4))',
  'avg(x or vector(4))',
  'stddev(x or vector(4))',
  'quantile(0.25, x or vector(4))',
  'quantile(2, x)',
  'topk(1, x or vector(4))',
  'bottomk(1, x or vector(4))',
  'topk(0, x)',
  'max(x / x or vector(4))',
  'group(x)',
  'scalar(x)',
  'scalar(x) / scalar(x)',
  'vector(scalar(x or vector(4)))',
  'absent(x)',
  'absent(x{a="1"}) * 2',
  'sum(absent(x)) or sum(x)',
  'absent_over_time(x[5m])',
  'increase(x[5m])',
  'delta(x[5m])',
  'irate(x[5m])',
  'deriv(x[5m])',
  'changes(x[5m])',
  'resets(x[5m])',
  'avg_over_time(x[5m])',
  'max_over_time(sum(x)[5m:1m])',
  'max_over_time((sum(rate(x[1m])) / sum(rate(x[1m])))[5m:1m])',
  'stddev_over_time(x[5m])',
  'quantile_over_time(0.9, x[5m])',
  'quantile_over_time(-1, x[5m])',
  'present_over_time(x[5m])',
  'last_over_time(x[5m] offset 1m)',
  'predict_linear(x[5m], 60)',
  'histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))',
  'histogram_quantile(0.95, rate(x_bucket[5m])) or vector(0)',
  'round(x / 3, 0.1)',
  'round(-x - 0.5)',
  'clamp(x, 1, 2)',
  'clamp(x, 2, 1)',
  'clamp_max(x, 2)',
  'ln(x)',
  'sqrt(x - 1)',
  'sgn(x)',
  'label_replace(x, "b", "$1", "a", "(.*)")',
  '1 < x',
  'x == x',
  'x != x',
  'x / x == x / x',
  'x > bool on (a) x',
  '5 * x atan2 x',
  'vector(1) ^ (x / x)',
  'pi() + x',
  'sum by (a) (x) + on (a) group_left () sum by (a) (x)',
  'sum(x) - sum(x) / 2 + sum(x) * 1e3',
];

/** One world: what stands for "one series" is a counter or gauge that has not moved. */
const WORLDS: readonly { readonly name: string; readonly series: 'none' | number }[] = [
  { name: 'no series', series: 'none' },
  { name: 'one series that is 0', series: 0 },
  { name: 'one series that is 3', series: 3 },
];

/** Bucket counters of 3 that do not move answer as 0 do: a quantile of their rate. */
function inputOf(series: number) {
  const values = `${series}x60`;
  return ['x{a="1", job="j"}', 'x_bucket{le="1", job="j"}', 'x_bucket{le="+Inf", job="j"}'].map((name) => ({
    series: name,
    values,
  }));
}

interface Case {
  readonly query: string;
  readonly world: (typeof WORLDS)[number];
}

/** Values of a result as promtool wants and prints them, whatever their labels. */
function ours({ query, world }: Case): string[] {
  const values = valuesOf(outcomeOf(parseQuery(query), { series: world.series, assumed: 0.5 }));
  return values.map(written).sort();
}

const written = (value: number) => (Number.isNaN(value) ? 'NaN' : Number(value.toPrecision(12)).toString());

/**
 * What Prometheus computes. promtool prints it where a test expects something else, so nothing is what no query comes to.
 */
function theirs(promtool: string, world: World['series'], queries: readonly string[]): string[][] {
  const impossible = [{ labels: '{none="of these"}', value: 123_456_789 }];
  const test = {
    interval: '10s',
    input_series: world === 'none' ? [] : inputOf(world),
    promql_expr_test: queries.map((query) => ({ expr: query, eval_time: '10m', exp_samples: impossible })),
  };
  const output = withFolder((folder) => {
    const file = join(folder, 'tests.json');
    writeFileSync(file, JSON.stringify({ evaluation_interval: '10s', tests: [test] }));
    const { stdout, stderr } = spawnSync(promtool, ['test', 'rules', file], { encoding: 'utf8', maxBuffer: 1e8 });
    return stdout + stderr;
  });
  return output
    .split(/\bexpr: /)
    .slice(1)
    .map((part) => {
      const got = /\bgot: ?(.*)/.exec(part)?.[1];
      if (got === undefined) throw new Error(`promtool says: ${part}`);
      return [...got.matchAll(/\} ([^\s,]+)/g)]
        .map(([, value = '']) => written(Number(value.replace('Inf', 'Infinity'))))
        .sort();
    });
}

function promtool(): string | undefined {
  try {
    return execFileSync('which', ['promtool'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

describe('what a query is said to come to is what Prometheus computes', () => {
  describe.each(WORLDS)('with $name', (world) => {
    const cases = QUERIES.map((query) => ({ query, world }));
    testWith(promtool(), 'promtool is not installed', 'for all queries', (tool) => {
      const computed = theirs(tool, world.series, QUERIES);
      expect(computed).toHaveLength(cases.length);
      expect(cases.map((one) => [one.query, ours(one)])).toEqual(cases.map(({ query }, i) => [query, computed[i]]));
    });
  });
});
