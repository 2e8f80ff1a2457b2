import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Objective, istioSignals, writeAlertTests } from '../../../../lib/monitoring';
import { widthOf } from '../../../../lib/reports/text/width';
import { progressLine } from '../../../../policies/hosts/cli/progress';
import { run } from '../../../../policies/hosts/cli/run';
import { withFolderAsync } from '../../../support/folder';
import { junitSchema, NO_JUNIT_SCHEMA } from '../../../support/junit-schema';
import { testWith } from '../../../support/tools';
import { asked } from './asking';

const promtool = spawnSync('promtool', ['--version']).status === 0 ? 'promtool' : undefined;

const objective = (service: string) =>
  Objective.availability({
    service,
    namespace: 'shop',
    owner: 'shop',
    runbook: 'https://wiki/slo',
    signals: istioSignals({ workload: service, namespace: 'shop' }),
    target: 0.99,
  });

/** Runs with the tests of two objectives; the rules of the second are changed. */
const withTests = (change: (rules: string) => string, use: (folder: string) => Promise<void>) =>
  withFolderAsync(async (folder) => {
    writeAlertTests(folder, [objective('cart'), objective('checkout')]);
    const rules = join(folder, 'slo-shop.checkout-availability.rules.yml');
    writeFileSync(rules, change(readFileSync(rules, 'utf8')));
    await use(folder);
  });

testWith(promtool, 'no promtool', 'alert tests that pass are a line each, a sum, and exit code 0', () =>
  withTests(
    (rules) => rules,
    async (folder) => {
      const { code, out, err } = await asked('alerts', 'test', folder, '--parallel', '2');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/slo-shop\.cart-availability\.test\.yml +\d+ +0 +\d+\.\d  passed\n/);
      expect(out).toMatch(/\n\d+ tests in 2 files, all passed\n$/);
    },
  ),
);

testWith(
  promtool,
  'no promtool',
  'a test that fails is named with what was expected and got, and the exit code is 2',
  () =>
    withTests(
      (rules) => rules.replaceAll('> 0.144', '> 0.16'),
      async (folder) => {
        const junit = join(folder, 'alerts.xml');
        const { code, out } = await asked('alerts', 'test', folder, '--junit', junit);
        expect(code).toBe(2);
        expect(out).toContain('1h/5m fires once the long window is just above its threshold\n    alerts at 6h\n');
        expect(out).toMatch(/\d+ tests in 2 files, \d failed\n$/);
        expect(out.split('\n').filter((line) => widthOf(line) > 100)).toEqual([]);
        expect(readFileSync(junit, 'utf8')).toMatch(
          /<testsuites name="stepgate alerts test" tests="\d+" failures="[1-9]/,
        );
      },
    ),
);

testWith(promtool, 'no promtool', 'rules that cannot be read are told of, and the exit code is 1', () =>
  withTests(
    () => 'groups: [',
    async (folder) => {
      const { code, out } = await asked('alerts', 'test', folder);
      expect(code).toBe(1);
      expect(out).toMatch(/checkout-availability\.test\.yml +0 +0 .* could not run/);
      expect(out).toContain('1 file could not be run');
    },
  ),
);

const tools = promtool === undefined ? undefined : junitSchema();

testWith(tools, `no promtool, or ${NO_JUNIT_SCHEMA}`, '--junit is valid however the tests end', async (faults) => {
  const endings = [
    [0, (rules: string) => rules],
    [2, (rules: string) => rules.replaceAll('> 0.144', '> 0.16')],
    [1, () => 'groups: ['],
  ] as const;
  for (const [ending, change] of endings) {
    await withTests(change, async (folder) => {
      const junit = join(folder, 'alerts.xml');
      const { code } = await asked('alerts', 'test', folder, '--junit', junit);
      expect([code, await faults(readFileSync(junit, 'utf8'))]).toEqual([ending, []]);
    });
  }
});

testWith(promtool, 'no promtool', 'a terminal sees how far it is, and the bar is gone when it is done', () =>
  withTests(
    (rules) => rules,
    async (folder) => {
      let err = '';
      await run(['alerts', 'test', folder], {
        out: () => undefined,
        err: (text) => (err += text),
        colors: false,
        errIsTerminal: true,
      });
      expect(err).toBe(`${progressLine(1, 2, 0)}${progressLine(2, 2, 0)}\r\u001b[K`);
      expect(progressLine(1, 2, 1)).toBe(`\r[${'#'.repeat(15)}${'-'.repeat(15)}] 1/2, 1 failed`);
    },
  ),
);

test('without promtool it says how to get it, writes no report, and the exit code is 1', () =>
  withTests(
    (rules) => rules,
    async (folder) => {
      const junit = join(folder, 'alerts.xml');
      const { code, out, err } = await asked('alerts', 'test', folder, '--promtool', 'no-such-tool', '--junit', junit);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^error: "no-such-tool" was not found.*apt install prometheus/);
      expect(existsSync(junit)).toBe(false);
    },
  ));

test.each([
  [['alerts', 'tset'], 'Did you mean test?'],
  [['alerts', 'test', 'nowhere'], '"nowhere" is no folder'],
  [['alerts', 'test', 'docs'], 'nothing to test'],
  [['alerts', 'test', '--parallel', '0'], 'from 1 on'],
  [['alerts', 'test', 'a', 'b'], 'too many arguments'],
])('%j cannot run, and says what to do: %s', async (args, hint) => {
  const { code, err } = await asked(...args);
  expect(code).toBe(1);
  expect(err).toContain(hint);
});
