import type { KubeObject } from '../../lib/facts/item';
import { readText } from '../../lib/facts/kubernetes/read';
import { GATE_FORMATS } from '../../lib/reports/gates';
import { PLAIN } from '../../lib/reports/text';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import type { Findings, ObjectRule } from '../../policies/rule';

const MAPS = ['a', 'b']
  .map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { colour: red }`)
  .join('\n---\n');

/** The objects of this test. */
interface Settings {
  readonly data?: { colour?: string };
}

function rule(id: string, check: (object: Settings) => unknown): ObjectRule {
  return {
    id,
    gate: 'deployment-safety',
    judges: 'object',
    kinds: ['ConfigMap'],
    title: 'A rule of a team',
    why: 'it says so.',
    fix: 'mend it.',
    level: 'error',
    source: 'this test',
    since: '0.2.0',
    // a rule in JavaScript answers what it likes
    check: (object) => check(object as KubeObject & Settings) as Findings,
    examples: { good: [], bad: [] },
  };
}

const finds = rule('finds', ({ data }) => (data?.colour === 'red' ? [{ what: 'it is red.' }] : []));

/** What was found by whom, where a rule stands before one that works. */
function judged(first: ObjectRule) {
  const pack = definePack({ name: 'own', version: '1.0.0', rules: [first, finds] });
  const report = evaluate(readText(MAPS, 'maps.yaml').items, pack, { today: '2026-01-01' });
  for (const format of GATE_FORMATS) {
    expect(typeof format.render(report, { rules: [], version: '0' }, PLAIN)).toBe('string');
  }
  return report.findings.map((finding) => [finding.rule, finding.place.text, finding.what] as const);
}

const circle: Record<string, unknown> = {};
circle.self = circle;

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /not iterable/],
  ['a number', 5, /not iterable/],
  ['a promise', Promise.resolve([]), /not iterable/],
  ['a text', 'oh', /string where \{ what: ... \} is wanted/],
  ['a list of null', [null], /object where/],
  ['a finding without words', [{}], /`what`, or `unknown`, must be a text/],
  ['a finding with a number for words', [{ what: 5 }], /`what`, or `unknown`, must be a text/],
  ['a place that is a text', [{ what: 'a.', at: 'spec.replicas' }], /`at` must be a list/],
  ['a place of maps', [{ what: 'a.', at: [{}] }], /`at` must be a list/],
  ['an object that was never read', [{ what: 'a.', item: { object: 5 } }], /`item` must be/],
  ['a reason that is a list', [{ what: 'a.', why: ['b'] }], /`why` must be a text/],
  ['a value that contains itself', [{ what: 'a.', value: circle }], /plain JSON/],
  ['a value that JSON has not', [{ what: 'a.', value: 5n }], /plain JSON/],
  ['something unknown that is no text', [{ unknown: {} }], /must be a text/],
])('a rule that answers %s has failed, and the next one is asked', (_, answer, why) => {
  const found = judged(rule('odd', () => answer));
  expect(found.filter(([id]) => id === 'finds')).toHaveLength(2);
  const failed = found.filter(([id]) => id === 'rule-failed');
  expect(failed.map(([, place]) => place)).toEqual(['maps.yaml:1:1', 'maps.yaml:6:1']);
  for (const [, , what] of failed) expect(what).toMatch(why);
});

test.each<[string, () => never]>([
  [
    'an error',
    () => {
      throw new Error('oh');
    },
  ],
  [
    'what cannot be made a text',
    () => {
      throw Object.setPrototypeOf(new Error('oh'), null);
    },
  ],
  ['an overflow of the stack', () => overflow(0)],
])('a rule that throws %s has failed, and the next one is asked', (_, check) => {
  const found = judged(rule('throws', check));
  expect(found.map(([id]) => id).sort()).toEqual(['finds', 'finds', 'rule-failed', 'rule-failed']);
});

function overflow(depth: number): never {
  return overflow(depth + 1);
}

test('a rule that answers without end is stopped, and the next one is asked', () => {
  const found = judged(
    rule('endless', function* () {
      for (;;) yield { what: 'again.' };
    }),
  );
  expect(found.find(([id]) => id === 'rule-failed')?.[2]).toMatch(/more than 100000 faults/);
  expect(found.filter(([id]) => id === 'finds')).toHaveLength(2);
}, 60_000);

test('a rule cannot change what the next one judges', () => {
  const found = judged(
    rule('paints', (object) => {
      if (object.data) object.data.colour = 'green';
      return [];
    }),
  );
  expect(found.filter(([id]) => id === 'finds')).toHaveLength(2);
  expect(found.find(([id]) => id === 'rule-failed')?.[2]).toMatch(/"paints" failed here: Cannot assign/);
});

test.each<[string, () => object]>([
  ['its words', () => fickle({}, 'what', 'it is odd.')],
  ['its place', () => fickle({ what: 'it is odd.' }, 'at', ['data'])],
])('a rule whose answer changes %s once it was looked at has answered what it said first', (_, answer) => {
  const found = judged(rule('fickle', () => [answer()]));
  expect(found.map(([id, , what]) => `${id}: ${what}`)).toContain('fickle: it is odd.');
  expect(found.filter(([id]) => id === 'finds')).toHaveLength(2);
});

/** An object with a field that throws when it is read again. */
function fickle(more: object, key: string, first: unknown): object {
  let asked = 0;
  return Object.defineProperty({ ...more }, key, {
    enumerable: true,
    get() {
      if (asked++ < 1) return first;
      throw new Error('asked too often');
    },
  });
}
