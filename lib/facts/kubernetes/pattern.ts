const LONGEST = 500;

/** Each further one can multiply the time by the length of the text. */
const MOST_REPEATS = 3;

/** Each further one, `?` or a group of alternatives, can multiply the time by the ways it has. */
const MOST_CHOICES = 5;

/** Steps that a search may take at worst; in practice it takes a small part of them. */
const MOST_STEPS = 1e9;

/** A pattern that JavaScript can be asked about. */
export class SimplePattern {
  private readonly expression: RegExp;
  private readonly repeats: number;
  private readonly ways: number;

  /** @throws SyntaxError if JavaScript has none like it */
  constructor(pattern: string, anchored: boolean) {
    this.expression = expressionOf(anchored ? `^(?:${pattern})$` : pattern);
    const plain = plainOf(pattern);
    this.repeats = count(plain, REPEAT);
    const groups = Math.max(1, count(plain, /\(/g));
    const counted = [...plain.matchAll(/\{(\d+)\}/g)].map(([, times]) => Number(times) * plain.length);
    const counts = counted.reduce((product, times) => product * Math.max(1, times), 1);
    this.ways = counts * 2 ** count(plain, OPTION) * (1 + count(plain, /\|/g) / groups) ** groups;
  }

  /** Whether it matches; undefined for a text so long that it could take long to tell. */
  test(text: string): boolean | undefined {
    const steps = this.ways * text.length ** (this.repeats + 1);
    return steps > MOST_STEPS ? undefined : this.expression.test(text);
  }
}

/**
 * A regular expression of Go (RE2), where JavaScript means the same by it and cannot take long: repeats are few and
 * not repeated, and nothing looks around or back. Undefined for all others, and where it is none.
 */
export function simplePattern(pattern: string, { anchored = false } = {}): SimplePattern | undefined {
  if (pattern.length > LONGEST || !isSimple(pattern)) return undefined;
  try {
    return new SimplePattern(pattern, anchored);
  } catch {
    return undefined;
  }
}

function expressionOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    // `u` refuses escapes that RE2 takes, such as \- and \/
    return new RegExp(source);
  }
}

const REPEAT = /[*+]|\{\d*,\d*\}/g;
const OPTION = /(?<!\()\?/g;
const REPEATED_GROUP = /\)(?:[*+]|\{[^}]*\})/g;

function isSimple(pattern: string): boolean {
  // flags, named groups, look-arounds, back references, classes and anchors that JavaScript spells differently
  if (/\(\?(?!:)|\\[1-9pPQEAzZaC]|\\x\{|\[\[:|\[\^?\]/.test(pattern)) return false;
  const plain = plainOf(pattern);
  if (count(plain, REPEAT) > MOST_REPEATS || count(plain, OPTION) > MOST_CHOICES) return false;
  if (plain.includes('|') && count(plain, /\(/g) > MOST_CHOICES) return false;
  const repeated = count(plain, REPEATED_GROUP);
  return (
    repeated === 0 || (repeated === 1 && !/[*+{|?]/.test(plain.replace(REPEATED_GROUP, ')').replaceAll('(?:', '(')))
  );
}

/** Without escapes and classes, of which each is one character. */
function plainOf(pattern: string): string {
  return pattern.replace(/\\.|\[[^\]\\]*(?:\\.[^\]\\]*)*\]/gs, 'x');
}

function count(plain: string, what: RegExp): number {
  return (plain.match(what) ?? []).length;
}
