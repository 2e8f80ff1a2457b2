import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cycles } from './house/cycles';
import { againstDirection, hostsWithManyExtractors } from './house/directions';
import { madeUp, projectFiles, sourcesIn } from './house/files';
import { importsOf } from './house/imports';
import { packagesLoadedBy } from './house/loaded';
import { programOf } from './house/program';
import { undocumented, unnameable } from './house/public-docs';
import { foreignPackages, orphans, publicEntries } from './house/reach';
import { OPEN_SETS, registryGaps } from './house/registries';
import { roomsWithoutReadme } from './house/rooms';
import { tooLong } from './house/sizes';
import { tracesOfMachines } from './house/traces';
import { withFolder } from './support/folder';
import { ROOT } from './support/tools';

// Each rule is a function of files: it is held against the project, and against a made-up offender that it must find.
const project = projectFiles();
const imports = importsOf(project);

/** The imports of a made-up project. */
const importing = (files: Record<string, string>) => importsOf(madeUp(files));

describe('imports go one way', () => {
  test('in the project', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect([...againstDirection(imports), ...hostsWithManyExtractors(imports)]).toEqual([]);
  });

  test.each([
    ['lib imports policies', 'lib/app.ts', "import { pack } from '../policies/packs/base';"],
    ['the barrel hands on more of policies than hosts', 'lib/index.ts', "export * from '../policies/evaluate';"],
    ['lib imports a test', 'lib/app.ts', "import { ROOT } from '../test/support/tools';"],
    ['plan imports a neighbour, if only for a type', 'lib/plan/plan.ts', "import type { Item } from '../facts/item';"],
    ['slo loads a package', 'lib/slo/objective.ts', "import { Duration } from 'cdk8s';"],
    ['a report computes', 'lib/reports/text.ts', "import { simulate } from '../plan';"],
    [
      'a report takes words that are not for all',
      'lib/reports/text.ts',
      "import { inWords } from '../plan/compare/words';",
    ],
    ['a report reads manifests', 'lib/reports/text.ts', "import type { Item } from '../facts/item';"],
    ['facts imports a platform', 'lib/facts/kubernetes.ts', "import { Rollout } from '../kubernetes';"],
    ['a host holds a rule', 'policies/hosts/cdk8s.ts', "import { pinned } from '../rules/deployment/pinned';"],
    ['a host imports another', 'policies/hosts/cli.ts', "import { Plugin } from './cdk8s';"],
    ['an app reaches into lib', 'apps/shop/main.ts', "import { App } from '../../lib/app';"],
    ['an app reaches into another', 'apps/shop/main.ts', "import { onlineBoutique } from '../boutique/boutique';"],
  ])('and not where %s', (_, path, text) => {
    expect(againstDirection(importing({ [path]: text }))).toEqual([expect.stringContaining(`${path}:1 imports`)]);
  });

  test('and may go where the design lets them', () => {
    const files = {
      'lib/index.ts': "export { ReleaseApp } from '../policies/hosts/app';",
      'lib/plan/plan.ts': "import type { Duration } from 'cdk8s'; import { step } from './step';",
      'lib/facts/kubernetes.ts': "import { Plan } from '../plan/plan'; import type { Item } from './item';",
      'lib/reports/text.ts': "import type { Plan } from '../plan/plan'; import Table from 'cli-table3';",
      'lib/reports/json.ts': "import { duration } from '../plan/words'; import { refuse } from '../errors';",
      'policies/hosts/cdk8s.ts':
        "import { evaluate } from '../evaluate'; import { kubernetes } from '../../lib/facts/kubernetes';",
      'policies/hosts/pulumi/index.ts': "import { stack } from './stack'; import { base } from '../../packs/base';",
      'apps/start.ts':
        "import { App } from 'stepgate'; import { shop } from './shop/shop'; import Table from 'cli-table3';",
    };
    expect([...againstDirection(importing(files)), ...hostsWithManyExtractors(importing(files))]).toEqual([]);
  });

  test('and not from a host to two extractors', () => {
    const host = "import { a } from '../../lib/facts/kubernetes'; import { b } from '../../lib/facts/compose/read';";
    expect(hostsWithManyExtractors(importing({ 'policies/hosts/cli.ts': host }))).toEqual([
      'policies/hosts/cli.ts imports the extractors kubernetes and compose: one each',
    ]);
  });
});

