import { mkdirSync, writeFileSync } from 'node:fs';
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
      expect(results.map(({ passed, failed, tests }) => ({ passed, failed, tests }))).toEqual([
        { passed: true, failed: [], tests: 27 },
        {
          passed: false,
          failed: [
            '1h/5m fires just above its threshold, whatever the neighbours do',
            '1h/5m fires once the long window is just above its threshold',
          ],
          tests: 27,
        },
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
    }));
});
