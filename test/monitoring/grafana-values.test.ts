import { stringify } from 'yaml';
import { alertTestFiles, type Objective, type TestSeries } from '../../lib/monitoring';
import { slotMatchers } from '../../lib/slo';
import { testWith } from '../support/tools';
import { CHOSEN, pageOf, panelsOf, queriesOf, sent } from './grafana-json';
import { ofEachConvention, oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

/** How a service is doing: what its counters and gauges do in a minute. */
type State = 'busy' | 'idle';

const MINUTES = 400;

const values: Readonly<Record<State, (series: TestSeries) => string>> = {
  busy: ({ counts, delta }) => {
    const grown = { good: 60, bad: 1, total: 61, value: 0 }[counts];
    return counts === 'value' ? `0.5x${MINUTES}` : delta ? `${grown}x${MINUTES}` : `0+${grown}x${MINUTES}`;
  },
  idle: ({ delta }) => (delta ? `0x${MINUTES}` : `7x${MINUTES}`),
};

const all: readonly (readonly [string, Objective])[] = [
  ...oneOfEachKind.map((objective) => [objective.spec.kind, objective] as const),
  ...ofEachConvention.filter(([name]) => /^(nginx 1|otel-http 1|alb)/.test(name)),
];

/** Series of both sides. */
function seriesOf({ spec: { indicator } }: Objective, state: State) {
  const sides = {
    canary: { hash: CHOSEN.canary_hash, service: CHOSEN.canary_service },
    stable: { hash: CHOSEN.stable_hash, service: CHOSEN.stable_service },
  };
  return (['canary', 'stable'] as const).flatMap((side) => {
    const own = slotMatchers(indicator.slot, side, sides)
      .filter(({ operator }) => !operator.startsWith('!'))
      .map(({ label, value }) => [label, value.replace('.+', '1').replace(/[()]/g, '')]);
    return indicator.series.map((one) => {
      const labels = Object.entries({ ...one.labels, pod: side, ...Object.fromEntries(own) });
      const selected = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',');
      return { series: `${one.metric}{${selected}}`, values: values[state](one) };
    });
  });
}

/** Asks at the end of six hours, with the recorded series of Prometheus. */
function askedOf(
  objective: Objective,
  state: State,
  asked: readonly { readonly expr: string; readonly answer: object[] }[],
) {
  const [rules, tests] = alertTestFiles(objective) ?? [];
  const { group_eval_order } = tests?.body as { group_eval_order: readonly string[] };
  const test = {
    interval: '1m',
    input_series: seriesOf(objective, state),
    promql_expr_test: asked.map(({ expr, answer }) => ({ expr, eval_time: '390m', exp_samples: answer })),
  };
  return runPromtool(['test', 'rules', 'test.yaml'], {
    [rules?.path ?? '']: rules?.text ?? '',
    'test.yaml': yaml({ rule_files: [rules?.path], evaluation_interval: '5m', group_eval_order, tests: [test] }),
  });
}

function yaml(value: object): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

const PASSED = { status: 0, output: expect.stringContaining('SUCCESS') };

describe('what a page shows', () => {
  for (const [name, objective] of all) {
    const page = pageOf([objective]);

    testWith(promtool, 'no promtool', `of ${name} is never NaN, however idle the service is`, async () => {
      // NaN alone is unequal to itself
      const asked = queriesOf(page).map(([, query]) => ({
        expr: `(${sent(query, page)}) != (${sent(query, page)})`,
        answer: [],
      }));
      expect(await askedOf(objective, 'idle', asked)).toEqual(PASSED);
      expect(await askedOf(objective, 'busy', asked)).toEqual(PASSED);
      const nan = { expr: '(0 * vector(1) / 0) != (0 * vector(1) / 0)', answer: [] };
      expect(await askedOf(objective, 'idle', [nan])).toMatchObject({ status: 1 });
    });

    testWith(promtool, 'no promtool', `of ${name} is there in every line once there is traffic`, async () => {
      const events = page.annotations.list.map(({ expr }) => expr);
      const asked = queriesOf(page)
        .filter(([, query]) => !events.includes(query))
        .map(([title, query]) => {
          // both versions are there to choose from
          const value = title.endsWith('_hash') ? 2 : 1;
          return { expr: `count(${sent(query, page)})`, answer: [{ labels: '{}', value }] };
        });
      expect(asked.length).toBeGreaterThan(8);
      expect(await askedOf(objective, 'busy', asked)).toEqual(PASSED);
    });
  }
});

describe('the marks of releases', () => {
  const page = pageOf(oneOfEachKind);
  const aborted = page.annotations.list.find(({ iconColor }) => iconColor === 'red')?.expr ?? '';
  const shown = (at: string, events: number) => ({
    expr: sent(aborted, page),
    eval_time: at,
    exp_samples: events > 0 ? [{ labels: '{reason="RolloutAborted"}', value: events }] : [],
  });
  const counted = (namespaces: string, name: string) =>
    `rollout_events_total{${namespaces},name="${name}",type="Warning",reason="RolloutAborted"}`;

  testWith(promtool, 'no promtool', 'show the very first abort of a service, and each only once', async () => {
    const tests = ['namespace="shop"', 'namespace="argo-rollouts",exported_namespace="shop"'].map((namespaces) => ({
      interval: '1m',
      input_series: [{ series: counted(namespaces, 'checkout'), values: '_x9 1x9 3x9' }],
      promql_expr_test: [shown('8m', 0), shown('9m', 1), shown('10m', 0), shown('19m', 2), shown('20m', 0)],
    }));
    const files = { 'test.yaml': yaml({ rule_files: [], evaluation_interval: '1m', tests }) };
    expect(await runPromtool(['test', 'rules', 'test.yaml'], files)).toEqual(PASSED);
  });

  testWith(promtool, 'no promtool', 'show no other service, and none where the controller starts anew', async () => {
    const others = [counted('namespace="shop"', 'cart'), counted('namespace="yard"', 'checkout')];
    const tests = [
      {
        interval: '1m',
        input_series: [
          ...others.map((series) => ({ series, values: '_x9 1x9' })),
          { series: counted('namespace="shop"', 'checkout'), values: '5x8 0x9' },
        ],
        promql_expr_test: [shown('9m', 0), shown('10m', 0)],
      },
    ];
    const files = { 'test.yaml': yaml({ rule_files: [], evaluation_interval: '1m', tests }) };
    expect(await runPromtool(['test', 'rules', 'test.yaml'], files)).toEqual(PASSED);
  });
});

describe('the colours of a page', () => {
  test('are the same for canary and stable in every panel that shows them', () => {
    const shown = panelsOf(pageOf(oneOfEachKind)).filter(({ targets = [] }) =>
      targets.some(({ legendFormat }) => legendFormat === 'canary'),
    );
    expect(shown.length).toBeGreaterThan(5);
    const [first, ...others] = shown.map(({ fieldConfig }) => (fieldConfig as { overrides: object }).overrides);
    expect(first).toHaveLength(2);
    expect(new Set(others.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(first)]));
  });
});
