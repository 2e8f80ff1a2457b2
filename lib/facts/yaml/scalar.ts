/** Text that cannot stand in JSON, as `.nan`. */
export const NOT_JSON = Symbol('not JSON');

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

/** As YAML 1.1 has them: small, with a capital, all capitals. */
function spellings(words: readonly string[], value: Word): [string, Word][] {
  const forms = (word: string) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
  return words.flatMap(forms).map((form) => [form, value]);
}

const INTEGERS: readonly (readonly [RegExp, number])[] = [
  [/^[-+]?0[xX]([0-9a-fA-F]+)$/, 16],
  [/^[-+]?0[bB]([01]+)$/, 2],
  [/^[-+]?0[oO]?([0-7]+)$/, 8],
  [/^[-+]?(0|[1-9][0-9]*)$/, 10],
];

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * What an unquoted scalar means to Kubernetes, whose reader follows YAML 1.1 (go.yaml.in/yaml v2, resolve.go): `yes`, `on`
 * and `y` are true, `0755` is octal, `1_000` a thousand; but `12:30` and dates stay text.
 */
export function resolvePlain(text: string): string | number | boolean | null | typeof NOT_JSON {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (!/^[-+.0-9]/.test(text)) {
    return text;
  }
  const plain = text.replaceAll('_', '');
  for (const [pattern, base] of text.startsWith('.') ? [] : INTEGERS) {
    const digits = pattern.exec(plain)?.[1];
    if (digits !== undefined) {
      return Number.parseInt(digits, base) * (plain.startsWith('-') ? -1 : 1) || 0;
    }
  }
  return FLOAT.test(text.startsWith('.') ? text : plain) ? finite(Number(plain)) : text;
}

function finite(value: number): number | typeof NOT_JSON {
  return Number.isFinite(value) ? value : NOT_JSON;
}
