import type { Item, KubeObject } from '../item';
import { locate } from '../yaml/locate';
import type { Path } from '../yaml/parse';
import type { Position } from '../yaml/position';
import type { Chunk } from '../yaml/split';

/** The text that an object was read from. */
export interface Source {
  readonly chunk: Chunk;
  /** Where in the document the object stands: under `items` in a list. */
  readonly prefix: Path;
}

/** The text of each object that was read from one. Kept apart, because items are plain data. */
const sources = new WeakMap<KubeObject, Source>();

/** Remembers where an object stands. */
export function rememberSource(object: KubeObject, chunk: Chunk, prefix: Path) {
  sources.set(object, { chunk, prefix });
}

/** Where an object was read from; undefined if it came from no text. */
export function sourceOf(object: KubeObject): Source | undefined {
  return sources.get(object);
}

/** Line and column of a field, or of the deepest part of its path that is there; undefined if it came from no text. */
export function positionIn({ object, origin }: Item, field: Path): Position | undefined {
  if (origin.kind !== 'file') {
    return undefined;
  }
  const source = sources.get(object);
  return source && field.length > 0
    ? locate(source.chunk, [...source.prefix, ...field])
    : { line: origin.line, column: origin.column };
}
