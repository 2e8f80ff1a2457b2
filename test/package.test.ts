import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { madeUp, projectFiles, sourcesIn, type Files } from './house/files';
import { follow, installing } from './house/follow';
import { missingFromLock } from './house/lock';
import { sectionOf } from './house/markdown';
import { filesIn, withFolder } from './support/folder';
import { ROOT, testWith } from './support/tools';

jest.setTimeout(120_000);

const project = projectFiles();
const packed = mkdtempSync(join(tmpdir(), 'stepgate-packed-'));
let tarball = '';

/** Runs a program and returns what it prints; whatever it says on the way is part of the failure. */
function run(program: string, args: readonly string[], cwd = ROOT): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed with exit code ${status}:\n${stdout}${stderr}`);
  }
  return stdout;
}

const tool = (name: string, ...args: string[]) => run(join(ROOT, 'node_modules', '.bin', name), args);

/** Packs once; a package that cannot be made fails the tests that need it, and no others. */
function packedTarball(): string {
  if (tarball === '') {
    run('npm', ['pack', '--pack-destination', packed, '--loglevel=error']);
    tarball = join(packed, readdirSync(packed)[0] ?? '');
  }
  return tarball;
}

afterAll(() => rmSync(packed, { recursive: true, force: true }));

/** What lies in a package and should not, or should and does not. */
function unclean(names: readonly string[], files: Files): string[] {
  const sources = sourcesIn(files, 'lib', 'policies').map(([path]) => path.replace(/\.ts$/, ''));
  const packs = [...files.keys()].filter((path) => /^policies\/.*\/(?:package\.json|PulumiPolicy\.yaml)$/.test(path));
  const expected = [
    ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
    ...packs,
    ...sources.flatMap((path) => [`build/${path}.js`, `build/${path}.d.ts`]),
  ];
  return [
    ...names.filter((name) => !expected.includes(name)).map((name) => `${name} is packed, but no source is left of it`),
    ...expected.filter((name) => !names.includes(name)).map((name) => `${name} is not packed`),
  ];
}

describe('the packed tarball', () => {
  const names = () =>
    run('tar', ['-tzf', packedTarball()])
      .split('\n')
      .filter((name) => name !== '')
      .map((name) => name.replace(/^package\//, ''));

  test('holds the built product and nothing else: no tests, no apps, no maps (stale files: remove build/)', () => {
    expect(unclean(names(), project)).toEqual([]);
  });

  test('names no source map, since none is packed', () => {
    const scripts = names().filter((name) => name.endsWith('.js'));
    expect(scripts.filter((name) => readFileSync(join(ROOT, name), 'utf8').includes('sourceMappingURL'))).toEqual([]);
  });

  test('would be found unclean with a test in it and a source left out', () => {
    const files = madeUp({ 'lib/index.ts': '', 'lib/app.ts': '' });
    const given = [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'build/lib/index.js',
      'build/lib/index.d.ts',
    ];
    expect(unclean([...given, 'build/lib/app.js', 'test/app.test.ts'], files)).toEqual([
      'test/app.test.ts is packed, but no source is left of it',
      'build/lib/app.d.ts is not packed',
    ]);
  });

  test('is a package that publint has nothing to say about', () => {
    const messages: unknown = JSON.parse(
      run(process.execPath, ['--input-type=module', '-e', PUBLINT, packedTarball()]),
    );
    expect(messages).toEqual([]);
  }, 60_000);

  test('has types that are right however they are imported (are-the-types-wrong)', () => {
    const { problems } = JSON.parse(tool('attw', packedTarball(), '--format', 'json')) as { problems?: object };
    expect(problems ?? {}).toEqual({});
  }, 60_000);
});

/** publint is an ES module, which jest's own loader cannot import. */
const PUBLINT = `
  import { readFileSync } from 'node:fs';
  import { publint } from 'publint';
  const { buffer, byteOffset, byteLength } = readFileSync(process.argv[1]);
  const { messages } = await publint({ pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) }, strict: true });
  console.log(JSON.stringify(messages));
