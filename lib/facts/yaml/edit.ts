import { isMap, isScalar, isSeq, stringify, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { composeText, type Path } from './parse';

/** A piece of a text, and what stands there instead. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** It cannot be done without writing the text anew. */
class NoEdit extends Error {}

/**
 * A text of one document in which a value is another, and every other character is as it was: comments, quotes, order.
 * Undefined where that cannot be done; whoever calls it reads the answer again, and believes nothing else.
 * @param at where the value stands in the document
 */
export function editText(text: string, at: Path, before: unknown, after: unknown): string | undefined {
  const editor = new Editor(text);
  try {
    editor.change(editor.nodeAt(at), before, after);
    return editor.result();
  } catch (error) {
    if (error instanceof NoEdit) return undefined;
    throw error;
  }
}

type Pairs = readonly Pair<Node, Node | null>[];

class Editor {
  private readonly text: string;
  private readonly eol: string;
  private readonly isJson: boolean;
  private readonly splices: Splice[] = [];

  constructor(text: string) {
    this.text = text;
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.isJson = /^(?:---\s)?\s*[{[]\s*(?:"|[{}[\]])/.test(text);
  }

  nodeAt(path: Path): Node {
    let node: Node | null | undefined = composeText(this.text).contents;
    for (const part of path) node = childOf(node, part);
    return given(node);
  }

  result(): string {
    const sorted = this.splices.map((splice, index) => ({ ...splice, index }));
    sorted.sort((one, other) => other.start - one.start || other.index - one.index);
    return sorted.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), this.text);
  }

  change(node: Node, before: unknown, after: unknown) {
    if (isMap(node) && isRecord(before) && isRecord(after))
      return this.changeMap(node as YAMLMap<Node, Node | null>, before, after);
    if (isSeq(node) && Array.isArray(before) && Array.isArray(after))
      return this.changeList(node as YAMLSeq<Node>, before, after);
    if (isSame(before, after)) return;
    // a text over several lines has an indentation of its own
    if (!isScalar(node) || isNested(after) || node.type?.startsWith('BLOCK') || !node.range) throw new NoEdit();
    const [start, end] = node.range;
    if (start === end) throw new NoEdit();
    this.splices.push({ start, end, text: this.inline(after) });
  }

  private changeMap(
    map: YAMLMap<Node, Node | null>,
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>,
  ) {
    const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    for (const key of Object.keys(before)) {
      if (!Object.hasOwn(after, key) || isSame(before[key], after[key])) continue;
      this.change(given(childOf(map, key)), before[key], after[key]);
    }
    for (const key of gone) this.remove(map, key);
    const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
    for (const key of added) this.add(map, key, after[key], gone.length);
  }

  private changeList(list: YAMLSeq<Node>, before: readonly unknown[], after: readonly unknown[]) {
    if (after.length < before.length) throw new NoEdit();
    before.forEach((item, index) => {
      if (!isSame(item, after[index])) this.change(given(list.items[index]), item, after[index]);
    });
    for (const item of after.slice(before.length)) this.append(list, item);
  }

  /** A key at the end of a map. */
  private add(map: YAMLMap<Node, Node | null>, key: string, value: unknown, gone: number) {
    const last = map.items.at(-1);
    // where the last one goes there is nothing to stand behind
    if (gone > 0) throw new NoEdit();
    if (map.flow || !last) return this.addInline(map, `${this.inline(key)}: ${this.inline(value)}`);
    const lines = stringify({ [key]: value }, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
    this.insertLines(endOf(last), this.columnOf(given(map.items[0]?.key)), lines);
  }

  private append(list: YAMLSeq<Node>, value: unknown) {
    const last = list.items.at(-1);
    if (list.flow || !last) return this.addInline(list, this.inline(value));
    const dash = /^( *)- /.exec(this.lineOf(given(list.items[0]).range?.[0] ?? 0));
    if (!dash) throw new NoEdit();
    const lines = stringify([value], { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
    this.insertLines(given(last).range?.[1] ?? 0, dash[1]?.length ?? 0, lines);
  }

  private addInline(node: YAMLMap | YAMLSeq, text: string) {
    const [start, end] = node.range ?? [0, 0];
    const close = end - 1;
    if (!/[}\]]/.test(this.text[close] ?? '') || !/[{[]/.test(this.text[start] ?? '')) throw new NoEdit();
    const from = this.trimmed(close);
    const first = node.items[0] as Pair<Node> | Node | undefined;
    const place = first && ('key' in first ? first.key : first).range?.[0];
    if (place === undefined) {
      this.splices.push({ start: from, end: from, text: node.items.length === 0 && !this.isJson ? ` ${text} ` : text });
      return;
    }
    const before = this.text.slice(this.lineStart(place), place);
    const ownLine = before.trim() === '' && place > 0;
    this.splices.push({ start: from, end: from, text: ownLine ? `,${this.eol}${before}${text}` : `, ${text}` });
  }

  private remove(map: YAMLMap<Node, Node | null>, key: string) {
    const pairs: Pairs = map.items;
    const index = pairs.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
    const pair = pairs[index];
    if (!pair || pairs.length === 1 || map.flow) throw new NoEdit();
    const start = this.lineStart(given(pair.key).range?.[0] ?? 0);
    if (this.text.slice(start, given(pair.key).range?.[0]).trim() !== '') throw new NoEdit();
    const end = this.lineEnd(this.trimmed(endOf(pair)));
    this.splices.push({ start, end: Math.min(end + 1, this.text.length), text: '' });
  }

  /** Lines below the one in which something ends. */
  private insertLines(end: number, indent: number, lines: string) {
    const at = this.lineEnd(this.trimmed(end));
    const place = this.text[at - 1] === '\r' ? at - 1 : at;
    const margin = ' '.repeat(indent);
    const text = lines
      .trimEnd()
      .split('\n')
      .map((line) => `${this.eol}${line === '' ? '' : margin}${line}`)
      .join('');
    this.splices.push({ start: place, end: place, text });
  }

  private inline(value: unknown): string {
    if (this.isJson) return JSON.stringify(value);
    return stringify(value, {
      version: '1.1',
      collectionStyle: 'flow',
      lineWidth: 0,
      aliasDuplicateObjects: false,
    }).trimEnd();
  }

  private columnOf(node: Node): number {
    const place = node.range?.[0] ?? 0;
    return place - this.lineStart(place);
  }

  private lineStart(place: number): number {
    return this.text.lastIndexOf('\n', place - 1) + 1;
  }

  private lineEnd(place: number): number {
    const end = this.text.indexOf('\n', place);
    return end < 0 ? this.text.length : end;
  }

  private lineOf(place: number): string {
    return this.text.slice(this.lineStart(place), this.lineEnd(place));
  }

  /** The end without the spaces and line breaks before it. */
  private trimmed(end: number): number {
    let at = end;
    while (at > 0 && /\s/.test(this.text[at - 1] ?? '')) at--;
    return at;
  }
}

function childOf(node: Node | null | undefined, part: string | number): Node | null | undefined {
  if (isSeq(node)) return node.items[Number(part)] as Node | undefined;
  if (!isMap(node)) return undefined;
  const pair = (node.items as Pair<Node, Node | null>[]).find(({ key }) => isScalar(key) && key.value === part);
  return pair?.value;
}

function endOf({ key, value }: Pair<Node, Node | null>): number {
  return value?.range?.[1] ?? given(key).range?.[1] ?? 0;
}

/** What stands behind an alias stands elsewhere too, and what is not there has no place. */
function given(node: Node | null | undefined): Node {
  if (!node) throw new NoEdit();
  return node;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