describe('imports form no cycle', () => {
  test('in the project', () => {
    expect(cycles(imports)).toEqual([]);
  });

  test('not even one of types, which is shown as its shortest ring', () => {
    const files = {
      'lib/a.ts': "import { b } from './b'; import { long } from './long';",
      'lib/b.ts': "export type { A } from './c';",
      'lib/c.ts': "type A = import('./a').A; export const c = 1;",
      'lib/long.ts': "import { b } from './b';",
      'lib/apart.ts': "import { c } from './c';",
    };
    expect(cycles(importing(files))).toEqual(['lib/a.ts -> lib/b.ts -> lib/c.ts -> lib/a.ts']);
  });

  test('and two that do not touch are both shown', () => {
    const ring = (one: string, two: string) => ({
      [`lib/${one}.ts`]: `import './${two}';`,
      [`lib/${two}.ts`]: `import './${one}';`,
    });
    expect(cycles(importing({ ...ring('a', 'b'), ...ring('x', 'y') }))).toHaveLength(2);
  });
});

describe('the main entry needs no package but the peers that all users have', () => {
  test('by its imports', () => {
    expect(foreignPackages('lib/index.ts', imports)).toEqual([]);
  });

  test.each(["import type { Stack } from 'aws-cdk-lib/core';", "const load = () => import('@pulumi/policy');"])(
    'and an import is found far from the entry: %s',
    (text) => {
      const files = {
        'lib/index.ts': "export * from './far';",
        'lib/far/index.ts': "export * from './off';",
        'lib/far/off.ts': text,
      };
      expect(foreignPackages('lib/index.ts', importing(files))).toEqual([expect.stringContaining('lib/far/off.ts:1')]);
    },
  );

  test('when it is really loaded', () => {
    const loaded = packagesLoadedBy(join(ROOT, 'build/lib/index.js'));
    expect(loaded).toEqual(expect.arrayContaining(['cdk8s', 'cdk8s-plus-28', 'constructs']));
    expect(loaded.filter((name) => /^(aws-cdk-lib|@aws-cdk|@pulumi)/.test(name))).toEqual([]);
  });

  test('and a load that no import shows is found', () => {
    withFolder((folder) => {
      mkdirSync(join(folder, 'node_modules/aws-cdk-lib'), { recursive: true });
      writeFileSync(join(folder, 'node_modules/aws-cdk-lib/index.js'), '');
      writeFileSync(join(folder, 'hidden.js'), "require(['aws', 'cdk', 'lib'].join('-'))");
      writeFileSync(join(folder, 'index.js'), "require('node:fs'); require('./hidden')");
      expect(packagesLoadedBy(join(folder, 'index.js'))).toEqual(['aws-cdk-lib']);
    });
  });
});

describe('every file of the product is reached from a public entry', () => {
  test('in the project', () => {
    expect(orphans(project, publicEntries(project), imports)).toEqual([]);
  });

  test('or is shown', () => {
    const files = madeUp({
      'package.json': JSON.stringify({
        exports: { '.': { default: './build/lib/index.js' }, './package.json': './package.json' },
      }),
      'lib/index.ts': "export * from './used';",
      'lib/used.ts': '',
      'lib/lost.ts': "import './used';",
    });
    expect(orphans(files, publicEntries(files), importsOf(files))).toEqual([expect.stringContaining('lib/lost.ts')]);
  });
});

describe('files are short', () => {
  test('in the project', () => {
    expect(tooLong(project)).toEqual([]);
  });

  test('and long ones are shown, apps sooner, and a house of long files too', () => {
    const lines = (count: number) => 'a;\n'.repeat(count);
    const files = {
      'lib/a.ts': lines(301),
      'lib/b.ts': lines(81),
      'policies/c.ts': lines(80),
      'apps/d.ts': lines(61),
      'test/e.ts': lines(300),
    };
    expect(tooLong(madeUp(files))).toEqual([
      'lib/a.ts has 301 lines: 300 at most',
      'apps/d.ts has 61 lines: 60 at most',
      'The median file of lib and policies has 81 lines: 80 at most',
    ]);
  });
});

