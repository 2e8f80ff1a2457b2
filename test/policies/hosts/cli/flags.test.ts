import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { welcomesColors } from '../../../../policies/hosts/cli/style';
import { ROOT } from '../../../support/tools';
import { asked, askedWith, rollout, withFiles } from './asking';

const ESCAPE = '\u001b[';

test('a terminal gets colours, unless NO_COLOR is set; a pipe gets none', () => {
  expect(welcomesColors({ isTTY: true }, {})).toBe(true);
  expect(welcomesColors({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(welcomesColors({ isTTY: true }, { NO_COLOR: '' })).toBe(true);
  expect(welcomesColors({}, {})).toBe(false);
});

test('colours change nothing but the colour', async () => {
  await withFiles({ 'web.yaml': rollout('web') }, async (paths) => {
    const [plain, painted] = [
      await askedWith(false, 'plan', paths['web.yaml']),
      await askedWith(true, 'plan', paths['web.yaml']),
    ];
    expect(plain.out).not.toContain(ESCAPE);
    expect(painted.out).toContain(ESCAPE);
    expect(painted.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
  });
});

test('the built command paints nothing into a pipe', () => {
  const main = join(ROOT, 'build/policies/hosts/cli/main.js');
  const { stdout } = spawnSync(process.execPath, [main, 'plan', '-'], { input: rollout('web'), encoding: 'utf8' });
  expect(stdout).toContain('Rollout web');
  expect(stdout).not.toContain(ESCAPE);
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await asked('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('--rise is the rise that is simulated', async () => {
  await withFiles({ 'web.yaml': rollout('web') }, async (paths) => {
    expect((await asked('plan', paths['web.yaml'], '--rise', '2%')).out).toContain('errors +2 points');
    expect((await asked('plan', paths['web.yaml'])).out).toContain('errors +1 point ');
    expect((await asked('plan', paths['web.yaml'], '--rise', '0')).err).toContain('more than 0');
  });
});

test('--verifies-target-groups makes steps wait until the load balancer confirms', async () => {
  const alb = rollout('web').replace(
    'canary: {',
    'canary: { canaryService: c, stableService: s, trafficRouting: { alb: { ingress: i, servicePort: 80 } },',
  );
  await withFiles({ 'web.yaml': alb }, async (paths) => {
    const traffic = async (...flags: string[]) =>
      JSON.parse((await asked('plan', paths['web.yaml'], '--json', ...flags)).out).reports[0].plan.strategy.traffic;
    expect((await traffic()).verifiesWeight).toHaveProperty('unknown');
    expect((await traffic('--verifies-target-groups')).verifiesWeight).toBe(true);
  });
});

const SUGGEST = ['plan', '--suggest', '--target', '99.9%', '--request-rate', '50'];

test.each([
  ['--max-detection', '20s', 'detectionSeconds'],
  ['--max-weight-minutes', '0.01', 'weightMinutes'],
  ['--max-duration', '30s', 'totalSeconds'],
])('%s %s cannot be met, and it says so; ten times what there is can', async (flag, value, wish) => {
  const missed = JSON.parse((await asked(...SUGGEST, '--json', flag, value)).out).suggestions[0].suggestion;
  expect(missed).toMatchObject({ kind: 'contradiction', between: [expect.anything(), wish] });
  expect((await asked(...SUGGEST, flag, value)).code).toBe(2);
  const enough = wish === 'weightMinutes' ? '10' : '40m';
  expect(JSON.parse((await asked(...SUGGEST, '--json', flag, enough)).out).suggestions[0].suggestion.kind).toBe('plan');
});

test('JSON and a page cannot both go to standard output; a page beside JSON can go to a file', async () => {
  await withFiles({ 'web.yaml': rollout('web') }, async (paths, folder) => {
    const both = await asked('plan', paths['web.yaml'], '--json', '--html', '-');
    expect(both).toMatchObject({ code: 1, out: '', err: expect.stringContaining('name a file for the page') });
    const page = join(folder, 'page.html');
    expect(JSON.parse((await asked('plan', paths['web.yaml'], '--json', '--html', page)).out).reports).toHaveLength(1);
    expect(readFileSync(page, 'utf8')).toContain('web');
  });
});

test('assumptions for a rollout that is not there are a warning with the nearest name, and none in a comparison that has it', async () => {
  const files = {
    'old.yaml': rollout('checkout'),
    'new.yaml': `${rollout('checkout')}---\n${rollout('cart')}`,
    'given.yml': 'rollouts: { chekout: { podStart: 50s }, cart: { podStart: 40s } }\n',
  };
  await withFiles(files, async (paths) => {
    const { code, err } = await asked('plan', paths['old.yaml'], '--assumptions', paths['given.yml']);
    expect(code).toBe(0);
    expect(err).toMatch(/^warning: .*"chekout".*\n.*\n.*did you mean "checkout"\?/m);
    expect(err).toContain('"cart"');
    const compared = await asked(
      ...['plan', '--compare', paths['old.yaml'], paths['new.yaml'], '--assumptions', paths['given.yml']],
    );
    expect(compared.err.match(/"chekout"/g)).toHaveLength(1);
    expect(compared.err).not.toContain('"cart"');
  });
});

test('--suggest takes what is assumed of each rollout', async () => {
  const files = {
    'all.yaml': `${rollout('busy')}---\n${rollout('quiet')}`,
    'given.yml': 'defaults: { requestRate: 500 }\nrollouts: { quiet: { requestRate: 5 } }\n',
  };
  await withFiles(files, async (paths) => {
    const args = ['plan', paths['all.yaml'], '--suggest', '--target', '99.9%', '--json'];
    const { suggestions } = JSON.parse((await asked(...args, '--assumptions', paths['given.yml'])).out);
    const [busy, quiet] = suggestions.map((one: { suggestion: { cost: object } }) => one.suggestion.cost);
    expect(suggestions.map(({ name }: { name: string }) => name)).toEqual(['busy', 'quiet']);
    expect(quiet.totalSeconds).toBeGreaterThan(4 * busy.totalSeconds);
    expect((await asked(...args)).err).toContain('of "busy"');
  });
});

test('templates that no rollout uses are told of, in text and JSON, and block', async () => {
  const template = (name: string, failureLimit: number) => `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: ${name} }
spec:
  metrics:
    - { name: up, count: 1, failureLimit: ${failureLimit}, successCondition: 'result[0] > 0', provider: { prometheus: { query: up } } }
`;
  await withFiles(
    { 'a.yaml': [rollout('web'), template('gate', 0), template('sham', 1)].join('---\n') },
    async (paths) => {
      const { out } = await asked('plan', paths['a.yaml']);
      const [, told = ''] = out.split('\ntemplates\n');
      expect(told).toMatch(
        /AnalysisTemplate sham, which no rollout here uses\n.*a\.yaml:\d+\n {2}warning: .*\[cannot-fail\]/s,
      );
      expect(told).not.toContain('gate,');
      const { templates } = JSON.parse((await asked('plan', paths['a.yaml'], '--json')).out);
      expect(templates).toMatchObject([
        { name: 'gate', used: false, remarks: [] },
        { name: 'sham', used: false, remarks: [{ id: 'cannot-fail' }] },
      ]);
      expect((await asked('plan', paths['a.yaml'], '--fail-on', 'cannot-fail')).code).toBe(2);
    },
  );
});
