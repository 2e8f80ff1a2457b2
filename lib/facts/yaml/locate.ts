import { isMap, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';
import { composeText, type Path } from './parse';
import { positionIn, type Position } from './position';
import { QuickReader, type Places } from './quick';
import type { Chunk } from './split';

/** As many pieces as one document repeats. */
const REMEMBERS = 64;

let lastLocated: { readonly chunk: Chunk; readonly offset: (path: Path) => number } | undefined;

/**
 * Where a path stands in a document: the key of its last part, or of the deepest part that is there. The document is
 * read again, because nodes are ten times the size of what they say.
 */
export function locate(chunk: Chunk, path: Path): Position {
  if (lastLocated?.chunk !== chunk) lastLocated = { chunk, offset: offsets(chunk.text) };
  return positionIn(chunk, lastLocated.offset(path));
}

function offsets(text: string): (path: Path) => number {
  const quickly = quickOffsets(text);
  let carefully: ((path: Path) => number) | undefined;
  return (path) => quickly?.(path) ?? (carefully ??= carefulOffsets(text))(path);
}

/** The same from a quick look, in a tenth of the time; undefined for what it does not tell places of. */
export function quickOffsets(text: string): ((path: Path) => number | undefined) | undefined {
  const told = new Map<unknown, Map<string | number, number>>();
  const places: Places = {
    tell: (within, part, offset) => void (told.get(within) ?? newIn(told, within)).set(part, offset),
  };
  const quick = new QuickReader(REMEMBERS).read(text, places);
  return quick && ((path) => offsetOf(path, quick.value, quick.offset, told));
}

function newIn(told: Map<unknown, Map<string | number, number>>, within: object) {
  const parts = new Map<string | number, number>();
  told.set(within, parts);
  return parts;
}

function offsetOf(
  path: Path,
  root: unknown,
  start: number,
  told: ReadonlyMap<unknown, ReadonlyMap<string | number, number>>,
): number | undefined {
  let [value, found] = [root, start];
  for (const part of path) {
    if (typeof value !== 'object' || value === null) break;
    const parts = told.get(value);
    // a map in braces: it was read as a whole
    if (!parts) return undefined;
    const key = Array.isArray(value) ? Number(part) : part;
    const offset = parts.get(key);
    if (offset === undefined) break;
    found = offset;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return found;
}

/** Offsets as the parser of all of YAML tells them. */
export function carefulOffsets(text: string): (path: Path) => number {
  const document = composeText(text);
  return (path) => {
    let node = document.contents;
    let found: Node | null = node;
    for (const part of path) {
      const next = step(document, node, part);
      if (!next) break;
      [found, node] = next;
    }
    return found?.range?.[0] ?? 0;
  };
}

/** What stands for a part of a path, and what is below it. */
function step(
  document: Document,
  node: Node | null,
  part: string | number,
): [found: Node | null, below: Node | null] | undefined {
  const inside = node && 'source' in node && 'resolve' in node ? (node.resolve(document) as Node | null) : node;
  if (isSeq(inside)) {
    const item = inside.items[Number(part)] as Node | undefined;
    return item && [item, item];
  }
  if (!isMap(inside)) {
    return undefined;
  }
  const pair = inside.items.find((one) => isPair(one) && isScalar(one.key) && one.key.value === part);
  return pair && [pair.key as Node, pair.value as Node | null];
}
