import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from '../../lib/facts/item';
import { CONSTRUCT_PATHS } from '../../lib/synth/construct-paths';
import { Sidecars } from '../../policies/exemptions/sidecar';
import { withFolder } from '../support/folder';

const KEY = 'apps/v1/Deployment shop/web';
const EXEMPTION = {
  rule: 'replicas',
  target: { construct: 'shop' },
  reason: 'one is enough',
  owner: 'team-shop',
  expires: '2999-12-31',
  saidAt: 'shop',
};
const exempting = (one: unknown) => JSON.stringify({ paths: {}, exemptions: [one] });
const without = (key: keyof typeof EXEMPTION) => exempting({ ...EXEMPTION, [key]: undefined });

/** What is read of a text beside a manifest of one Deployment. */
function read(text: string | undefined, manifest = 'web.k8s.yaml') {
  return withFolder((folder) => {
    const path = join(folder, manifest);
    mkdirSync(join(path, '..'), { recursive: true });
    if (text !== undefined) writeFileSync(join(folder, CONSTRUCT_PATHS), text);
    const item: Item = {
      object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } },
      origin: { kind: 'file', path, document: 0, line: 1, column: 1 },
    };
    const sidecars = new Sidecars([path, join(folder, 'other.k8s.yaml')]);
    const { origin } = sidecars.withConstruct(item);
    return { construct: origin.kind === 'file' ? origin.construct : undefined, exemptions: sidecars.exemptions };
  });
}

describe('what an app wrote beside its manifests', () => {
  const good = JSON.stringify({ paths: { [KEY]: 'shop/web' }, exemptions: [EXEMPTION] });

  test.each(['web.k8s.yaml', 'shop/web.k8s.yaml'])('is read once, for %s', (manifest) => {
    expect(read(good, manifest)).toEqual({ construct: 'shop/web', exemptions: [EXEMPTION] });
  });

  test('need not be there', () => expect(read(undefined)).toEqual({ construct: undefined, exemptions: [] }));

  test('knows nothing of an object that got another name since', () => {
    expect(read(good.replace('shop/web"', 'shop/cart"')).construct).toBeUndefined();
  });

  test('has no object by the name of something that all maps have', () => {
    const other = JSON.stringify({ paths: { constructor: 'shop' }, exemptions: [] });
    expect(read(other).construct).toBeUndefined();
  });

  test.each([
    [{ fingerprint: 'a|b' }],
    [{ kind: 'Deployment', namespace: 'shop', name: '*' }],
    [{ kind: 'Deployment' }],
    [{}],
  ])('may exempt %j', (target) => {
    expect(read(exempting({ ...EXEMPTION, target })).exemptions).toEqual([{ ...EXEMPTION, target }]);
  });

  test.each([
    ['', 'Unexpected end'],
    ['[]', 'it is no map'],
    ['null', 'it is no map'],
    ['{ "paths": {', ''],
    ['{}', '"paths" is no map'],
    ['{ "paths": [], "exemptions": [] }', '"paths" is no map'],
    ['{ "paths": { "a": 1 }, "exemptions": [] }', 'paths["a"] is no text'],
    ['{ "paths": {} }', '"exemptions" is no list'],
    ['{ "paths": {}, "exemptions": {} }', '"exemptions" is no list'],
    [exempting('shop'), 'exemptions[0] is no map'],
    [exempting({ ...EXEMPTION, target: 'shop' }), 'exemptions[0].target is no map'],
    [exempting({ ...EXEMPTION, target: { constructor: 'shop' } }), 'exemptions[0].target is no target'],
    [exempting({ ...EXEMPTION, target: { construct: 'a', kind: 'b' } }), 'exemptions[0].target is no target'],
    [exempting({ ...EXEMPTION, target: { construct: ['a'] } }), 'exemptions[0].target.construct is no text'],
    [without('rule'), 'exemptions[0].rule is no text'],
    [without('target'), 'exemptions[0].target is no map'],
    [without('reason'), 'exemptions[0].reason is no text'],
    [without('owner'), 'exemptions[0].owner is no text'],
    [without('expires'), 'exemptions[0].expires is no text'],
    [without('saidAt'), 'exemptions[0].saidAt is no text'],
  ])('is refused where it is %j', (text, what) => {
    expect(() => read(text)).toThrow(`construct-paths.json is not as ReleaseApp writes it: ${what}`);
    expect(() => read(text)).toThrow('Delete it and synthesize again.');
  });
});
