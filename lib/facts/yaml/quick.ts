import { flowMap, GIVEN_UP, giveUp, nameOf, quoted } from './quick-words';
import { resolvePlain } from './scalar';
import { Seen, hashed } from './seen';

/** What a quick look found: the value, and the offset at which it begins. */
export interface Quick {
  readonly value: unknown;
  readonly offset: number;
}

/** Where the keys of block maps and the items of block lists begin. */
export interface Places {
  tell(within: object, part: string | number, offset: number): void;
}

/** Longer texts could hold more values than a document may. */
const LONGEST = 1024 * 1024;

/** Deeper than any object; what is deeper is looked at with care. */
const DEEPEST = 50;

/** Line breaks of other systems, tabs, and what no terminal shows. */
const ODD = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

const START = /(?:---[ ]*\n)?/y;

const SPACE = 0x20;
const NEWLINE = 0x0a;
const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const SINGLE = 0x27;
const DOUBLE = 0x22;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const BAR = 0x7c;
const LAST_ASCII = 0x7e;

/** By code: what a key begins with and goes on with, and what a value without quotes begins with. */
const BEGINS_KEY = codes(/[A-Za-z_]/);
const IN_KEY = codes(/[A-Za-z0-9_./-]/);
const BEGINS_PLAIN = codes(/[A-Za-z0-9_/.+-]/);

/**
 * Reads what tools print: block maps and lists of scalars on one line, of words in braces and of literal texts, with neither tabs nor comments behind
 * values, in a fiftieth of the time that a parser of all of YAML takes. Undefined for everything else, right or wrong: then
 * the parser has to look. What it does read it reads as the parser would.
 *
 * It looks at each character once and copies what it has not just seen; one reader is for the documents of one text, as
 * pieces that it remembers keep that text in memory.
 */
export class QuickReader {
  private readonly keys: Seen<string | undefined>;
  private readonly plains: Seen<ReturnType<typeof resolvePlain>>;
  private text = '';
  private places: Places | undefined;
  private at = 0;
  /** Of the line that `at` is the beginning of, blank lines and comments passed over; -1 at the end. */
  private indent = -1;

  /** @param remembers how many pieces of each kind, a power of two. @default - enough for a fleet */
  constructor(remembers = 4096) {
    this.keys = new Seen(nameOf, remembers);
    this.plains = new Seen(resolvePlain, remembers);
  }

  /** @param places is told where keys and items begin */
  read(text: string, places?: Places): Quick | undefined {
    if (text.length > LONGEST || ODD.test(text)) return undefined;
    START.lastIndex = 0;
    this.text = text;
    this.places = places;
    this.at = START.exec(text)?.[0].length ?? 0;
    try {
      return this.document();
    } catch (error) {
      if (error === GIVEN_UP) return undefined;
      throw error;
    }
  }

  private document(): Quick {
    this.toContent();
    const offset = this.at;
    const value = this.indent === 0 ? this.map(0, 0) : giveUp();
    return this.isAtEnd() ? { value, offset } : giveUp();
  }

  private isAtEnd(): boolean {
    return this.indent === -1;
  }

  /** Goes on to the next line that says something; `at` is then at its first character that is no space. */
  private toContent() {
    const { text } = this;
    for (;;) {
      const start = this.behindSpaces(this.at);
      const code = text.charCodeAt(start);
      if (start >= text.length) {
        this.at = start;
        this.indent = -1;
        return;
      }
      if (code === NEWLINE) {
        this.at = start + 1;
      } else if (code === HASH) {
        this.at = this.lineEnd(start) + 1;
      } else {
        this.indent = start - this.at;
        this.at = start;
        return;
      }
    }
  }

  /** A map whose keys stand so far to the right; `at` is at its first one. */
  private map(indent: number, depth: number): Record<string, unknown> {
    if (depth > DEEPEST) return giveUp();
    const map: Record<string, unknown> = {};
    for (;;) {
      const start = this.at;
      const key = this.key();
      if (key === undefined || Object.hasOwn(map, key)) return giveUp();
      this.places?.tell(map, key, start);
      map[key] = this.valueAfterKey(indent, depth);
      if (this.indent !== indent) {
        if (this.indent > indent) return giveUp();
        return map;
      }
    }
  }

  /** The key here; `at` is then behind its colon. */
  private key(): string | undefined {
    const { text, at } = this;
    let end = at;
    let hash = 0;
    for (let code = text.charCodeAt(end); IN_KEY[code] === 1; code = text.charCodeAt(++end)) hash = hashed(hash, code);
    if (!this.isKey(at, end)) return undefined;
    this.at = end + 1;
    return this.keys.of(text, at, end, hash);
  }

