import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { runAlertTests } from '../../lib/monitoring';
import { promtool, runPromtool } from '../monitoring/promtool';
import { ROOT, testWith } from '../support/tools';
import type { Json } from '../support/synth';

const golden = join(ROOT, 'test', 'golden');
const apps = readdirSync(golden).filter((app) => existsSync(join(golden, app, 'alert-tests')));

test('every app has alerts', () => {
  expect(apps).toEqual(['online-boutique', 'quickstart']);
});

describe.each(apps)('the alerts of %s', (app) => {
  const folder = join(golden, app);
  const tests = join(folder, 'alert-tests');
  const files = readdirSync(tests).filter((name) => name.endsWith('.rules.yml'));
  const rules = files.map((name) => [name, readFileSync(join(tests, name), 'utf8')] as const);
  const manifests = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const installed = manifests
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((one) => one.toJSON() as Json))
    .filter(({ kind }) => kind === 'PrometheusRule');

  test('are tested as they are installed: the same rules, no more and no less', () => {
    const byName = (groups: readonly { readonly name: string }[]) =>
      [...groups].sort((one, other) => (one.name < other.name ? -1 : 1));
    const groupsOf = ({ groups }: { groups: { name: string }[] }) => groups;
    expect(installed.length).toBeGreaterThan(0);
    expect(byName(rules.flatMap(([, text]) => groupsOf(parse(text) as { groups: { name: string }[] })))).toEqual(
      byName(installed.flatMap(({ spec }) => groupsOf(spec as { groups: { name: string }[] }))),
    );
  });

  testWith(promtool, 'no promtool', 'are rules that Prometheus takes', async () => {
    const { status, output } = await runPromtool(
      ['check', 'rules', '--lint-fatal', ...rules.map(([name]) => name)],
      Object.fromEntries(rules),
    );
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  });

  testWith(
    promtool,
    'no promtool',
    'pass the tests that were generated with them',
    async () => {
      const results = await runAlertTests(tests);
      expect(results).toHaveLength(rules.length);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
      expect(results.every(({ cases }) => cases.length > 10)).toBe(true);
    },
    300_000,
  );
});
