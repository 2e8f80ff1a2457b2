import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allUses } from './uses';
import { ROOT, testWith } from '../../support/tools';

const file = process.env.STEPGATE_CRD_DECODER ?? join(ROOT, '.tools', 'crd-decoder');
const decoder = existsSync(file) ? file : undefined;
const why = 'no .tools/crd-decoder: it is built of test/kubernetes/routers/decoder where Rust is at hand';

/** What the Rust bindings of the vendors' CRDs have against each object, unknown keys included. */
function faultsOf(program: string, objects: readonly object[]): readonly (readonly string[])[] {
  const run = spawnSync(program, { input: JSON.stringify(objects), encoding: 'utf8' });
  if (run.status !== 0) {
    throw new Error(`crd-decoder: ${run.error?.message ?? run.stderr}`);
  }
  return JSON.parse(run.stdout) as string[][];
}

testWith(
  decoder,
  why,
  'objects of App Mesh and APISIX are what the bindings of their CRDs decode, without unknown keys',
  (program) => {
    const objects = allUses()
      .flatMap((use) => use.build().synth())
      .filter(({ apiVersion }) => /^(appmesh\.k8s\.aws|apisix\.apache\.org)\//.test(apiVersion));
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(
      new Set(['VirtualService', 'VirtualRouter', 'VirtualNode', 'ApisixRoute']),
    );
    expect(faultsOf(program, objects)).toEqual(objects.map(() => []));
  },
);

testWith(decoder, why, 'the bindings name unknown keys and wrong types', (program) => {
  const route = (http: object) => ({ apiVersion: 'apisix.apache.org/v2', kind: 'ApisixRoute', spec: { http: [http] } });
  const objects = [route({ nam: 'a' }), route({ name: 'a', match: {} }), { apiVersion: 'v1', kind: 'Pod' }];
  expect(faultsOf(program, objects)).toEqual([
    [expect.stringContaining('nam is not a known key')],
    [expect.stringContaining('paths')],
    ['no binding for v1 Pod'],
  ]);
});
