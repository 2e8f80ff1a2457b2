import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../../../support/folder';
import { ROOT } from '../../../support/tools';
import { rollout } from './asking';

const MAIN = join(ROOT, 'build/policies/hosts/cli/main.js');

/** The command as people run it, with little memory, and killed where it comes to no end. */
function checked(...args: readonly string[]) {
  const node = ['--max-old-space-size=700', MAIN, 'check', '--format', 'json', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, {
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

interface Told {
  readonly rule: string;
  readonly what: string;
  readonly place: { readonly text: string };
  readonly subject: { readonly name: string };
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

test.each<[string, string | Buffer, RegExp, RegExp]>([
  [
    '100,000 aliases of a large list',
    `${MAP}x: &x [${'1,'.repeat(1000)}]\ndata: [${'*x,'.repeat(100_000)}]\n`,
    /:5:\d+$/,
    /aliases written out/,
  ],
  [
    'merges of merges',
    `a: &a {${Array.from({ length: 1000 }, (_, n) => `k${n}: 1`).join()}}\nb:\n${'- {<<: [*a, *a]}\n'.repeat(10_000)}`,
    /:\d+:\d+$/,
    /aliases written out/,
  ],
  ['an anchor that contains itself', `${MAP}data: &a [*a]\n`, /:4:11$/, /part of what/],
  ['a scalar of 50 MB', `${MAP}data: {a: "${'x'.repeat(50_000_000)}"}\n`, /:1:1$/, /larger than 8 MiB/],
  ['50 MB of comments', `${MAP}${`# ${'c'.repeat(97)}\n`.repeat(500_000)}`, /:1:1$/, /larger than 8 MiB/],
  [
    'a million keys',
    `${MAP}data:\n${Array.from({ length: 1_000_000 }, (_, n) => `  k${n}: 1\n`).join('')}`,
    /:1:1$/,
    /larger than 8 MiB/,
  ],
  ['a million maps in each other, as JSON', '{"a":'.repeat(1_000_000), /:1:500001$/, /nested too deeply/],
  ['100,000 lists in each other', `${MAP}data: ${'['.repeat(100_000)}`, /:4:\d+$/, /nested too deeply/],
  ['UTF-16', Buffer.from(`\ufeff${MAP}`, 'utf16le'), /bad\.yaml$/, /not UTF-8/],
  ['an overlong byte', Buffer.from([0x61, 0x3a, 0x20, 0xc0, 0xaf]), /bad\.yaml$/, /not UTF-8/],
  [
    'a name that is a map',
    'apiVersion: v1\nkind: Service\nmetadata: { name: { toString: 1 } }\n',
    /:1:1$/,
    /wrong type/,
  ],
])(
  '%s beside a good file: that one is judged, the other named',
  (_, text, place, what) => {
    withFolder((folder) => {
      writeFileSync(join(folder, 'bad.yaml'), text);
      writeFileSync(join(folder, 'good.yaml'), rollout('good'));
      const { status, stdout, stderr } = checked(folder);
      expect([status, stderr]).toEqual([1, '']);
      const findings = JSON.parse(stdout).findings as readonly Told[];
      const [unread, ...others] = findings.filter(({ rule }) => rule === 'readable');
      expect(others).toEqual([]);
      expect(unread?.place.text).toMatch(place);
      expect(unread?.what).toMatch(what);
      expect(findings.some(({ subject }) => subject.name === 'good')).toBe(true);
    });
  },
  150_000,
);

test('50 MB of small objects, and a million empty documents, are judged', () => {
  withFolder((folder) => {
    const maps = Array.from(
      { length: 40_000 },
      (_, n) => `---\n${MAP.replace(' a ', ` m${n} `)}data:\n  a: ${'x'.repeat(1200)}\n`,
    );
    writeFileSync(join(folder, 'many.yaml'), maps.join(''));
    writeFileSync(join(folder, 'empty.yaml'), `${'---\n'.repeat(1_000_000)}${rollout('good')}`);
    const { status, stdout } = checked(folder);
    expect([status, JSON.parse(stdout).objects]).toEqual([2, 40_001]);
  });
}, 150_000);

test('150,000 documents that cannot be read are each told, and the good one among them is judged', () => {
  withFolder((folder) => {
    const path = join(folder, 'bad.yaml');
    writeFileSync(path, `${'---\na: [\n'.repeat(150_000)}---\n${rollout('good')}`);
    const { status, stdout } = checked(path);
    const { findings, objects } = JSON.parse(stdout) as { findings: readonly Told[]; objects: number };
    expect([status, objects]).toEqual([1, 1]);
    expect(findings.filter(({ rule }) => rule === 'readable')).toHaveLength(150_000);
  });
}, 150_000);

test('folders that lead in circles and links to nowhere are told, and mending keeps line ends', () => {
  withFolder((folder) => {
    mkdirSync(join(folder, 'sub'));
    symlinkSync(folder, join(folder, 'sub/up'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.yaml'));
    const text = rollout('good').trimEnd().replaceAll('\n', '\r\n');
    writeFileSync(join(folder, 'good.yaml'), text);
    const { status, stdout } = checked(folder, '--fix');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).objects).toBe(1);
    const mended = readFileSync(join(folder, 'good.yaml'), 'utf8');
    expect(mended).toContain('progressDeadlineAbort: true');
    expect(mended.replaceAll('\r\n', '')).not.toContain('\n');
    expect(mended.endsWith('\n')).toBe(false);
  });
}, 60_000);

test('mending a file through a link changes the file, and leaves the link', () => {
  withFolder((folder) => {
    const [real, link] = [join(folder, 'real.txt'), join(folder, 'link.yaml')];
    writeFileSync(real, rollout('good'));
    symlinkSync(real, link);
    checked('--fix', link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toContain('progressDeadlineAbort: true');
  });
});

test('a pack that waits for ever has judged nothing, and says so', () => {
  withFolder((folder) => {
    writeFileSync(join(folder, 'pack.mjs'), 'await new Promise(() => {});\n');
    writeFileSync(join(folder, 'good.yaml'), rollout('good'));
    const { status, stdout, stderr } = checked('--pack', join(folder, 'pack.mjs'), join(folder, 'good.yaml'));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('error: nothing was judged: what the pack waits for never comes.\n');
  });
});

test('a pack that is a device, or throws what is no error, is told in one line, and one that leaves a timer behind holds nobody up', () => {
  withFolder((folder) => {
    const good = join(folder, 'good.yaml');
    writeFileSync(good, rollout('good'));
    const pack = (text: string) => {
      writeFileSync(join(folder, 'pack.mjs'), text);
      const { status, stderr } = checked('--pack', join(folder, 'pack.mjs'), good);
      return { status, stderr };
    };
    expect(checked('--pack', '/dev/zero', good).stderr).toMatch(
      /^error: the pack "\/dev\/zero" cannot be loaded: it is no file\..*\n$/,
    );
    expect(pack('throw Object.create(null);').stderr).toMatch(/cannot be loaded: it threw what is no error\..*\n$/);
    const policies = JSON.stringify(join(ROOT, 'build', 'policies', 'index.js'));
    const timed = `import { definePack } from ${policies}; setInterval(() => {}, 1000); export const pack = definePack({ name: 'p', version: '1.0.0' });`;
    expect(pack(timed)).toEqual({ status: 0, stderr: '' });
  });
}, 60_000);

test('a device without end is refused, and what a shell pipes is read as standard input is', () => {
  withFolder((folder) => {
    writeFileSync(join(folder, 'good.yaml'), rollout('good'));
    const beside = checked('/dev/zero', join(folder, 'good.yaml'));
    expect(beside.status).toBe(1);
    expect(beside.stdout).toContain('neither a file nor a pipe');
    expect(JSON.parse(beside.stdout).objects).toBe(1);
    const piped = spawnSync(
      'bash',
      ['-c', `"$0" "$1" check --format json <(cat "$2")`, process.execPath, MAIN, 'good.yaml'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(JSON.parse(piped.stdout).objects).toBe(1);
  });
});

test.each([
  ['5', /5 among its settings is none/],
  ['{ rule: 5 }', /5 is no rule/],
  [`{ rule: { id: 'x' }, level: 'error', options: {} }`, /the rule "x" has no `title`/],
])('a pack whose settings hold %s is refused, in one line', (setting, text) => {
  withFolder((folder) => {
    const pack = `{ name: 'junk', version: '1.0.0', environments: {}, reportOnly: false, settings: [${setting}] }`;
    writeFileSync(join(folder, 'pack.js'), `exports.junk = ${pack};\n`);
    writeFileSync(join(folder, 'good.yaml'), rollout('good'));
    const { status, stdout, stderr } = checked('--pack', join(folder, 'pack.js'), join(folder, 'good.yaml'));
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(stderr).toMatch(text);
    expect(stderr).toContain('A pack is what definePack of stepgate/gates returns.');
  });
});
