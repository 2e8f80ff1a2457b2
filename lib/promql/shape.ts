/** A query without the names that are written into it. */
export interface Shape {
  /** The query, with a mark in place of each name: the same one wherever the name is the same. */
  readonly text: string;
  /** The names, by the marks that stand for them. */
  readonly names: ReadonlyMap<string, string>;
}

/** Begins a mark; no query has a use for it. */
const MARK = '\u0001';

/** Quotes of other kinds, comments, escaped quotes, and marks that are somebody's text: such a query is not looked into. */
const UNCLEAR = /['`#\u0001]|\\"/;

const NAME = /^[A-Za-z0-9-]+$/;

/** What stands before the value of `label="value"`. */
const EQUALS = /(?:^|[^\w:])([A-Za-z_]\w*)\s*=\s*$/;

/** Texts between names repeat; no query has many. */
const MOST_KEPT = 5000;

/** Queries of as many parts that the next one is held against. */
const MOST_SEEN = 32;

/** Characters of all of them: a megabyte or two, whatever is asked. */
const MOST_CHARACTERS = 1_000_000;

/** A query that was looked at: most often the next is the same with other names. */
interface Seen {
  /** What stands between quotes, and in them. */
  readonly parts: readonly string[];
  /** Whether a part is the value of a label that is naming. */
  readonly isName: readonly boolean[];
  /** The text that was made last, and the marks in it. */
  last?: { readonly marks: readonly string[]; readonly text: string };
}

/**
 * Takes names out of queries: values that a label must be equal to, where the label `isNaming`. What depends on a query, but on
 * its names only by which of them are the same, is the same for all queries of a shape.
 */
export class Shaper {
  private readonly isNaming: (label: string) => boolean;
  private readonly naming = new Map<string, boolean>();
  /** By the number of their parts. */
  private readonly seen = new Map<number, Seen[]>();
  private characters = 0;

  constructor(isNaming: (label: string) => boolean = () => true) {
    this.isNaming = isNaming;
  }

  /**
   * The shape of a query; undefined for one that is not looked into.
   * @param signOf what must be known of a name, told by the mark; undefined: the name matters, and stays. @default - nothing
   */
  shapeOf(query: string, signOf: (name: string) => string | undefined = () => ''): Shape | undefined {
    const parts = query.split('"');
    const seen = this.seen.get(parts.length)?.find((one) => isSameBesideNames(one, parts)) ?? this.look(query, parts);
    if (!seen) return undefined;
    const known = new Map<string, string>();
    const names = new Map<string, string>();
    const marks: string[] = [];
    for (let at = 1; at < parts.length; at += 2) {
      if (!seen.isName[at]) continue;
      const text = parts[at] ?? '';
      let mark = known.get(text);
      if (mark === undefined) {
        const sign = NAME.test(text) ? signOf(text) : undefined;
        mark = sign === undefined ? text : `${MARK}${names.size}${sign}`;
        known.set(text, mark);
        if (sign !== undefined) names.set(mark, text);
      }
      parts[at] = mark;
      marks.push(mark);
    }
    if (!seen.last || marks.some((mark, index) => mark !== seen.last?.marks[index])) {
      seen.last = { marks, text: parts.join('"') };
    }
    return { text: seen.last.text, names };
  }

  /** Looks at a query unlike those before. */
  private look(query: string, parts: readonly string[]): Seen | undefined {
    if (UNCLEAR.test(query) || parts.length % 2 === 0) return undefined;
    const isName = parts.map((_, at) => at % 2 === 1 && this.isNamed(parts[at - 1] ?? ''));
    const seen = { parts: [...parts], isName };
    this.characters += query.length;
    if (this.characters > MOST_CHARACTERS) {
      this.characters = query.length;
      this.seen.clear();
    }
    const alike = this.seen.get(parts.length) ?? [];
    if (alike.length >= MOST_SEEN) alike.shift();
    alike.push(seen);
    this.seen.set(parts.length, alike);
    return seen;
  }

  private isNamed(before: string): boolean {
    const known = this.naming.get(before);
    if (known !== undefined) return known;
    const label = EQUALS.exec(before)?.[1];
    const named = label !== undefined && this.isNaming(label);
    if (this.naming.size >= MOST_KEPT) this.naming.clear();
    this.naming.set(before, named);
    return named;
  }
}

/** A name that is none could be what makes a query unclear, so it must be the same. */
function isSameBesideNames(seen: Seen, parts: readonly string[]): boolean {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (part !== seen.parts[at] && !(seen.isName[at] && NAME.test(part))) return false;
  }
  return true;
}
