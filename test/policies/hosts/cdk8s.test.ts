import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../support/tools';

const run = promisify(execFile);

/**
 * A Rollout and a Service of one name: the CLI's own table of construct paths knows only one of them. The gates of the app only
 * report, so that it is the CLI's turn.
 */
const APP = `
const { ApiObject, Chart } = require('cdk8s');
const { exempt, ReleaseApp } = require('stepgate');
const { audit } = require('stepgate/gates');
const [scope, expires] = (process.env.EXEMPT ?? '').split(' ');
const accepted = { rule: 'no-analysis', owner: 'team-shop', reason: 'an experiment of one week', expires };
const exemptions = [{ ...accepted, target: { kind: 'Rollout', name: 'w*' }, saidAt: 'main.js' }];
const app = new ReleaseApp({ pack: audit, ...(scope === 'props' ? { exemptions } : {}) });
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const metadata = { name: 'web' };
const labels = { app: 'web' };
const containers = [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }], readinessProbe: { tcpSocket: { port: 80 } } }];
if (!process.env.GOOD) new ApiObject(chart, 'rollout', {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata,
  spec: {
    replicas: 4,
    progressDeadlineAbort: true,
    selector: { matchLabels: labels },
    strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: '5m' } }] } },
    template: { metadata: { labels }, spec: { containers } },
  },
});
new ApiObject(chart, 'service', {
  apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 80 }] },
});
const scopes = { app, chart, rollout: chart.node.tryFindChild('rollout'), service: chart.node.tryFindChild('service') };
if (scopes[scope]) exempt(scopes[scope], accepted);
app.synth();
`;

let folder: string;

beforeAll(() => {
  const build = join(ROOT, 'build');
  if (!existsSync(join(build, 'lib', 'index.js')))
    throw new Error('Run "npm run build" first, or "npm test", which does.');
  folder = mkdtempSync(join(build, 'gates-test-'));
  writeFileSync(join(folder, 'main.js'), APP);
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    `app: node main.js
validations:
  - package: ${join(ROOT, 'build', 'lib', 'index.js')}
    version: 0.1.0
    class: ReleaseGates
    properties: { pack: recommended }
`,
  );
});
afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));

function synth(env: Record<string, string> = {}) {
  const cli = join(ROOT, 'node_modules', '.bin', 'cdk8s');
  return run(cli, ['synth', '--check-upgrade=false'], { cwd: folder, env: { ...process.env, ...env } });
}

test('cdk8s synth ends with 2 on what blocks, and names the right construct of two with one name', async () => {
  const failed: unknown = await synth().catch((error: unknown) => error);
  const { code, stdout, stderr } = failed as { code: number; stdout: string; stderr: string };
  expect({ code, all: stdout + stderr }).toMatchObject({
    code: 2,
    all: expect.stringContaining('no-analysis') as string,
  });
  expect(stdout + stderr).toContain('shop/rollout');
}, 60_000);

test('cdk8s synth lets pass what nothing blocks', async () => {
  const { stdout } = await synth({ GOOD: '1' });
  expect(stdout).toContain('shop.k8s.yaml');
}, 60_000);

async function synthWith(exempted: string) {
  const ended: unknown = await synth({ EXEMPT: exempted }).catch((error: unknown) => error);
  // an error of execFile has the exit code, and what it resolves to has none
  const { code = 0, stdout, stderr } = ended as { code?: number; stdout: string; stderr: string };
  // the table of the CLI breaks lines where it likes
  return { code, all: (stdout + stderr).replace(/[\s│]+/g, ' ') };
}

test.each(['rollout', 'chart', 'app', 'props'])(
  'cdk8s synth lets pass what the %s exempts, and lists it',
  async (scope) => {
    const { code, all } = await synthWith(`${scope} 2999-12-31`);
    expect({ code, all }).toMatchObject({ code: 0 });
    expect(all).toContain('an experiment of one week');
  },
  60_000,
);

test.each([
  ['an exemption is over', 'rollout 2020-12-31', 'it ended on 2020-12-31'],
  ['the object that is exempted is another of the same name', 'service 2999-12-31', 'shop/service'],
])(
  'cdk8s synth ends with 2 where %s',
  async (_, exempted, says) => {
    const { code, all } = await synthWith(exempted);
    expect({ code, all }).toMatchObject({ code: 2, all: expect.stringContaining(says) as string });
    expect(all).toMatch(/Validation Report.*no-analysis/);
  },
  60_000,
);
