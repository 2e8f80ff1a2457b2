import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn } from '../../../support/folder';
import { rollout } from './asking';
import { ran, twoAtATime, type Ended, type Given } from './exit-codes';

const PACK = `name: 'own', version: '1.0.0', environments: {}, reportOnly: false`;
const RULE = `id: 'own-rule', gate: 'deployment-safety', judges: 'object', kinds: ['argoproj.io/Rollout'], title: 't', why: 'w', fix: 'f',
  source: 's', since: '0.1.0', level: 'error', examples: { good: [], bad: [] }`;

/** What is there before each command, in the folder where it runs. */
const FILES = {
  'bad.yaml': rollout('web'),
  'mended.yaml': `${rollout('web').trimEnd()}\n  progressDeadlineAbort: true\n`,
  'broken.yaml': 'a: [\n',
  'values.yaml': 'replicas: 3\n',
  'many.yaml': Array.from({ length: 120 }, (_, at) => `---\n${rollout(`web-${at}`)}`).join(''),
  'throws.js': `throw new Error('no such luck');\n`,
  'number.js': 'module.exports = 5;\n',
  'rule-throws.js': `module.exports = { ${PACK}, settings: [{ rule: { ${RULE}, check() { throw new Error('oops'); } }, level: 'error', options: {} }] };\n`,
  'accepted.yaml':
    'exemptions:\n  - rule: no-such-rule\n    target: { name: web }\n    reason: because of this\n    owner: me\n    expires: 2099-01-01\n',
};
const BASELINE = ['--owner', 'team-shop', '--reason', 'from before there were gates'];

type Case = readonly [
  code: number | string,
  args: string,
  says: RegExp,
  given?: Given & { readonly more?: readonly string[] },
];