describe.each(OPEN_SETS)('the registry of $room is complete', (set) => {
  test('in the project', () => {
    expect(registryGaps(project, set)).toEqual([]);
  });

  test('and a member that is left out, listed twice, unknown or kindless is shown', () => {
    const { room, kind, makes } = set;
    const member = (id: string) => `export const ${id}Kind: ${kind} = { id: '${id}' };`;
    const files = {
      [`${room}/index.ts`]: `export const all = [bKind, bKind, cKind] as const satisfies readonly ${kind}[];`,
      [`${room}/a.ts`]: member('a'),
      [`${room}/b.ts`]: member('b'),
      [`${room}/d.ts`]: `export function d(): ${makes[0]} { return {}; }`,
      [`${room}/helper.ts`]: 'export function help(): string { return ""; }',
    };
    expect(registryGaps(madeUp(files), set)).toEqual([
      `${room}/a.ts exports aKind, which ${room}/index.ts does not list`,
      `${room}/index.ts lists cKind, which no file of the room exports`,
      `${room}/index.ts lists bKind twice`,
      `${room}/d.ts exports d but no ${kind}`,
    ]);
    expect(registryGaps(madeUp({ [`${room}/index.ts`]: 'export {};' }), set)).toEqual([
      expect.stringContaining('has no registry'),
    ]);
  });
});

describe('every room has a README of at most 20 lines', () => {
  test('in the project', () => {
    expect(roomsWithoutReadme(project)).toEqual([]);
  });

  test('and a room without one, or with a long one, is shown', () => {
    const files = {
      'lib/plan/plan.ts': '',
      'lib/kubernetes/README.md': 'a\n'.repeat(20),
      'lib/kubernetes/routers/istio.ts': '',
      'policies/hosts/README.md': 'a\n'.repeat(21),
      'scripts/build.sh': '',
      'test/README.md': '',
      'test/kubernetes/rollout.test.ts': '',
      'test/golden/app.yaml': '',
    };
    expect(roomsWithoutReadme(madeUp(files))).toEqual([
      'lib/kubernetes/routers has no README.md',
      'lib/plan has no README.md',
      'policies/hosts/README.md has 21 lines: 20 at most',
      'scripts has no README.md',
      'test/golden has no README.md',
    ]);
  });
});

describe('no file names the machine that it was written on', () => {
  test('in the project', () => {
    expect(tracesOfMachines(project)).toEqual([]);
  });

  test.each([
    '"/ro' + 'ot/.npmrc"',
    'cd /ho' + 'me/me/src',
    'file:///wo' + 'rk/x',
    '"reso' + 'lved": "https:' + '//host/x.tgz"',
    'registry' + '=https://host',
  ])('and %s is shown', (line) => {
    expect(tracesOfMachines(madeUp({ 'a.md': `fine\n${line}\n` }))).toEqual([expect.stringContaining('a.md:2 names')]);
  });

  test('but a path in the project, in a pod or on the web may look alike', () => {
    const fine = 'test/tools/wo' + 'rk/x, mountPath: /tmp, https://example.com/ho' + 'me/x, ${HOME}/x, ../shared';
    expect(tracesOfMachines(madeUp({ 'a.md': fine }))).toEqual([]);
  });
});

describe('what callers fill in says what it is', () => {
  // Without libraries and packages: the rule reads only what is written in our files.
  const settings = { noResolve: true, noLib: true, types: [] };
  const sources = sourcesIn(project, 'lib', 'policies').map(([path]) => path);
  const program = programOf(project, sources, settings);

  test('in the project: each member has JSDoc, each optional one a @default', () => {
    expect(undocumented(program)).toEqual([]);
  });

  test('in the project: each type has a name that callers can import', () => {
    expect(unnameable(program, publicEntries(project))).toEqual([]);
  });

  test('and a bare member, a missing @default or a nameless type is shown, however deep', () => {
    const files = madeUp({
      'lib/index.ts': "export type { Steps } from './props';",
      'lib/props.ts': `import type { Deep } from './deep';
        export interface ServiceProps {
          readonly bare: string;
          /** Said. */
          readonly steps?: Steps;
        }
        export type Steps = readonly Deep[];`,
      'lib/deep.ts': `/** Speaks for its only member. */
        export interface Only { readonly one: 1; }
        export interface Deep {
          readonly deep?: string;
          /** @default - none */
          readonly only?: Only;
          readonly not?: never;
        }`,
    });
    const made = programOf(files, [...files.keys()], settings);
    expect(undocumented(made)).toEqual([
      'lib/deep.ts:4 Deep.deep has no JSDoc',
      'lib/deep.ts:4 Deep.deep has no @default',
      'lib/props.ts:3 ServiceProps.bare has no JSDoc',
      'lib/props.ts:5 ServiceProps.steps has no @default',
    ]);
    expect(unnameable(made, ['lib/index.ts']).map((fault) => fault.split(' ')[1])).toEqual([
      'Only',
      'Deep',
      'ServiceProps',
    ]);
  });
});
