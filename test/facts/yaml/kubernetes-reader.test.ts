import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseText } from '../../../lib/facts/yaml/parse';
import { NO_ORACLE, oracle, yaml, type YamlDocument } from '../../support/argo';
import { ROOT, sharedDir, testWith } from '../../support/tools';

/** Scalars on which YAML 1.1, YAML 1.2 and go.yaml disagree, or might. */
const SCALARS = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'yEs', 'on', 'On', 'ON', 'true', 'True', 'TRUE', 'tRue'],
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'],
  ...['~', '', 'null', 'Null', 'NULL', 'nULL', 'none'],
  ...[
    '0',
    '-0',
    '+0',
    '7',
    '-7',
    '+7',
    '0755',
    '-0755',
    '0o755',
    '0O755',
    '08',
    '09.5',
    '0b101',
    '0B11',
    '-0b11',
    '0b2',
  ],
  ...['0x1F', '0XfF', '-0x1f', '0xg', '0x', '1_000', '_1', '1__0', '1_', '0_7', '-_1', '+_1', '1_0.5', '._5', '.5_0'],
  ...['1.', '.5', '-.5', '+.5', '.5e3', '1e3', '1E3', '1e+3', '1e-3', '1.5e3', 'e3', '1e', '.', '-', '+', '..', '-.'],
  ...['1e999', '-1e999', '1e-999', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['18446744073709551615', '18446744073709551616', '-9223372036854775808', '-9223372036854775809'],
  ...[
    '+9223372036854775808',
    '0xFFFFFFFFFFFFFFFF',
    '0x10000000000000000',
    '-0x8000000000000001',
    '12345678901234567890123',
  ],
  ...['01777777777777777777777', '02000000000000000000000', `0b${'1'.repeat(64)}`, `0b${'1'.repeat(65)}`],
  ...['.inf', '.Inf', '-.inf', '+.INF', '.nan', '.NaN', 'NaN', 'inf', 'Infinity', '-Infinity', '.iNf'],
  ...['12:30', '12:30:45', '190:20:30.15', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43'],
  ...[
    '10m',
    '1h30m',
    '25%',
    '1.2.3',
    'v1',
    'a b',
    '"5"',
    "'5'",
    '"yes"',
    "'0755'",
    '"\\u00e9\\n"',
    '=',
    '@x',
    '`x`',
    '!x',
  ],
  ...['!!str 5', '!!str yes', '!!int "5"', '!!int 5', '!!int x', '!!float 1', '!!bool yes', '!!bool 1', '!!null ~'],
  ...[
    '!!binary aGFsbG8=',
    '!!binary "%"',
    '!own 5',
    '! 5',
    '!!timestamp 2001-12-14',
    '|\n  text\n',
    '>-\n  folded\n  text',
  ],
  ...[
    '<<',
    '[yes, 1_0]',
    '{on: off, 1: 2, 1.5: x, 0x10: y}',
    '*none',
    '&a 5',
    '# comment',
    'a # comment',
    'a#b',
    'a: b',
  ],
];

const TEXTS = [
  'base: &base {a: 1, b: 2}\nafter: {<<: *base, b: 3}\nbefore: {b: 3, <<: *base}\n',
  'x: &x {a: 1}\nz: &y {a: 2, b: 2}\nboth: {<<: [*x, *y], c: 3}\nonly: {<<: [*y, *x]}\n',
  'x: {<<: 5}\n',
  'x: {<<: [1]}\n',
  'x: {"<<": 5}\n',
  'a: &a [1, 2]\nb: *a\na2: &a yes\nc: *a\n',
  'a: &a {b: *a}\n',
  'a: {~: 1}\n',
  'a: {[1]: 1}\n',
  'a: {{ .Values.x }}\n',
  'a: {yes: 1, on: 2}\n',
  'a: 1\na: 2\n',
  '\tb: 1\n',
  'a:\n\t- b\n',
  'a: "\n',
  'a: [1\n',
  'a: b: c\n',
  '- a\nb: c\n',
  '{"a": 1e3, "b": "yes", "c": [true, null, 0.5, -0]}',
  '{"a": "\\u00e9", "__proto__": {"x": 1}, "constructor": 2}',
  'a: 1\r\nb:\r\n- yes\r\n- |\r\n  text\r\n',
  'a: 1\n--- # next\nb: 2\n---\n---\n# nothing\n---\nc: 3\n',
  '__proto__: {a: 1}\ntoString: x\n',
];

type Read = { readonly value: unknown } | 'refused';

/** To a strict reader a key written beside `<<` is there twice as well; kubectl itself reads such a file. */
function theirs({ value, error, strictError }: YamlDocument, text: string): Read {
  const twice = (strictError ?? '').includes('already set in map') && !text.includes('<<');
  return error !== undefined || twice ? 'refused' : { value: value ?? null };
}

function ours(text: string): Read[] {
  const { documents, faults } = parseText(text);
  return faults.length > 0 ? ['refused'] : documents.map(({ value }) => ({ value }));
}

/** Documents that say nothing count for neither. */
function withContent(read: readonly Read[]): Read[] {
  if (read.includes('refused')) return ['refused'];
  return read.filter((one) => one !== 'refused' && one.value !== null);
}

function differences(texts: readonly string[]) {
  const answers = yaml(texts).map((documents, index) =>
    withContent(documents.map((document) => theirs(document, texts[index] ?? ''))),
  );
  return texts.flatMap((text, index) => {
    const [mine, go] = [withContent(ours(text)), answers[index]];
    return JSON.stringify(sorted(mine)) === JSON.stringify(sorted(go)) ? [] : [{ text, ours: mine, theirs: go }];
  });
}

/** Go writes the keys of a map in their order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

testWith(oracle(), NO_ORACLE, 'a scalar means what it means to kubectl, as a value and in a list', () => {
  expect(differences(SCALARS.flatMap((scalar) => [`a: ${scalar}`, `- ${scalar}\n`]))).toEqual([]);
});

testWith(
  oracle(),
  NO_ORACLE,
  'merges, anchors, keys, markers and broken text are taken or refused as kubectl does',
  () => {
    expect(differences(TEXTS)).toEqual([]);
  },
);

testWith(
  sharedDir() && oracle() ? sharedDir() : undefined,
  `no ../shared, or ${NO_ORACLE}`,
  'every document that other people wrote reads as kubectl reads it',
  (shared) => {
    const folders = [join(shared, 'corpus'), join(ROOT, 'test', 'golden')];
    const texts = folders.flatMap(manifestsIn).map((file) => readFileSync(file, 'utf8'));
    expect(texts.length).toBeGreaterThan(50);
    expect(differences(texts)).toEqual([]);
  },
);

function manifestsIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((file) => /\.(ya?ml|json)$/.test(file) && statSync(file).isFile());
}
