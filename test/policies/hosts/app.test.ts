import * as cdk8s from 'cdk8s';
import type { Item } from '../../../lib/facts/item';
import { ReleaseApp } from '../../../policies/hosts/app';
import { filesIn, withFolder } from '../../support/folder';
import { thing } from '../../support/trees';

function twice(app: cdk8s.App): void {
  for (const id of ['first', 'second']) {
    const metadata = { name: 'settings', namespace: 'shop' };
    new cdk8s.ApiObject(new cdk8s.Chart(app, id), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  }
}

test('a release app is a cdk8s app and writes what one writes', () => {
  const written = [cdk8s.App, ReleaseApp].map((Kind) =>
    withFolder((outdir) => {
      const app = new Kind({ outdir });
      thing(new cdk8s.Chart(app, 'chart'), 'a');
      app.synth();
      expect(app).toBeInstanceOf(cdk8s.App);
      return filesIn(outdir);
    }),
  );
  expect(written[1]).toEqual(written[0]);
  expect(Object.keys(written[1] ?? {})).toEqual(['chart.k8s.yaml']);
});

test('a release app refuses two objects that the cluster would take for one, and writes nothing', () => {
  withFolder((outdir) => {
    const app = new ReleaseApp({ outdir });
    twice(app);
    expect(() => app.synth()).toThrow('by "first/config" and "second/config"');
    expect(filesIn(outdir)).toEqual({});
  });
});

test('an app may add inspectors to the required ones, and cannot take those away', () => {
  const seen: (readonly Item[])[] = [];
  const app = new ReleaseApp({ inspectors: [{ id: 'mine', inspect: (items) => (seen.push(items), []) }] });
  twice(app);

  expect(() => app.synthYaml()).toThrow('[identity]');
  expect(seen).toEqual([app.items()]);
  expect(() => {
    const bare = new ReleaseApp({ inspectors: [] });
    twice(bare);
    bare.synthYaml();
  }).toThrow('[identity]');
});
