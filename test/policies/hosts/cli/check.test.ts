import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { DOMParser } from '@xmldom/xmldom';
import { testWithShared } from '../../../support/tools';
import { asked, withFiles } from './asking';

const WEB = `# Source: shop/templates/web.yaml
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web # the shop
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "acme/web:1" }] }
  strategy:
    canary: { steps: [{ setWeight: 25 }, { pause: { duration: 10m } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;
const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

test('findings that block end with 2, none with 0, and what cannot be read with 1 while the rest is judged', async () => {
  await withFiles({ 'web.yaml': WEB, 'map.yaml': MAP, 'bad.yaml': `${WEB}---\na: [\n` }, async (paths) => {
    const { code, out } = await asked('check', paths['web.yaml']);
    expect(code).toBe(2);
    expect(out).toMatch(/web\.yaml:12:3\n {2}error: Rollout web spec\.strategy: .*\[no-analysis\]/);
    expect(out).toContain('rendered from: shop/templates/web.yaml');
    expect(out).toContain('not judged');
    expect((await asked('check', paths['map.yaml'])).code).toBe(0);
    const broken = await asked('check', paths['bad.yaml']);
    expect(broken.code).toBe(1);
    expect(broken.out).toContain('[readable]');
    expect(broken.out).toContain('[no-analysis]');
  });
});

test('a pack that only reports blocks nothing', async () => {
  await withFiles({ 'web.yaml': WEB }, async (paths) => {
    expect((await asked('check', '--pack', 'audit', paths['web.yaml'])).code).toBe(0);
  });
});

test('several formats at once go to files, and one to standard output', async () => {
  await withFiles({ 'web.yaml': WEB }, async (paths, folder) => {
    const [sarif, junit] = [join(folder, 'a.sarif'), join(folder, 'a.xml')];
    const { out } = await asked(
      'check',
      paths['web.yaml'],
      '--format',
      `sarif=${sarif}`,
      '--format',
      `junit=${junit}`,
      '--format',
      'json',
    );
    expect(JSON.parse(out)).toMatchObject({ version: 1, blocks: true });
    expect(JSON.parse(readFileSync(sarif, 'utf8')).runs[0].results.length).toBe(
      JSON.parse(out).findings.length + JSON.parse(out).notKnown.length,
    );
    const suites = new DOMParser()
      .parseFromString(readFileSync(junit, 'utf8'), 'text/xml')
      .getElementsByTagName('testsuite');
    expect([...suites].map((one) => one.getAttribute('name'))).toContain('Progressive rollout');
  });
});

test('an annotation of GitHub stands on file and line, and line breaks in it are escaped', async () => {
  await withFiles({ 'web.yaml': WEB }, async (paths) => {
    const { out } = await asked('check', paths['web.yaml'], '--format', 'github');
    expect(out).toMatch(/^::error file=[^,]*web\.yaml,line=12,col=3,title=no-analysis::Rollout web .*%0Awhy: /m);
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => /^::(error|warning|notice) /.test(line)),
    ).toBe(true);
  });
});

testWithShared('SARIF is valid, with what is suppressed and not known in it', async (shared) => {
  const schema = JSON.parse(readFileSync(join(shared, 'schemas', 'sarif_2.1.0.json'), 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const accepted =
    'exemptions:\n- {rule: no-analysis, target: {kind: Rollout, name: web}, reason: it comes next month, owner: shop, expires: 2026-12-31}\n';
  await withFiles({ 'web.yaml': WEB, 'accepted.yaml': accepted }, async (paths) => {
    const { out } = await asked(
      'check',
      paths['web.yaml'],
      '--format',
      'sarif',
      '--as-of',
      '2026-12-01',
      '--exemptions',
      paths['accepted.yaml'],
    );
    const log = JSON.parse(out);
    expect([validate(log), validate.errors]).toEqual([true, null]);
    const { results } = log.runs[0];
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'no-analysis');
    expect(found).toMatchObject({
      suppressions: [{ status: 'accepted' }],
      partialFingerprints: { 'stepgate/v1': expect.stringContaining('no-analysis|argoproj.io/Rollout||web') },
      relatedLocations: [{ physicalLocation: { artifactLocation: { uri: 'shop/templates/web.yaml' } } }],
    });
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
  });
});

test('an exemption lapses after its last day, and a malformed day counts as over', async () => {
  const accepted = (expires: string) =>
    `exemptions:\n- {rule: no-analysis, target: {name: web}, reason: it comes next month, owner: shop, expires: ${expires}}\n`;
  await withFiles({ 'web.yaml': WEB, 'a.yaml': accepted('2026-12-31'), 'b.yaml': accepted('soon') }, async (paths) => {
    const on = async (day: string, file: 'a.yaml' | 'b.yaml') =>
      (await asked('check', paths['web.yaml'], '--only', 'no-analysis', '--as-of', day, '--exemptions', paths[file]))
        .code;
    expect([
      await on('2026-12-31', 'a.yaml'),
      await on('2027-01-01', 'a.yaml'),
      await on('2026-01-01', 'b.yaml'),
    ]).toEqual([0, 2, 2]);
  });
});

test.each([
  [
    'exemptions:\n- {rule: no-analysi, target: {name: web}, reason: r, owner: o, expires: e}\n',
    /:2:\d+: .*no such rule.*\n.*\n.*did you mean "no-analysis"/,
  ],
  [
    'exemptions:\n- {rule: no-analysis, targt: {name: web}, reason: r, owner: o, expires: e}\n',
    /did you mean "target"/,
  ],
  [
    'exemptions:\n- {rule: no-analysis, target: {name: web, construct: a}, reason: r, owner: o, expires: e}\n',
    /do not go together/,
  ],
  ['exemptions: 5\n', /must be a list/],
])('a slip in a file of exemptions is refused with its line: %j', async (text, message) => {
  await withFiles({ 'web.yaml': WEB, 'a.yaml': text }, async (paths) => {
    const { code, err } = await asked('check', paths['web.yaml'], '--exemptions', paths['a.yaml']);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

test("a baseline holds today's findings for 30 days, and is not written over", async () => {
  await withFiles({ 'web.yaml': WEB }, async (paths, folder) => {
    const file = join(folder, 'accepted.yaml');
    const given = ['--owner', 'shop', '--reason', 'from before the gates', '--as-of', '2026-12-01'];
    expect((await asked('check', paths['web.yaml'], '--baseline', file)).err).toContain('--owner');
    expect(existsSync(file)).toBe(false);
    expect((await asked('check', paths['web.yaml'], '--baseline', file, ...given)).code).toBe(0);
    const on = async (day: string) =>
      (await asked('check', paths['web.yaml'], '--exemptions', file, '--as-of', day)).code;
    expect([await on('2026-12-31'), await on('2027-01-01')]).toEqual([0, 2]);
    expect((await asked('check', paths['web.yaml'], '--baseline', file, ...given)).err).toContain('is there already');
  });
});

test('--fix shows what it changes and keeps all else; with --dry-run it writes nothing', async () => {
  await withFiles({ 'web.yaml': WEB }, async (paths) => {
    const dry = await asked('check', paths['web.yaml'], '--fix', '--dry-run');
    expect(dry.err).toContain('\n+  progressDeadlineAbort: true\n');
    expect(readFileSync(paths['web.yaml'], 'utf8')).toBe(WEB);
    const { out } = await asked('check', paths['web.yaml'], '--fix');
    expect(readFileSync(paths['web.yaml'], 'utf8')).toContain(
      '10m } }] }\n  progressDeadlineAbort: true\n---\napiVersion: v1',
    );
    expect(out).not.toContain('[stuck-on-crash]');
  });
});

test.each([
  [['check', 'x', '--pack', 'recomended'], 'Did you mean "recommended"'],
  [['check', 'x', '--format', 'sarf'], 'did you mean "sarif"'],
  [['check', 'x', '--format', 'text', '--format', 'json'], 'both write to standard output'],
  [['check', 'x', '--only', 'no-analysiss'], 'did you mean "no-analysis"'],
  [['check', 'x', '--dry-run'], 'goes with --fix'],
  [['check', '-', '--fix'], 'name the files'],
  [['explain', 'no-analysi'], 'did you mean "no-analysis"'],
])('%j ends with 1 and says what to write', async (args, message) => {
  expect(await asked(...args)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(message) });
});

test('a rule of a team that throws or loops is a finding, and the others are asked', async () => {
  const pack = `const rule = (id, check) => ({ rule: { id, check, gate: 'deployment-safety', judges: 'object', kinds: ['argoproj.io/Rollout'], title: id, why: 'w.', fix: 'f.', level: 'error', source: 's', since: '1', examples: { good: [], bad: [] } }, level: 'error', options: {} });
exports.pack = { name: 'own', version: '1.0.0', environments: {}, reportOnly: false, settings: [rule('throws', () => { throw new Error('oh'); }), rule('loops', () => { for (;;); }), rule('finds', () => [{ what: 'found.' }])] };`;
  await withFiles({ 'web.yaml': WEB, 'pack.js': pack }, async (paths) => {
    const { code, out } = await asked('check', paths['web.yaml'], '--pack', paths['pack.js']);
    expect(code).toBe(2);
    expect(out).toMatch(/"throws" failed here: oh/);
    expect(out.replace(/\n +/g, ' ')).toMatch(/"loops" failed here: it did not end/);
    expect(out).toContain('[finds]');
  });
}, 60_000);

test('explain tells why, what to do and examples; rules lists them', async () => {
  expect((await asked('explain', 'no-analysis')).out).toMatch(/why:.*\n(.*\n)*good: .*\n(.*\n)*bad: /);
  expect((await asked('rules')).out).toContain('no-analysis');
});
