import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesIn } from './support/folder';
import { ROOT } from './support/tools';

const run = promisify(execFile);
const CLI = join(ROOT, 'node_modules', '.bin', 'cdk8s');

/** One app for both classes; it uses the built package by its name, as an app repo would. */
const APP = `
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
const { ReleaseApp } = require('stepgate');
const yamlOutputType = YamlOutputType[process.env.OUTPUT_TYPE];
const app = process.env.RELEASE ? new ReleaseApp({ yamlOutputType }) : new App({ yamlOutputType });
const charts = ['web', 'data'].map((id) => new Chart(app, id, { namespace: 'shop' }));
for (const chart of charts) {
  for (const name of ['settings', process.env.SAME_NAME ?? chart.node.id]) {
    const metadata = name === 'settings' ? {} : { name };
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text: 'yes' } });
  }
}
charts[0].addDependency(charts[1]);
app.synth();
`;

let folder: string;

beforeAll(() => {
  const build = join(ROOT, 'build');
  if (!existsSync(join(build, 'lib', 'index.js'))) {
    throw new Error('This test runs the built package: run "npm run build" first, or "npm test", which does.');
  }
  folder = mkdtempSync(join(build, 'cli-test-'));
  writeFileSync(join(folder, 'main.js'), APP);
});
afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));

function synth(args: readonly string[], env: Record<string, string>) {
  const all = ['synth', '--check-upgrade=false', '--app', 'node main.js', ...args];
  return run(CLI, all, { cwd: folder, env: { ...process.env, ...env } });
}

async function filesOf(out: string, env: Record<string, string>): Promise<Record<string, string>> {
  mkdirSync(join(folder, out));
  writeFileSync(join(folder, out, 'stale.k8s.yaml'), 'from the run before');
  await synth(['--output', out], env);
  return filesIn(join(folder, out));
}

test.each(['FILE_PER_CHART', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'])(
  'cdk8s synth --output gets the same files as from cdk8s.App (%s)',
  async (type) => {
    const [theirs, ours] = await Promise.all([
      filesOf(`${type}-theirs`, { OUTPUT_TYPE: type }),
      filesOf(`${type}-ours`, { OUTPUT_TYPE: type, RELEASE: '1' }),
    ]);
    expect(Object.keys(ours)).toHaveLength(type === 'FILE_PER_CHART' ? 2 : 4);
    expect(ours).toEqual(theirs);
  },
  60_000,
);

test('cdk8s synth --stdout prints the same text as from cdk8s.App', async () => {
  // One file: of several, the CLI prints whichever it has read first.
  const [theirs, ours] = await Promise.all([
    synth(['--stdout'], { OUTPUT_TYPE: 'FILE_PER_APP' }),
    synth(['--stdout'], { OUTPUT_TYPE: 'FILE_PER_APP', RELEASE: '1' }),
  ]);
  expect(ours.stdout.split('---\n')).toHaveLength(4);
  expect(ours).toEqual(theirs);
}, 60_000);

test('cdk8s synth fails on what a release app refuses, and leaves no manifest', async () => {
  const env = { OUTPUT_TYPE: 'FILE_PER_CHART', RELEASE: '1', SAME_NAME: 'same' };
  await expect(synth(['--output', 'refused'], env)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('by "data/same" and "web/same"') as string,
  });
  expect(existsSync(join(folder, 'refused'))).toBe(false);
}, 60_000);
