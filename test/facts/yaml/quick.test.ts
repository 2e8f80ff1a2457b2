import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Converter } from '../../../lib/facts/yaml/convert';
import { carefulOffsets, quickOffsets } from '../../../lib/facts/yaml/locate';
import { composeText, type Path } from '../../../lib/facts/yaml/parse';
import { QuickReader } from '../../../lib/facts/yaml/quick';
import { splitDocuments } from '../../../lib/facts/yaml/split';
import { ROOT, sharedDir } from '../../support/tools';

/** One reader for all tests, as it must not confuse what it remembers. */
const reader = new QuickReader();
const readQuickly = (text: string) => reader.read(text);

/** What the parser of all of YAML makes of a text. */
function carefully(text: string): { value: unknown; offset: number | undefined } | 'refused' {
  const document = composeText(text);
  if (document.errors.length > 0) return 'refused';
  const converter = new Converter();
  try {
    const value = converter.convert(document);
    return converter.faults.length > 0 ? 'refused' : { value, offset: document.contents?.range?.[0] };
  } catch {
    return 'refused';
  }
}

/** What is read quickly is read as the parser reads it; true if it was. */
function isSame(text: string): boolean {
  const quick = readQuickly(text);
  if (quick) expect({ text, read: { ...quick } }).toEqual({ text, read: carefully(text) });
  return quick !== undefined;
}

function texts(): string[] {
  const shared = sharedDir();
  const folders = [join(ROOT, 'test', 'golden'), ...(shared === undefined ? [] : [join(shared, 'corpus')])];
  return folders
    .flatMap((folder) => (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name)))
    .filter((file) => /\.ya?ml$/.test(file) && statSync(file).isFile())
    .flatMap((file) => splitDocuments(readFileSync(file, 'utf8')).map(({ text }) => text));
}

test('most of what cdk8s writes is read quickly, and all of it as the parser reads it', () => {
  const all = texts();
  const quick = all.filter(isSame);
  expect(all.length).toBeGreaterThan(100);
  expect(quick.length).toBeGreaterThan(all.length / 2);
});

/** All paths in a value, and with each a longer one that leads nowhere. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner = Object.entries(Object(value) as object).filter(() => typeof value === 'object');
  const parts = inner.map(([key, item]) => [Array.isArray(value) ? Number(key) : key, item] as const);
  return [path, [...path, 'nothing'], [...path, 7], ...parts.flatMap(([part, item]) => pathsIn(item, [...path, part]))];
}

test('what is read quickly stands where the parser says', () => {
  const own = [
    'a:\n- b: {c: d}\n  e: |\n    f\n- "g"\n-   h: i\n    j:\n    - k\n',
    'a: []\nb: {}\nc:\n# d\n\n  d:\ne: 1\n',
  ];
  let asked = 0;
  for (const text of [...own, ...texts().filter(({ length }) => length < 5000)]) {
    const quickly = quickOffsets(text);
    if (!quickly) continue;
    const carefully = carefulOffsets(text);
    for (const path of pathsIn(readQuickly(text)?.value)) {
      const offset = quickly(path);
      if (offset === undefined) continue;
      asked++;
      if (offset !== carefully(path)) expect({ text, path, offset }).toEqual({ text, path, offset: carefully(path) });
    }
  }
  expect(quickOffsets(own[0] ?? '')?.(['a', 2, 'j', 0])).toBe(own[0]?.indexOf('k'));
  expect(asked).toBeGreaterThan(10_000);
});

test('a character more, less or other makes no difference between the two', () => {
  const some = texts().filter((text) => text.length < 3000);
  const pieces = [
    ...' \n:-#|>"\'{}[]&*!%@`,?~.0aey\t',
    ': ',
    ' #',
    '\n  ',
    '- ',
    'yes',
    '0755',
    '<<: ',
    '|\n',
    '|-\n ',
    '---\n',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...some),
      fc.nat(),
      fc.constantFrom(...pieces, ''),
      fc.nat(3),
      (text, place, piece, gone) => {
        const at = place % (text.length + 1);
        isSame(text.slice(0, at) + piece + text.slice(at + gone));
      },
    ),
    { numRuns: 3000 },
  );
}, 60_000);

test('texts of the pieces that matter are read alike', () => {
  const lines = [
    'a:',
    'b: 1',
    '- x',
    '- c: yes',
    '  d: |',
    '    t',
    '   t',
    '',
    ' ',
    '# c',
    '  - e',
    'f: |-',
    "g: 'h'",
    '  "i"',
    'on: 1',
    'a: 2',
    '-',
    'j: {}',
    'k: { l: 5m, m: 0755 }',
    'n: {o: yes,p: q}',
    '- r: {s: t, s: u}',
    'v: { w: x y }',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 6 }), (some) => void isSame(`${some.join('\n')}\n`)),
    { numRuns: 5000 },
  );
}, 60_000);

test('values with what is nearly plain in them are read alike', () => {
  const odd = [
    ...'aZ09_-+./:#\'"|>{}[],&*!%@`?~= \\\u00a0\u3000\u00e9',
    ': ',
    ' #',
    ' - ',
    '0x1f',
    '1_0',
    '1e3',
    '.5',
    'yes',
    '{{',
    '<<',
  ];
  const scalar = fc.array(fc.constantFrom(...odd), { maxLength: 5 }).map((parts) => parts.join(''));
  const document = fc
    .tuple(scalar, scalar, scalar)
    .map(([one, two, three]) => `a: ${one}\nb${two}: c\nd:\n  - ${three}\n`);
  fc.assert(
    fc.property(document, (text) => void isSame(text)),
    { numRuns: 5000 },
  );
}, 60_000);

test('only spaces around a value are no part of it', () => {
  const value = 'a: \u00a0b\n';
  expect(carefully(value)).toMatchObject({ value: { a: '\u00a0b' } });
  isSame(value);
  isSame('a: |\u3000\n  b\n');
});

test('pieces with one hash are not taken for each other', () => {
  // 31 * 65 + 97 is 31 * 66 + 66
  const text = 'Aa: AaBB\nBB: BBAa\nc:\n  - AaBB\n  - BBBB\n  - AaAa\n  - AaBB\n';
  expect(readQuickly(text)?.value).toEqual({ Aa: 'AaBB', BB: 'BBAa', c: ['AaBB', 'BBBB', 'AaAa', 'AaBB'] });
  expect(readQuickly('a: Aa\nb: A\nc: Aab\n')?.value).toEqual({ a: 'Aa', b: 'A', c: 'Aab' });
});

test('a map in braces is read quickly where it holds words alone', () => {
  expect(readQuickly('pause: { duration: 5m, on: 3 }\n')).toBeUndefined();
  expect(readQuickly('pause: {duration: 5m, times: 3}\n')?.value).toEqual({ pause: { duration: '5m', times: 3 } });
  expect(isSame('a:\n  - pause: { duration: 5m, times: 3 }\n')).toBe(true);
});

test.each([
  'a: { b }\n',
  'a: { b: {} }\n',
  'a: { b: 1, b: 2 }\n',
  'a: { b: "c" }\n',
  'a: { b: 1, }\n',
  'a: 1\na: 2\n',
  'a: &x 1\n',
  'a: b # c\n',
  '__proto__: 1\n',
  'on: 1\n',
  'a:\n\t- b\n',
  'a: .nan\n',
  '[1]\n',
  'a: |\n  b',
])('what is not plain is left to the parser: %j', (text) => expect(readQuickly(text)).toBeUndefined());
