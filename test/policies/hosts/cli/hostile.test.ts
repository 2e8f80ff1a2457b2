import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { withFolderAsync } from '../../../support/folder';
import { ROOT } from '../../../support/tools';
import { asked, rollout, withFiles } from './asking';

const powers = Array.from(
  { length: 9 },
  (_, at) => `k${at + 1}: &k${at + 1} [${Array(9).fill(`*k${at}`).join(',')}]\n`,
);
const steps = '      - setWeight: 1\n      - pause: { duration: 1s }\n'.repeat(5_000);

const GARBAGE = {
  'a NUL byte': ['apiVersion: v1\nkind: "a\0b"\n', 2],
  'a bomb of aliases': [`k0: &k0 [x]\n${powers.join('')}`, 1],
  'a text that is cut off': ['apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: cut\n', 4],
  '10,000 steps': [
    `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: long }\nspec:\n  strategy:\n    canary:\n      steps:\n${steps}`,
    7,
  ],
} as const;

test.each(Object.entries(GARBAGE))(
  '%s beside a good file: that one is planned, the other named',
  async (_, [text, line]) => {
    await withFiles({ 'bad.yaml': text, 'good.yaml': rollout('web') }, async (paths, folder) => {
      const started = Date.now();
      const { code, out, err } = await asked('plan', folder);
      expect(code).toBe(1);
      expect(out).toContain('Rollout web');
      const [, found] = /bad\.yaml:(\d+):\d+/.exec(err) ?? [];
      expect(Number(found)).toBeGreaterThanOrEqual(line);
      expect(err).not.toMatch(/^\s+at /m);
      expect(Date.now() - started).toBeLessThan(20_000);
      // and alone there is nothing to plan
      expect(await asked('plan', paths['bad.yaml'])).toMatchObject({ code: 1, out: '' });
    });
  },
);

test('a file that cannot be read is named, and what stands beside it is planned', async () => {
  await withFiles({ 'good.yaml': rollout('web') }, async (_, folder) => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.yaml'));
    const { code, out, err } = await asked('plan', folder);
    expect(code).toBe(1);
    expect(out).toContain('Rollout web');
    expect(err).toMatch(/error: .*broken\.yaml: .*\n +why: .+\n +do: /);
  });
});

test('a folder is read to its depths; one without manifests has nothing to plan', async () => {
  await withFolderAsync(async (folder) => {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    expect(await asked('plan', folder)).toMatchObject({ code: 1, err: expect.stringContaining('nothing to plan') });
    writeFileSync(join(folder, 'a/b/rollout.yml'), rollout('deep'));
    expect(await asked('plan', folder)).toMatchObject({ code: 0, out: expect.stringContaining('Rollout deep') });
  });
});

test('standard input named twice is read once, and cannot be both sides of a comparison', async () => {
  const main = join(ROOT, 'build/policies/hosts/cli/main.js');
  const twice = spawnSync(process.execPath, [main, 'plan', '-', '-', '--json'], {
    input: rollout('web'),
    encoding: 'utf8',
  });
  expect(twice).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(twice.stdout).reports).toHaveLength(1);
  const { code, err } = await asked('plan', '--compare', '-', '-');
  expect(code).toBe(1);
  expect(err).toContain('name a file for one of them');
});

test('templates alone are told what is wrong with them; with nothing wrong there is nothing to plan, and it says what to name', async () => {
  const template = (limit: number) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: t }\nspec:\n  metrics:\n  - { name: m, count: 1, failureLimit: ${limit}, successCondition: "result > 0", provider: { web: { url: "http://x" } } }\n`;
  await withFiles({ 't.yaml': template(1) }, async ({ 't.yaml': path }) => {
    expect(await asked('plan', path)).toMatchObject({ code: 0, out: expect.stringContaining('[cannot-fail]') });
    expect((await asked('plan', path, '--fail-on', 'cannot-fail')).code).toBe(2);
  });
  await withFiles({ 't.yaml': template(0) }, async ({ 't.yaml': path }) => {
    expect(await asked('plan', path)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Name the files or folders'),
    });
  });
});
