import { isUnsupported, prometheusVendor } from '../../lib/monitoring';
import { ruleGroups, type RuleGroup } from '../../lib/monitoring/prometheus/rules';
import { istioSignals, Objective, WORKBOOK_WINDOWS } from '../../lib/slo';
import { testWith } from '../support/tools';
import { promtool, runPromtool } from './promtool';

const common = { owner: 'shop "&" bank: #1', runbook: 'https://wiki/checkout?a=1&b={2}#slo' };
const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const of = (namespace: string, service: string, name: string, props: object = {}) =>
  Objective.availability({ ...common, signals, target: 0.999, namespace, service, name, ...props });

/** Names that would be one if their parts were only put together. */
const alike: readonly Objective[] = [
  of('shop', 'checkout', 'availability'),
  of('bank', 'checkout', 'availability'),
  of('shop', 'checkout', 'latency'),
  of('shop', 'checkout-api', 'latency'),
  of('shop', 'checkout', 'api-latency'),
  of('shop-checkout', 'api', 'latency'),
  of('shop', 'checkout', 'availability-budget'),
];

const long = of('n'.repeat(63), 's'.repeat(63), 'o'.repeat(63), { burnWindows: WORKBOOK_WINDOWS });

const unusual: readonly Objective[] = [
  long,
  of('0', '1', '2', { burnWindows: WORKBOOK_WINDOWS, scrapeSeconds: 5 }),
  of('odd', 'tight', 'a', { target: 0.99999 }),
  of('odd', 'loose', 'a', { target: 0.94 }),
  of('odd', 'week', 'a', { windowDays: 7 }),
  of('odd', 'quarter', 'a', { windowDays: 90 }),
];

const groupsOf = (objectives: readonly Objective[]): readonly RuleGroup[] =>
  objectives.flatMap((objective) => ruleGroups(objective) ?? []);

/** Name and labels of what a group makes. */
const outcomes = (objectives: readonly Objective[]): readonly string[] =>
  groupsOf(objectives).flatMap(({ rules }) =>
    rules.map((rule) => JSON.stringify(['record' in rule ? rule.record : rule.alert, rule.labels])),
  );

describe('the rules of several objectives', () => {
  test('have groups and series of their own, however alike the names', () => {
    const names = groupsOf(alike).map(({ name }) => name);
    expect(new Set(names).size).toBe(2 * alike.length);
    expect(new Set(outcomes(alike)).size).toBe(outcomes(alike).length);
  });

  test('read the series of their own objective and of no other', () => {
    for (const objective of alike) {
      const { namespace, service } = objective.spec;
      const own = `{namespace="${namespace}",service="${service}",slo="${objective.id}",window=`;
      const read = groupsOf([objective]).flatMap(({ rules }) =>
        rules.flatMap(({ expr }) => expr.match(/slo:[\w:]+\{[^}]*/g) ?? []),
      );
      expect(read.length).toBeGreaterThan(10);
      expect(read.filter((text) => !text.includes(own))).toEqual([]);
    }
  });

  testWith(promtool, 'no promtool', 'are fine in one file to promtool, lint included', async () => {
    const text = JSON.stringify({ groups: groupsOf([...alike, ...unusual]) });
    expect(await runPromtool(['check', 'rules', '--lint-fatal', 'rules.json'], { 'rules.json': text })).toEqual({
      status: 0,
      output: expect.stringContaining('SUCCESS') as unknown,
    });
  });

  test('stay far below 512 KiB for an objective with the longest names, which the operator takes at most', () => {
    const answer = prometheusVendor.alerts(long);
    expect(isUnsupported(answer) ? Infinity : JSON.stringify(answer.artefacts).length).toBeLessThan(64 * 1024);
  });
});
