import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onlineBoutique } from '../../apps/online-boutique/boutique';
import { releases } from '../../apps/table';
import { ReleaseApp, type Item } from '../../lib';
import { withFolder } from '../support/folder';

/** An object as it would have been synthesized. */
function item(kind: string, name: string, spec: object): Item {
  const object = { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name }, spec };
  return { object, origin: { kind: 'construct', path: `chart-of-${name}/${name}` } };
}

/** The lines of a table, each as its cells. */
const cells = (table: string) => table.split('\n').map((line) => line.split(/ {2,}/));
const chartOf = ({ origin }: Item) => origin.path.split('/')[0] ?? '';

const items = [
  item('AnalysisTemplate', 'errors-1a2b', { metrics: [{ name: 'errors' }, { name: 'latency' }] }),
  item('ClusterAnalysisTemplate', 'smoke-3c4d', { metrics: [{ name: 'smoke' }] }),
  item('AnalysisTemplate', 'unused-5e6f', { metrics: [{ name: 'unused' }] }),
  item('Rollout', 'web', {
    strategy: {
      canary: {
        analysis: { templates: [{ templateName: 'errors-1a2b' }] },
        steps: [
          { setWeight: 5 },
          { pause: {} },
          { analysis: { templates: [{ templateName: 'smoke-3c4d', clusterScope: true }] } },
          { setWeight: 100 },
        ],
        trafficRouting: { managedRoutes: [], nginx: {}, plugins: { 'acme/mesh': {} } },
      },
    },
  }),
  item('Rollout', 'pay', {
    strategy: { blueGreen: { prePromotionAnalysis: { templates: [{ templateName: 'smoke-3c4d' }] } } },
  }),
  item('Rollout', 'plain', { strategy: { canary: {} } }),
  item('Deployment', 'redis', { strategy: { type: 'Recreate' } }),
  item('Service', 'web', { ports: [] }),
];

test('each workload is told with its strategy and routers, weights, the metrics of its templates, and its file', () => {
  expect(cells(releases(items, chartOf))).toEqual([
    ['service', 'strategy', 'steps', 'analyses', 'file'],
    ['web', 'canary, nginx, acme/mesh', '5 100 %', 'errors, latency, smoke', 'chart-of-web'],
    ['pay', 'blue-green', '-', 'smoke', 'chart-of-pay'],
    ['plain', 'canary', '-', '-', 'chart-of-plain'],
    ['redis', '-', '-', '-', 'chart-of-redis'],
  ]);
});

test('Online Boutique fits into 100 columns, without spaces at the ends of lines or colours', () => {
  const app = new ReleaseApp();
  onlineBoutique(app);
  const lines = releases(app.items(), chartOf).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines.filter((line) => line.length > 100 || line !== line.trimEnd() || line.includes('\u001b'))).toEqual([]);
});

test('`npm start` names files that it wrote, each holding its service', () => {
  withFolder((folder) => {
    const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    process.env.CDK8S_OUTDIR = folder;
    jest.isolateModules(() => void jest.requireActual('../../apps/start'));
    delete process.env.CDK8S_OUTDIR;
    const printed = print.mock.calls.join('\n');
    print.mockRestore();

    const [, ...rows] = cells(printed.split('\n\n')[0] ?? '');
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      const path = join(folder, `${row.at(-1)}.k8s.yaml`);
      expect({ path, found: existsSync(path) && readFileSync(path, 'utf8').includes(`  name: ${row[0]}\n`) }).toEqual({
        path,
        found: true,
      });
    }
  });
});