  /** Whether a piece is a key, with a colon behind it that ends it. */
  private isKey(start: number, end: number): boolean {
    const { text } = this;
    if (text.charCodeAt(end) !== COLON || BEGINS_KEY[text.charCodeAt(start)] !== 1) return false;
    const next = text.charCodeAt(end + 1);
    return next === SPACE || next === NEWLINE || end + 1 === text.length;
  }

  private valueAfterKey(indent: number, depth: number): unknown {
    this.at = this.behindSpaces(this.at);
    if (!this.isAtLineEnd()) return this.scalar(indent);
    this.at++;
    this.toContent();
    const isList = this.isDash();
    if (this.indent > indent) return isList ? this.list(this.indent, depth + 1) : this.map(this.indent, depth + 1);
    return this.indent === indent && isList ? this.list(indent, depth + 1) : null;
  }

  private list(indent: number, depth: number): unknown[] {
    if (depth > DEEPEST) return giveUp();
    const list: unknown[] = [];
    while (this.indent === indent && this.isDash()) {
      const start = this.behindSpaces(this.at + 1);
      const column = indent + start - this.at;
      this.at = start;
      this.places?.tell(list, list.length, start);
      let end = start;
      while (IN_KEY[this.text.charCodeAt(end)] === 1) end++;
      if (this.isKey(start, end)) list.push(this.map(column, depth + 1));
      else list.push(this.isAtLineEnd() ? giveUp() : this.scalar(indent));
    }
    return this.indent > indent ? giveUp() : list;
  }

  /** `- ` and something on the same line. */
  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.text.charCodeAt(this.at + 1) === SPACE;
  }

  private isAtLineEnd(): boolean {
    return this.at >= this.text.length || this.text.charCodeAt(this.at) === NEWLINE;
  }

  /** A value that begins here, on one line unless it is a literal text; what follows must not go on with it. */
  private scalar(indent: number): unknown {
    const value = this.scalarHere(indent);
    this.toContent();
    return this.indent > indent ? giveUp() : value;
  }

  private scalarHere(indent: number): unknown {
    const first = this.text.charCodeAt(this.at);
    if (BEGINS_PLAIN[first] === 1) return this.plain(first);
    if (first === BAR) {
      const rest = this.restOfLine();
      return rest === '|' || rest === '|-' ? this.literal(rest === '|', indent) : giveUp();
    }
    if (first === DOUBLE || first === SINGLE) return quoted(this.restOfLine());
    if (first === BRACE) return flowMap(this.restOfLine());
    return first === BRACKET && this.restOfLine() === '[]' ? [] : giveUp();
  }

  /** The rest of the line without quotes; `at` is then behind the line. */
  private plain(first: number): unknown {
    const { text, at: start } = this;
    // a dash alone or before a space is no text
    if (first === DASH && !(text.charCodeAt(start + 1) > SPACE)) return giveUp();
    let [at, end, hash, before] = [start, start, 0, first];
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) break;
      if (code > LAST_ASCII) return giveUp();
      if (code === SPACE) {
        if (before === COLON) return giveUp();
      } else {
        if (code === HASH && before === SPACE) return giveUp();
        end = at + 1;
      }
      hash = hashed(hash, code);
      before = code;
    }
    if (text.charCodeAt(end - 1) === COLON) return giveUp();
    this.at = at + 1;
    const value = this.plains.of(text, start, end, hash);
    return typeof value === 'symbol' ? giveUp() : value;
  }

  /** What stands on the rest of the line, without spaces behind it; `at` is then behind the line. */
  private restOfLine(): string {
    const line = this.lineEnd(this.at);
    let end = line;
    while (end > this.at && this.text.charCodeAt(end - 1) === SPACE) end--;
    const rest = this.text.slice(this.at, end);
    this.at = line + 1;
    return rest;
  }

  /** The lines that stand further right than what they belong to. */
  private literal(keepsLast: boolean, parent: number): string {
    const { text } = this;
    const content = this.behindSpaces(this.at);
    const margin = content - this.at;
    if (margin <= parent || content >= text.length || text.charCodeAt(content) === NEWLINE) return giveUp();
    const lines: string[] = [];
    while (this.at < text.length) {
      const end = this.lineEnd(this.at);
      // the last line may lack its break, and then the text does too
      if (end === text.length) return giveUp();
      const start = this.behindSpaces(this.at);
      if (start < end && start - this.at < margin) {
        if (start - this.at > parent) return giveUp();
        break;
      }
      lines.push(text.slice(Math.min(this.at + margin, end), end));
      this.at = end + 1;
    }
    while (lines.at(-1) === '') lines.pop();
    return `${lines.join('\n')}${keepsLast ? '\n' : ''}`;
  }

  private behindSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }
}

/** 1 for each code of ASCII whose character is one of these. */
function codes(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: LAST_ASCII + 1 }, (_, code) => Number(characters.test(String.fromCharCode(code))));
}