const CASES: readonly Case[] = [
  [0, 'check bad.yaml --only image-digest', /nothing blocks/],
  [0, 'check bad.yaml --pack audit', /[1-9] errors?,.*;\s+nothing\s+blocks/s],
  [0, 'check - --only image-digest', /nothing blocks/, { input: rollout('web') }],
  [2, 'check bad.yaml', /it blocks/],
  [2, 'check .', /it blocks/, { shell: 'rm broken.yaml; stepgate check .' }],
  [2, 'check -', /it blocks/, { input: rollout('web') }],
  [2, 'check bad.yaml --env nowhere', /^note: .*"nowhere"/],
  [
    2,
    'check bad.yaml --exemptions accepted.yaml',
    /refused|unused|no-such-rule/,
    { shell: `sed -i s/no-such-rule/spread/ accepted.yaml; stepgate check bad.yaml --exemptions accepted.yaml` },
  ],
  [1, 'check bad.yaml --exemptions accepted.yaml', /"no-such-rule"/],
  [1, 'check bad.yaml --exemptions nowhere.yaml', /nowhere\.yaml: there is no such file/],
  [1, 'check bad.yaml broken.yaml', /broken\.yaml:.*error/s],
  [1, 'check broken.yaml --pack audit', /broken\.yaml/],
  [1, 'check nowhere.yaml', /no such file or folder/],
  [1, 'check bad.yaml/x.yaml', /not a directory/],
  [1, 'check values.yaml', /values\.yaml: it is no Kubernetes object/],
  [1, 'check empty', /nothing to judge/],
  [1, 'check -', /nothing to judge/],
  [1, 'check', /name files or folders/],
  [1, 'check bad.yaml --nonsense', /unknown option '--nonsense'/],
  [1, 'check bad.yaml --formt json', /Did you mean --format\?/],
  [1, 'check bad.yaml --format jsn', /did you mean "json"\?/],
  [1, 'check bad.yaml --format json --format sarif', /both write to standard output/],
  [1, 'check bad.yaml --only no-analysi', /did you mean "no-analysis"\?/],
  [1, 'check bad.yaml --pack recomended', /Did you mean "recommended"\?/],
  [1, 'check bad.yaml --pack ./throws.js', /no such luck/],
  [1, 'check bad.yaml --pack ./number.js', /definePack/],
  [2, 'check bad.yaml --pack ./rule-throws.js', /oops/],
  [1, 'check bad.yaml --as-of 2026-13-01', /must be a day/],
  [1, 'check bad.yaml --pod-start soon', /pod-start/],
  [1, 'check bad.yaml --world flat', /open, closed/],
  [2, 'check bad.yaml --format json=a.json --format sarif=b.sarif --format text', /it blocks/],
  [1, 'check bad.yaml --format json=a.json --format sarif=bad.yaml/b.sarif', /"bad\.yaml\/b\.sarif" cannot be written/],
  [1, 'check bad.yaml --format json=a.json --format sarif=empty', /"empty" cannot be written.*is a folder/],
  [1, 'check bad.yaml --format json=a.json --format sarif=/dev/full', /cannot be written.*ENOSPC/],
  [
    1,
    'check bad.yaml',
    /^error: standard output cannot be written: ENOSPC.*\n$/,
    { shell: 'stepgate check bad.yaml > /dev/full' },
  ],
  [
    2,
    'check bad.yaml --format json=/dev/stdout',
    /"blocks": true/,
    { shell: 'stepgate check bad.yaml --format json=/dev/stdout | cat' },
  ],
  [
    0,
    'check bad.yaml --baseline b.yaml',
    /written to b\.yaml/,
    {
      more: ['--only', 'stuck-on-crash', ...BASELINE],
    },
  ],
  [1, 'check bad.yaml --baseline b.yaml', /needs --owner/],
  [1, 'check bad.yaml --baseline bad.yaml/b.yaml', /"bad\.yaml\/b\.yaml" cannot be written/, { more: BASELINE }],
  [1, 'check bad.yaml --baseline accepted.yaml', /is there already/, { more: BASELINE }],
  [1, 'check bad.yaml --owner me', /go with --baseline/],
  [0, 'check bad.yaml --only stuck-on-crash --fix', /1 file was mended/],
  [2, 'check bad.yaml --only stuck-on-crash --fix --dry-run', /^\+.*progressDeadlineAbort/m],
  [0, 'check mended.yaml --only stuck-on-crash --fix', /nothing that can be mended/],
  [1, 'check bad.yaml --dry-run', /goes with --fix/],
  [1, 'check - --fix', /cannot write to standard input/],
  [1, 'check bad.yaml --fix --baseline b.yaml', /do not go together/],
  [
    2,
    'check many.yaml --format json | head -1',
    /^\{\n$/,
    { shell: 'stepgate check many.yaml --format json | head -1' },
  ],
  ['SIGINT', 'check - --format json=a.json', /^$/, { input: 'never', signal: 'SIGINT' }],
  [0, 'explain no-analysis', /^no-analysis\n/],
  [1, 'explain no-analysi', /did you mean "no-analysis"\?/],
  [1, 'explain', /missing required argument/],
  [0, 'rules', /stuck-on-crash/],
  [0, 'rules --json', /"id": "stuck-on-crash"/],
  [1, 'rules --pack ./throws.js', /no such luck/],
  [
    0,
    'rules | head -1',
    /^pre-release-validation\n$/,
    { shell: 'stepgate rules --json >/dev/null; stepgate rules | head -1' },
  ],
  [0, 'admission', /kind: ValidatingAdmissionPolicy\n/],
  [1, 'admission --only no-analysis', /no rule of the pack recommended can be exported/],
  [1, 'admission --pack nowhere', /"nowhere" cannot be loaded/],
  [0, 'plan bad.yaml', /^Rollout web/],
  [2, 'plan bad.yaml --fail-on indefinite-pause', /^Rollout web/],
  [1, 'plan bad.yaml broken.yaml', /broken\.yaml.*^Rollout web/ms],
  [1, 'plan values.yaml', /nothing to plan/],
  [1, 'plan bad.yaml --fail-on indefinite-paus', /did you mean "indefinite-pause"\?/],
  [1, 'plan bad.yaml --html bad.yaml/page.html', /cannot be written/],
  [2, 'plan --suggest --target 99.9% --request-rate 50 --max-duration 30s', /./],
  [1, 'alerts test nowhere', /"nowhere" is no folder/],
  [1, 'alerts test empty', /nothing to test/],
  [1, 'alerts tset', /unknown command 'tset'/],
  [1, 'chek bad.yaml', /Did you mean check\?/],
  [1, '', /^Usage: stepgate/],
  [0, 'help', /^Usage: stepgate/],
  [0, 'check --help', /^Usage: stepgate check/],
  [0, '--version', /^\d+\.\d+\.\d+/],
];

/** What a command may leave behind. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  'check bad.yaml --format json=a.json --format sarif=b.sarif --format text': ['a.json', 'b.sarif'],
  'check bad.yaml --baseline b.yaml': ['b.yaml'],
};

let ended: readonly (Ended & { readonly left: readonly string[] })[] = [];
const folders: string[] = [];

beforeAll(async () => {
  ended = await twoAtATime(
    CASES.map(([code, args, , { more = [], ...given } = {}]) => async () => {
      const folder = mkdtempSync(join(tmpdir(), 'stepgate-test-'));
      folders.push(folder);
      mkdirSync(join(folder, 'empty'));
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
      const one = await ran(folder, [...(args === '' ? [] : args.split(' ')), ...more], given);
      const left = Object.keys(filesIn(folder)).filter((path) => !(path in FILES));
      return {
        ...one,
        left: code === 1 || !(args in LEAVES) ? left : left.filter((path) => !LEAVES[args]?.includes(path)),
      };
    }),
  );
}, 600_000);

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test.each(CASES.map(([code, args, says], at) => ({ code, args, says, at })))(
  '$code: stepgate $args',
  ({ code, says, at }) => {
    const { code: was, out, err, left } = ended[at] ?? { code: 'not run', out: '', err: '', left: [] };
    expect({ code: was, err: was === code ? '' : err, left }).toEqual({ code, err: '', left: [] });
    // not the whole of a report where it says something else
    const said = err + out;
    expect(says.exec(said) ? '' : said.slice(0, 1000)).toBe('');
    expect(err).not.toMatch(/^ +at /m);
  },
);
