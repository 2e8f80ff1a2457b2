import { spawnSync } from 'node:child_process';
import { withFolder } from './support/folder';
import { ROOT } from './support/tools';

/** Each error that lists what is wrong, with the sentence that its reader needs, as a script throws it. */
const SCRIPTS = [
  [
    'InvalidInputError',
    `const chart = new Chart(new ReleaseApp(), 'shop');
     const metadata = { name: 'web' };
     for (const id of ['one', 'other']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
     chart.node.root.synth();`,
    'The same object is rendered 2 times',
  ],
  [
    'GateError',
    `const chart = new Chart(new ReleaseApp({ report: () => {} }), 'shop', { namespace: 'shop' });
     const spec = { containers: [{ name: 'web', image: 'web:1' }] };
     new ApiObject(chart, 'web', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: {
       selector: { matchLabels: { app: 'web' } },
       strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
       template: { metadata: { labels: { app: 'web' } }, spec },
     } });
     chart.node.root.synth();`,
    'step 2 pauses for ever',
  ],
  [
    'ObjectiveError',
    `Objective.saturation({ service: 'web', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/web',
       metric: 'pool_used_ratio', limit: 0.8, target: 2 });`,
    'target: 2',
  ],
  [
    'MonitoringError',
    `podMonitor({ service: 'web', namespace: 'shop', selector: { app: 'web' }, intervalSeconds: -1 });`,
    'intervalSeconds: -1',
  ],
] as const;

test.each(SCRIPTS)(
  'a script that ends with an %s shows its message, and nothing after its stack',
  (name, script, says) => {
    const { status, stderr } = withFolder((cwd) => {
      const modules = `const { ApiObject, Chart } = require('${ROOT}/node_modules/cdk8s');
      const { ReleaseApp } = require('${ROOT}/build/lib');
      const { Objective, podMonitor } = require('${ROOT}/build/lib/monitoring');`;
      return spawnSync(process.execPath, ['-e', `${modules}\n${script}`], { cwd, encoding: 'utf8' });
    });
    const [before = '', after = ''] = stderr.split(`\n${name}: `);
    expect({ status, after }).toMatchObject({ status: 1, after: expect.stringContaining(says) as string });
    // the line that threw is above it, and the stack and the version of Node below
    expect(before.split('\n').length).toBeLessThan(6);
    expect(after).toMatch(/\n {4}at [^\n]+\n\nNode\.js v\S+\n$/);
  },
);
