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

/**
 * Takes names out of queries: values that a label must be equal to, where the label `isNaming`. What depends on a query, but on
 * its names only by which of them are the same, is the same for all queries of a shape.
 */
export class Shaper {
  private readonly isNaming: (label: string) => boolean;
  private readonly naming = new Map<string, boolean>();

  constructor(isNaming: (label: string) => boolean = () => true) {
    this.isNaming = isNaming;
  }

  /**
   * The shape of a query; undefined for one that is not looked into.
   * @param signOf what must be known of a name, told by the mark; undefined: the name matters, and stays. @default - nothing
   */
  shapeOf(query: string, signOf: (name: string) => string | undefined = () => ''): Shape | undefined {
    if (UNCLEAR.test(query)) return undefined;
    const parts = query.split('"');
    if (parts.length % 2 === 0) return undefined;
    const marks = new Map<string, string>();
    const names = new Map<string, string>();
    for (let at = 1; at < parts.length; at += 2) {
      const text = parts[at] ?? '';
      if (!this.isNamed(parts[at - 1] ?? '')) continue;
      let mark = marks.get(text);
      if (mark === undefined) {
        const sign = NAME.test(text) ? signOf(text) : undefined;
        mark = sign === undefined ? text : `${MARK}${names.size}${sign}`;
        marks.set(text, mark);
        if (sign !== undefined) names.set(mark, text);
      }
      parts[at] = mark;
    }
    return { text: parts.join('"'), names };
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
