import { simplePattern } from '../../../lib/facts/kubernetes/pattern';

describe('a pattern of Go is taken where JavaScript means the same by it', () => {
  test.each<[string, string, boolean]>([
    ['5..', '503', true],
    ['5..|4..', '404', true],
    ['[^45].*', '503', false],
    ['2..|3..', '2000', false],
    ['(?:ok|success)', 'success', true],
    ['https?://a\\.b', 'https://a.b', true],
    ['\\-x', '-x', true],
    [Array.from({ length: 100 }, (_, i) => i + 200).join('|'), '204', true],
  ])('%s, all of the text', (pattern, text, matches) => {
    expect(simplePattern(pattern, { anchored: true })?.test(text)).toBe(matches);
  });

  test.each(['(?i)ok', '(?P<a>x)', '\\pL', 'a(?=b)', '\\1', '[[:digit:]]', '(', 'x'.repeat(501)])(
    'and not %s',
    (pattern) => {
      expect(simplePattern(pattern)).toBeUndefined();
    },
  );

  test.each([
    '(a+)+b',
    '(?:a|a)*b',
    'a*a*a*a*b',
    `${'a?'.repeat(40)}${'a'.repeat(40)}b`,
    `${'(a|a)'.repeat(40)}b`,
    `${'a{0,9}'.repeat(20)}b`,
    '((a)*)*b',
    '[]a]b',
    '\\x{41}',
  ])('and not where it could take long: %s', (pattern) => {
    expect(simplePattern(pattern)).toBeUndefined();
  });

  test.each([
    ['a*a*a*b', 'a'.repeat(5000)],
    ['a*b', 'a'.repeat(1_000_000)],
    [`${'(a|a|a|a|a|a|a|a|a|a)'.repeat(5)}b`, 'a'.repeat(100_000)],
    ['(aaaaaaaaaa){500}b', 'a'.repeat(1_000_000)],
  ])('%s is not held against a text so long that it could take long', (pattern, text) => {
    const simple = simplePattern(pattern);
    expect(simple?.test(text)).toBeUndefined();
    expect(simple?.test(text.slice(0, 20))).toBe(false);
  });

  test.each<[string, string, boolean]>([
    ['(?:ab)+c', 'ababc', true],
    ['[)*+{]a(b)*', '*a', true],
    ['\\)*a', '))a', true],
  ])('a group that is repeated, or looks like one, is no danger by itself: %s', (pattern, text, matches) => {
    expect(simplePattern(pattern, { anchored: true })?.test(text)).toBe(matches);
  });
});
