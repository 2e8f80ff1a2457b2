/** Text that cannot stand in JSON, as `.nan`. */
export const NOT_JSON = Symbol('not JSON');

/** Text that is no value of the type its tag names, as `!!int x`. */
export const NOT_OF_TAG = Symbol('not of its tag');

type Word = boolean | null | typeof NOT_JSON;

const INFINITIES = ['', '+', '-'].flatMap((sign) => ['.inf', '.Inf', '.INF'].map((word) => sign + word));

const WORDS = new Map<string, Word>([
  ...spellings(['y', 'yes', 'true', 'on'], true),
  ...spellings(['n', 'no', 'false', 'off'], false),
  ...spellings(['null'], null),
  ['', null],
  ['~', null],
  ...['.nan', '.NaN', '.NAN', ...INFINITIES].map((word): [string, Word] => [word, NOT_JSON]),
]);

const LONGEST_WORD = Math.max(...[...WORDS.keys()].map((word) => word.length));

/** As YAML 1.1 has them: small, with a capital, all capitals. */
function spellings(words: readonly string[], value: Word): [string, Word][] {
  const forms = (word: string) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
  return words.flatMap(forms).map((form) => [form, value]);
}

const INTEGERS: readonly (readonly [RegExp, string])[] = [
  [/^[-+]?0[xX]([0-9a-fA-F]+)$/, '0x'],
  [/^[-+]?0[bB]([01]+)$/, '0b'],
  [/^[-+]?0[oO]?([0-7]+)$/, '0o'],
  [/^[-+]?(0|[1-9][0-9]*)$/, ''],
];

/** What most numbers are: an integer that any form of a number has room for. */
const DECIMAL = /^(?:0|[1-9][0-9]{0,14})$/;

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * What an unquoted scalar means to Kubernetes, whose reader follows YAML 1.1 (go.yaml.in/yaml v2, resolve.go): `yes`, `on`
 * and `y` are true, `0755` is octal, `1_000` a thousand; but `12:30` and dates stay text, and so do numbers too large for
 * their form.
 */
export function resolvePlain(text: string): string | number | boolean | null | typeof NOT_JSON {
  const word = text.length > LONGEST_WORD ? undefined : WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (!/^[-+.0-9]/.test(text)) {
    return text;
  }
  if (DECIMAL.test(text)) return Number(text);
  // after a point they stand only between digits
  const plain = text.replace(text.startsWith('.') ? /(?<=\d)_(?=\d)/g : /_/g, '');
  return integerIn(plain) ?? floatIn(plain) ?? text;
}

/** 64 bits, with or without sign; beyond, decimal digits are read as a float. */
function integerIn(plain: string): number | undefined {
  const negative = plain.startsWith('-');
  for (const [pattern, base] of INTEGERS) {
    const digits = pattern.exec(plain)?.[1];
    if (digits === undefined) continue;
    // digits without end would take time without end
    if (digits.replace(/^0+/, '').length > 64) return undefined;
    const size = BigInt(base + digits);
    const fits = negative ? size <= 2n ** 63n : size < 2n ** (plain.startsWith('+') ? 63n : 64n);
    return fits ? Number(negative ? -size : size) : undefined;
  }
  return undefined;
}

function floatIn(plain: string): number | undefined {
  const value = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** What a scalar with a tag of YAML means; tags of one's own make text of it. */
export function resolveTagged(text: string, tag: string): ReturnType<typeof resolvePlain> | typeof NOT_OF_TAG {
  const name = tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : '';
  if (name === 'binary') {
    return BASE64.test(text) ? Buffer.from(text, 'base64').toString() : NOT_OF_TAG;
  }
  const fits = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (!fits) {
    return text;
  }
  const value = resolvePlain(text);
  return fits(value) ? value : NOT_OF_TAG;
}

const YAML_TAG = 'tag:yaml.org,2002:';

const BASE64 = /^(?:[A-Za-z0-9+/\s]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*$/;

/** What a value must be to be of the type that a tag names. */
const TYPES: Readonly<Record<string, (value: ReturnType<typeof resolvePlain>) => boolean>> = {
  bool: (value) => typeof value === 'boolean',
  int: Number.isInteger,
  float: (value) => typeof value === 'number' || value === NOT_JSON,
  null: (value) => value === null,
};
