import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Chart } from 'cdk8s';
import { onlineBoutique } from '../../apps/online-boutique/boutique';
import { ROOT, testWith } from '../support/tools';

const modules = join(ROOT, 'test', 'real', 'node_modules');
const sdk = existsSync(join(modules, '@pulumi', 'kubernetes')) ? modules : undefined;

/** Runs the program of Pulumi.yaml under the SDK's own mocks and prints what it registers. */
const SCRIPT = `
  const { runtime } = require('@pulumi/pulumi');
  const registered = [];
  runtime.setMocks({
    newResource: ({ type, inputs }) => (registered.push({ type, inputs }), { id: inputs.kind, state: inputs }),
    call: ({ inputs }) => inputs,
  });
  require('./build/apps/pulumi.js');
  runtime.disconnect().then(() => console.log(JSON.stringify(registered)));
`;

testWith(
  sdk,
  'test/real is not installed',
  'the Pulumi program registers each object of Online Boutique as a resource of its own kind',
  (path) => {
    const run = (file: string, args: string[]) =>
      execFileSync(file, args, {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, NODE_PATH: path },
        maxBuffer: 1 << 26,
      });
    run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', join('test', 'real')]);
    const registered = JSON.parse(run(process.execPath, ['-e', SCRIPT])) as { type: string; inputs: object }[];

    const app = new App();
    onlineBoutique(app);
    const objects = app.node.children.flatMap((chart) => (chart as Chart).toJson() as object[]);
    const resources = registered.filter(({ type }) => type !== 'kubernetes:yaml:ConfigGroup');
    expect(resources).toHaveLength(objects.length);
    expect(resources.map(({ inputs }) => inputs)).toEqual(expect.arrayContaining(objects));
    expect(resources.map(({ type }) => type)).toContain('kubernetes:argoproj.io/v1alpha1:Rollout');
  },
  300_000,
);
