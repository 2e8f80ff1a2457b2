import type { Item, KubeMetadata } from '../../lib/facts/item';
import { identity } from '../../lib/inspectors/identity';

function item(path: string, apiVersion: string, kind: string, metadata: KubeMetadata): Item {
  return { object: { apiVersion, kind, metadata }, origin: { kind: 'construct', path } };
}

const web = item('a/web', 'apps/v1', 'Deployment', { name: 'web', namespace: 'shop' });

test('the same group, kind, namespace and name twice is refused, naming every construct', () => {
  const others = ['b/web', 'c/web'].map((path) => ({ ...web, origin: { kind: 'construct', path } as const }));

  expect(identity.inspect([web, ...others])).toEqual([
    expect.objectContaining({
      rule: 'identity',
      at: 'c/web',
      value: 'Deployment.apps shop/web',
      what: 'The same object is rendered 3 times: by "a/web" and "b/web" and "c/web".',
    }),
  ]);
});

test('two versions of a group are two views of one object', () => {
  const beta = item('b/web', 'apps/v1beta1', 'Deployment', { name: 'web', namespace: 'shop' });
  expect(identity.inspect([web, beta])).toHaveLength(1);
});

test.each([
  ['group', item('b', 'extensions/v1', 'Deployment', { name: 'web', namespace: 'shop' })],
  ['core group', item('b', 'v1', 'Deployment', { name: 'web', namespace: 'shop' })],
  ['kind', item('b', 'apps/v1', 'StatefulSet', { name: 'web', namespace: 'shop' })],
  ['namespace', item('b', 'apps/v1', 'Deployment', { name: 'web', namespace: 'pay' })],
  ['absent namespace', item('b', 'apps/v1', 'Deployment', { name: 'web' })],
  ['name', item('b', 'apps/v1', 'Deployment', { name: 'web2', namespace: 'shop' })],
])('another %s makes another object', (_, other) => {
  expect(identity.inspect([web, other])).toEqual([]);
});

test('an object without a name is refused, unless the server makes one up', () => {
  const generated = item('a/job', 'batch/v1', 'Job', { generateName: 'smoke-' });
  expect(identity.inspect([generated, { ...generated, origin: { kind: 'construct', path: 'b/job' } }])).toEqual([]);

  const nameless = item('a/job', 'batch/v1', 'Job', { namespace: 'shop' });
  expect(identity.inspect([nameless])).toEqual([
    expect.objectContaining({ at: 'a/job', what: 'This Job has no name.' }),
  ]);
});
