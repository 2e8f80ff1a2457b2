const LONGEST = 500;

/** Each further one can multiply the time by the length of the text. */
const MOST_REPEATS = 3;

/** Each further one, `?` or a group of alternatives, can multiply the time by the ways it has. */
const MOST_CHOICES = 5;

/**
 * A regular expression of Go (RE2), where JavaScript means the same by it and cannot take long: repeats are few and
 * not repeated, and nothing looks around or back. Undefined for all others, and where it is none.
 */
export function simplePattern(pattern: string, { anchored = false } = {}): RegExp | undefined {
  if (pattern.length > LONGEST || !isSimple(pattern)) {
    return undefined;
  }
  try {
    return new RegExp(anchored ? `^(?:${pattern})$` : pattern, 'u');
  } catch {
    // `u` refuses escapes that RE2 takes, such as \- and \/
    try {
      return new RegExp(anchored ? `^(?:${pattern})$` : pattern);
    } catch {
      return undefined;
    }
  }
}

function isSimple(pattern: string): boolean {
  // flags, named groups, look-arounds, back references, classes and anchors that JavaScript spells differently
  if (/\(\?(?!:)|\\[1-9pPQEAzZaC]|\[\[:/.test(pattern)) {
    return false;
  }
  const plain = pattern.replace(/\\./gs, '');
  const count = (what: RegExp) => (plain.match(what) ?? []).length;
  if (count(/[*+]|\{\d*,\d*\}/g) > MOST_REPEATS || count(/(?<!\()\?/g) > MOST_CHOICES) {
    return false;
  }
  if (plain.includes('|') && count(/\(/g) > MOST_CHOICES) {
    return false;
  }
  return !/\)[*+{]/.test(pattern) || !/[*+{|?]/.test(pattern.replace(/\)[*+?]|\)\{[^}]*\}/g, ')'));
}
