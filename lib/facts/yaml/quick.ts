import { resolvePlain } from './scalar';

/** What a quick look found: the value, and the offset at which it begins. */
export interface Quick {
  readonly value: unknown;
  readonly offset: number;
}

/** Longer texts could hold more values than a document may. */
const LONGEST = 1024 * 1024;

/** Deeper than any object; what is deeper is looked at with care. */
const DEEPEST = 50;

/** Line breaks of other systems, tabs, and what no terminal shows. */

const ODD = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

const START = /(?:---[ ]*\n)?/y;
const KEY = /([A-Za-z_][A-Za-z0-9_./-]*):(?= |\n|$)/y;
const PLAIN = /^[A-Za-z0-9_/.+-][\x20-\x7e]*$/;

const FLOW_PAIR = /^ *([A-Za-z_][A-Za-z0-9_-]*): +([A-Za-z0-9_][A-Za-z0-9_./-]*) *$/;

const SPACE = 0x20;
const NEWLINE = 0x0a;
const HASH = 0x23;
const DASH = 0x2d;

/** It is not plain enough. Made once: a stack trace for each would cost more than the look was worth. */
const GIVEN_UP = new Error('not plain enough');

/**
 * Reads what tools print: block maps and lists of scalars on one line, of words in braces and of literal texts, with neither tabs nor comments behind
 * values, in a twentieth of the time that a parser of all of YAML takes. Undefined for everything else, right or wrong: then
 * the parser has to look. What it does read it reads as the parser would.
 */
export function readQuickly(text: string): Quick | undefined {
  if (text.length > LONGEST || ODD.test(text)) return undefined;
  START.lastIndex = 0;
  const reader = new QuickReader(text, START.exec(text)?.[0].length ?? 0);
  try {
    return reader.document();
  } catch (error) {
    if (error === GIVEN_UP) return undefined;
    throw error;
  }
}

class QuickReader {
  private readonly text: string;
  private at: number;
  /** Of the line that `at` is the beginning of, blank lines and comments passed over; -1 at the end. */
  private indent = -1;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  document(): Quick {
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
      let start = this.at;
      while (text.charCodeAt(start) === SPACE) start++;
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
      KEY.lastIndex = this.at;
      const key = KEY.exec(this.text)?.[1];
      if (key === undefined || key === '__proto__' || Object.hasOwn(map, key) || resolvePlain(key) !== key)
        return giveUp();
      this.at += key.length + 1;
      map[key] = this.valueAfterKey(indent, depth);
      if (this.indent !== indent) {
        if (this.indent > indent) return giveUp();
        return map;
      }
    }
  }

  private valueAfterKey(indent: number, depth: number): unknown {
    const rest = this.restOfLine();
    if (rest !== '') return this.scalar(rest, indent);
    this.toContent();
    const isList = this.isDash();
    if (this.indent > indent) return isList ? this.list(this.indent, depth + 1) : this.map(this.indent, depth + 1);
    return this.indent === indent && isList ? this.list(indent, depth + 1) : null;
  }

  private list(indent: number, depth: number): unknown[] {
    if (depth > DEEPEST) return giveUp();
    const list: unknown[] = [];
    while (this.indent === indent && this.isDash()) {
      let start = this.at + 1;
      while (this.text.charCodeAt(start) === SPACE) start++;
      const column = indent + start - this.at;
      this.at = start;
      KEY.lastIndex = start;
      if (KEY.test(this.text)) {
        list.push(this.map(column, depth + 1));
      } else {
        const rest = this.restOfLine();
        list.push(rest === '' ? giveUp() : this.scalar(rest, indent));
      }
    }
    return this.indent > indent ? giveUp() : list;
  }

  /** `- ` and something on the same line. */
  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.text.charCodeAt(this.at + 1) === SPACE;
  }

  /** What stands on the rest of the line, without spaces around it; `at` is then behind the line. */
  private restOfLine(): string {
    const end = this.lineEnd(this.at);
    const rest = this.text.slice(this.at, end).trim();
    this.at = end + 1;
    return rest;
  }

  /** A value on one line; what follows must not go on with it. */
  private scalar(rest: string, indent: number): unknown {
    const value = rest === '|' || rest === '|-' ? this.literal(rest === '|', indent) : inline(rest);
    this.toContent();
    return this.indent > indent ? giveUp() : value;
  }

  /** The lines that stand further right than what they belong to. */
  private literal(keepsLast: boolean, parent: number): string {
    const { text } = this;
    let margin = 0;
    while (text.charCodeAt(this.at + margin) === SPACE) margin++;
    const first = text.charCodeAt(this.at + margin);
    if (margin <= parent || first === NEWLINE || Number.isNaN(first)) return giveUp();
    const lines: string[] = [];
    while (this.at < text.length) {
      const end = this.lineEnd(this.at);
      // the last line may lack its break, and then the text does too
      if (end === text.length) return giveUp();
      let start = this.at;
      while (start < end && text.charCodeAt(start) === SPACE) start++;
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

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }
}

function inline(rest: string): unknown {
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    const inside = rest.slice(1, -1);
    const isPlain = rest.length > 1 && rest.endsWith(quote) && !inside.includes(quote) && !inside.includes('\\');
    return isPlain ? inside : giveUp();
  }
  if (rest === '[]') return [];
  if (quote === '{') return flowMap(rest);
  if (!PLAIN.test(rest) || rest.includes(': ') || rest.includes(' #') || rest.endsWith(':') || rest === '-')
    return giveUp();
  if (rest.startsWith('- ')) return giveUp();
  const value = resolvePlain(rest);
  return typeof value === 'symbol' ? giveUp() : value;
}

/** `{ duration: 5m }`, as people write steps: words alone, on one line. */
function flowMap(rest: string): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  if (rest === '{}') return map;
  if (!rest.endsWith('}')) return giveUp();
  for (const pair of rest.slice(1, -1).split(',')) {
    const [, key = '', word = ''] = FLOW_PAIR.exec(pair) ?? [];
    const value = resolvePlain(word);
    if (key === '' || key === '__proto__' || Object.hasOwn(map, key) || resolvePlain(key) !== key) return giveUp();
    map[key] = typeof value === 'symbol' ? giveUp() : value;
  }
  return map;
}

function giveUp(): never {
  throw GIVEN_UP;
}
