import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMPTION_INPUTS } from '../../../../lib/planner/assumptions/inputs';
import { widthOf } from '../../../../lib/reports/text/width';
import { withFolderAsync } from '../../../support/folder';
import { ROOT } from '../../../support/tools';
import { asked, rollout } from './asking';

/** Runs with the path of a file that holds the manifest. */
function withManifest<T>(text: string, use: (path: string, folder: string) => Promise<T>): Promise<T> {
  return withFolderAsync(async (folder) => {
    const path = join(folder, 'rollout.yaml');
    writeFileSync(path, text);
    return await use(path, folder);
  });
}

test('a rollout is planned as text and as JSON with a version, and the exit code is 0', async () => {
  await withManifest(rollout('web'), async (path) => {
    const text = await asked('plan', path);
    expect(text).toMatchObject({ code: 0, err: '' });
    expect(text.out).toContain('Rollout web');
    const json = await asked('plan', path, '--json', '--request-rate', '50', '--pod-start', '90s');
    const { version, reports, problems } = JSON.parse(json.out);
    expect({ version, problems }).toEqual({ version: 1, problems: [] });
    expect(reports[0].assumptions).toMatchObject({ requestRate: 50, podStartSeconds: 90 });
    expect(json.out).not.toMatch(/: null/);
  });
});

test('no line is wider than 100 columns, however long and wide the names are', async () => {
  const name = `${'日本語の名前'.repeat(20)}-${'x'.repeat(150)}`;
  await withManifest(`${rollout(name)}---\n${rollout('other')}`, async (path) => {
    const { out } = await asked('plan', path, '--request-rate', '50');
    expect(out).toContain('2 rollouts');
    expect(out.split('\n').filter((line) => widthOf(line) > 100)).toEqual([]);
  });
});

test('a broken document beside a good one: the good one is planned, the other named with its line, exit code 1', async () => {
  await withManifest(`${rollout('web')}---\na: [\n`, async (path) => {
    const { code, out, err } = await asked('plan', path);
    expect(code).toBe(1);
    expect(out).toContain('Rollout web');
    expect(err).toMatch(/rollout\.yaml:\d+:\d+/);
  });
});

test.each([
  [['plan', '--jsn', 'x'], '--json'],
  [['plna', 'x'], 'plan'],
  [['plan', 'x', '--fail-on', 'indefinite-paus'], '"indefinite-pause"'],
  [['plan', 'x', '--scenarios', 'helthy'], '"healthy"'],
  [['plan', 'x', '--pod-start', '90'], '90s'],
  [['plan', 'x', '--request-rate', '-1'], 'above 0'],
  [['plan', '/nowhere.yaml'], 'no such file'],
  [['plan'], 'name files'],
  [['plan', '--compare', 'x'], 'needs two'],
  [['plan', '--suggest'], '--target'],
])('%j cannot run, and says what to do: %s', async (args, hint) => {
  const { code, err } = await asked(...args);
  expect(code).toBe(1);
  expect(err).toContain(hint);
  expect(err).not.toMatch(/^\s+at /m);
});

test('--fail-on blocks with 2 on a remark by id and by severity, and not on one that is not there', async () => {
  await withManifest(rollout('web'), async (path) => {
    expect((await asked('plan', path, '--fail-on', 'indefinite-pause')).code).toBe(2);
    expect((await asked('plan', path, '--fail-on', 'warning')).code).toBe(2);
    expect((await asked('plan', path, '--fail-on', 'overloaded')).code).toBe(0);
  });
});

test('a file of assumptions counts, a rollout of its own more, a flag most; a misspelt key is named with its line', async () => {
  await withManifest(`${rollout('web')}---\n${rollout('api')}`, async (path, folder) => {
    const file = join(folder, 'given.yml');
    writeFileSync(file, 'defaults:\n  podStart: 40s\n  requestRate: 5\nrollouts:\n  api: { podStart: 50s }\n');
    const { reports } = JSON.parse(
      (await asked('plan', path, '--json', '--assumptions', file, '--request-rate', '7')).out,
    );
    expect(reports.map((one: { assumptions: object }) => one.assumptions)).toMatchObject([
      { podStartSeconds: 40, requestRate: 7 },
      { podStartSeconds: 50, requestRate: 7 },
    ]);
    writeFileSync(file, 'defaults:\n  podStrat: 40s\n');
    const wrong = await asked('plan', path, '--assumptions', file);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/given\.yml:2:3: "podStrat".*[^]*did you mean "podStart"/);
  });
});

test('--suggest prints YAML and its cost, or a contradiction and exit code 2', async () => {
  const target = ['plan', '--suggest', '--target', '99.9%', '--request-rate', '50'];
  expect(await asked(...target)).toMatchObject({ code: 0, out: expect.stringContaining('setWeight:') });
  expect(await asked(...target, '--max-duration', '10s')).toMatchObject({
    code: 2,
    out: expect.stringContaining('no plan'),
  });
});

test('--only, --no-deployments, --compare and --html do what they say', async () => {
  await withManifest(`${rollout('web')}---\n${rollout('api')}`, async (path, folder) => {
    expect(JSON.parse((await asked('plan', path, '--json', '--only', 'w*')).out).reports).toHaveLength(1);
    expect((await asked('plan', '--compare', path, path)).code).toBe(0);
    expect(JSON.parse((await asked('plan', '--compare', path, path, '--json')).out)).toHaveProperty('comparison');
    expect(await asked('plan', path, '--html', join(folder, 'page.html'))).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    writeFileSync(path, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { replicas: 1 }\n');
    expect((await asked('plan', path)).code).toBe(0);
    expect((await asked('plan', path, '--no-deployments')).code).toBe(1);
  });
});

test('help names a flag for every assumption', async () => {
  const { code, out } = await asked('plan', '--help');
  expect(code).toBe(0);
  expect(ASSUMPTION_INPUTS.filter(({ flag }) => !out.includes(`${flag} <`))).toEqual([]);
});

test('the built command reads standard input and survives a reader that stops early', () => {
  const main = join(ROOT, 'build/policies/hosts/cli/main.js');
  const many = Array.from({ length: 40 }, (_, at) => rollout(`web-${at}`)).join('---\n');
  const piped = spawnSync(process.execPath, [main, 'plan', '-'], { input: rollout('web'), encoding: 'utf8' });
  expect(piped).toMatchObject({ status: 0, stderr: '' });
  const head = spawnSync(`"${process.execPath}" "${main}" plan - | head -1`, {
    input: many,
    shell: true,
    encoding: 'utf8',
  });
  expect(head).toMatchObject({ stdout: '40 rollouts\n', stderr: '' });
});
