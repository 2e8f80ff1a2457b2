import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertTestFiles, runAlertTests } from '../../lib/monitoring';
import { testWith } from '../support/tools';
import { oneOfEachKind } from './objectives';
import { promtool } from './promtool';

const inFolder = async (run: (dir: string) => Promise<void>) => {
  const dir = await mkdtemp(join(tmpdir(), 'stepgate-alerts-'));
  await run(dir).finally(() => rm(dir, { recursive: true, force: true }));
};

const write = (dir: string, name: string, change: (rules: string) => string = (rules) => rules) => {
  mkdirSync(join(dir, name));
  const [rules, tests] = oneOfEachKind[0] ? (alertTestFiles(oneOfEachKind[0]) ?? []) : [];
  writeFileSync(join(dir, name, rules?.path ?? ''), change(rules?.text ?? ''));
  writeFileSync(join(dir, name, tests?.path ?? ''), tests?.text ?? '');
};

describe('a run of alert tests', () => {
  testWith(promtool, 'no promtool', 'names the tests that failed, and tells of each file', () =>
    inFolder(async (dir) => {
      write(dir, 'right');
      write(dir, 'wrong', (rules) => rules.replaceAll('> 0.0144', '> 0.016'));
      const told: string[] = [];
      const results = await runAlertTests(dir, { onResult: (_, done, all) => told.push(`${done}/${all}`) });
      expect(told).toEqual(['1/2', '2/2']);
      expect(results.map(({ path, passed, error, cases }) => ({ path, passed, error, tests: cases.length }))).toEqual([
        { path: expect.stringMatching(/^right/), passed: true, error: undefined, tests: 31 },
        { path: expect.stringMatching(/^wrong/), passed: false, error: undefined, tests: 31 },
      ]);
      expect(results.flatMap(({ cases }) => cases.filter(({ failure }) => failure !== undefined))).toEqual([
        {
          name: '1h/5m fires just above its threshold, whatever the neighbours do',
          failure: [
            'alerts at 6h',
            '  expected page 1h/5m, page 6h/30m, ticket 3d/6h',
            '  got page 6h/30m, ticket 3d/6h',
          ].join('\n'),
        },
        {
          name: '1h/5m fires once the long window is just above its threshold',
          failure: 'alerts at 6h\n  expected page 1h/5m, ticket 3d/6h\n  got ticket 3d/6h',
        },
      ]);
    }),
  );

  testWith(promtool, 'no promtool', 'names tests of which only a recorded value is wrong, as promtool does not', () =>
    inFolder(async (dir) => {
      write(dir, 'wrong', (rules) => rules.replaceAll('/ 0.001', '/ 0.002'));
      const [result] = await runAlertTests(dir);
      const failed = result?.cases.filter(({ failure }) => failure !== undefined) ?? [];
      expect(failed.map(({ name }) => name)).toContain(
        'an outage fires every leg, though nothing good was ever counted',
      );
      expect(failed.map(({ failure }) => failure).join('\n')).toContain(
        'slo:error_budget:remaining at 6h\n  expected 30d = -999\n  got 30d = -499',
      );
    }),
  );

  testWith(
    promtool,
    'no promtool',
    'cannot be one where rules or tests are missing or no YAML: nothing passes then',
    () =>
      inFolder(async (dir) => {
        write(dir, 'lost');
        const [rules = ''] = readdirSync(join(dir, 'lost')).filter((path) => path.endsWith('.rules.yml'));
        rmSync(join(dir, 'lost', rules));
        writeFileSync(join(dir, 'none.test.yml'), 'rule_files: []\ntests: []\n');
        writeFileSync(join(dir, 'torn.test.yml'), 'tests: [');
        const results = await runAlertTests(dir);
        expect(results.map(({ passed, error }) => ({ passed, error }))).toEqual([
          { passed: false, error: expect.stringContaining('no file match pattern') },
          { passed: false, error: 'There are no tests in it.' },
          { passed: false, error: expect.stringContaining('yaml: line 1') },
        ]);
      }),
  );

  test('says how to get promtool where it is absent', () =>
    inFolder(async (dir) => {
      write(dir, 'right');
      await expect(runAlertTests(dir, { promtool: 'promtool-that-nobody-has' })).rejects.toThrow(
        'apt install prometheus',
      );
    }));

  test('is refused where there is nothing to test', () =>
    inFolder(async (dir) => {
      await expect(runAlertTests(dir)).rejects.toThrow('nothing to test');
      await expect(runAlertTests(join(dir, 'nowhere'))).rejects.toThrow('is no folder');
    }));
});