`;

describe('the README’s section on an app repo, and how the gates get into any app', () => {
  const registry = spawnSync('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=10000']).status === 0 || undefined;

  testWith(
    registry,
    'npm reaches no registry',
    'lead from an empty folder to a synthesis that a gate stops',
    () => {
      const section = sectionOf(project.get('docs/hosts.md') ?? '', /^## In `cdk8s synth`/);
      withFolder((folder) => {
        const said = follow(section ?? '', folder, packedTarball());
        expect(said).toMatch(/image-moving-tag[^]*Construct Path: shop\/web\/Resource[^]*exit code 2/);
        expect(said).toMatch(/suppressed: [^]*\[replicas\] until 2099-12-31/);
      });
    },
    240_000,
  );

  testWith(
    registry,
    'npm reaches no registry',
    'leads from an empty folder to the manifests of apps/quickstart',
    () => {
      const section = sectionOf(project.get('README.md') ?? '', /in your app repo/i);
      expect(section).toBeDefined();
      withFolder((folder) => {
        follow(section ?? '', folder, packedTarball());
        expect(filesIn(join(folder, 'dist'))).toEqual(filesIn(join(ROOT, 'test', 'golden', 'quickstart')));
      });
    },
    240_000,
  );

  test('is followed with the tarball and the versions that this project is tested with', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/cdk8s/package.json'), 'utf8')) as {
      version: string;
    };
    expect(installing('npm install --save-dev stepgate cdk8s', 'a.tgz')).toBe(
      `npm install --save-dev a.tgz cdk8s@${version}`,
    );
    expect(installing('npx cdk8s synth', 'a.tgz')).toBe('npx cdk8s synth');
  });

  test('is followed block by block, and stops at a command that fails', () => {
    withFolder((folder) => {
      const page =
        '```js\n// src/say.js\nconsole.log(7);\n```\n```sh\nnode src/say.js > said.txt\n```\n```sh\nfalse\n```\n';
      expect(() => follow(page, folder, '')).toThrow('"false" failed with exit code 1');
      expect(filesIn(folder)['said.txt']).toBe('7\n');
    });
  });
});

describe('cdk8s.yaml at the top', () => {
  /** What the CLI has written beside the manifests, for its validations. */
  const PATHS = ['construct-metadata.json', 'construct-paths.json'];

  test('lets `cdk8s synth` write what is committed for apps/online-boutique, once the gates have judged it', () => {
    withFolder((folder) => {
      const said = tool('cdk8s', 'synth', '--check-upgrade=false', '--output', join(folder, 'out'));
      expect(said).toContain('online-boutique 1.0.0');
      const written = Object.entries(filesIn(join(folder, 'out'))).filter(([name]) => !PATHS.includes(name));
      expect(Object.fromEntries(written)).toEqual(filesIn(join(ROOT, 'test', 'golden', 'online-boutique')));
    });
  }, 240_000);

  test('lets `cdk8s synth` end with 2 where the shop breaks a rule, and names the construct', () => {
    const app = `
      const { ReleaseApp } = require('./lib');
      const { audit, ruleOf } = require('./policies');
      const { onlineBoutique } = require('./apps/online-boutique/boutique');
      const { breakRule } = require('./apps/online-boutique/break');
      const app = new ReleaseApp({ pack: audit, report: () => undefined });
      onlineBoutique(app);
      breakRule(ruleOf('no-analysis'), app);
      app.synth();`;
    const file = join(ROOT, 'build', `broken-${process.pid}.js`);
    writeFileSync(file, app);
    try {
      withFolder((folder) => {
        const args = ['synth', '--check-upgrade=false', '--app', `node ${file}`, '--output', join(folder, 'out')];
        const cli = join(ROOT, 'node_modules', '.bin', 'cdk8s');
        const { status, stdout, stderr } = spawnSync(cli, args, { cwd: ROOT, encoding: 'utf8' });
        expect({ status, said: stdout + stderr }).toEqual({
          status: 2,
          said: expect.stringMatching(
            /no-analysis[^]*Construct Path: checkoutservice\/checkoutservice\/Rollout\/Resource/,
          ),
        });
      });
    } finally {
      rmSync(file);
    }
  }, 240_000);

  test('names an output that is not where tsc writes, since cdk8s empties it', () => {
    const { output } = parse(project.get('cdk8s.yaml') ?? '') as { output: string };
    const { compilerOptions } = parse(project.get('tsconfig.json') ?? '') as { compilerOptions: { outDir: string } };
    expect(output).toBe('dist');
    expect(compilerOptions.outDir).not.toBe(output);
  });
});

describe('the lock file', () => {
  test('holds every dependency, those of other platforms too, so that `npm ci` takes it', () => {
    expect(missingFromLock(project.get('package-lock.json') ?? '')).toEqual([]);
  });

  test('would be found wanting, wherever the dependency may lie', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { dependencies: { b: '1', c: '1' }, optionalDependencies: { 'a-darwin': '1', 'a-linux': '1' } },
      'node_modules/a/node_modules/c': { dependencies: { b: '1', d: '1' } },
      'node_modules/a-linux': {},
      'node_modules/b': { dependencies: { c: '1' } },
      'node_modules/a/node_modules/d': {},
    };
    expect(missingFromLock(JSON.stringify({ packages }))).toEqual([
      'node_modules/a needs a-darwin',
      'node_modules/b needs c',
    ]);
  });
});
