import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../group-by';
import type { Item, KubeObject } from '../item';
import { editText } from '../yaml/edit';
import type { Chunk } from '../yaml/split';
import { readText } from './read';
import { sourceOf } from './source';

/** An object that is to be another. */
export interface Change {
  readonly item: Item;
  readonly object: KubeObject;
}

/** A text in which objects were changed. */
export interface Edited {
  readonly text: string;
  /** What could not be changed without writing more than that anew. */
  readonly refused: readonly Change[];
}

/**
 * The text of a file with some of its objects changed, and all else as it was, comments too. Each document that was edited
 * is read again: if it does not say exactly what it is to say, it is left alone.
 * @param text of the file that all these items were read from
 */
export function editManifests(text: string, changes: readonly Change[]): Edited {
  const byChunk = [...groupBy(changes, ({ item }) => sourceOf(item.object)?.chunk)];
  const starts = lineStarts(text);
  let edited = text;
  const refused: Change[] = [];
  // from the end, so that what stands before keeps its place
  for (const [chunk, own] of byChunk.sort(([one], [other]) => (other?.firstLine ?? 0) - (one?.firstLine ?? 0))) {
    const start = chunk && starts[chunk.firstLine - 1];
    if (!chunk || start === undefined || !edited.startsWith(chunk.text, start)) {
      refused.push(...own);
      continue;
    }
    const document = editDocument(chunk, own);
    refused.push(...document.refused);
    edited = edited.slice(0, start) + document.text + edited.slice(start + chunk.text.length);
  }
  return { text: edited, refused };
}

function editDocument({ text }: Chunk, changes: readonly Change[]): Edited {
  let edited = text;
  const refused: Change[] = [];
  for (const change of changes) {
    const next = editOne(edited, change);
    if (next === undefined) refused.push(change);
    else edited = next;
  }
  return { text: edited, refused };
}

function editOne(text: string, { item, object }: Change): string | undefined {
  const objects = objectsIn(text);
  const index = objects.findIndex((one) => isDeepStrictEqual(one, item.object));
  const source = objects[index] && sourceOf(objects[index]);
  const next = source && editText(text, source.prefix, item.object, object);
  if (next === undefined) return undefined;
  const wanted = objects.map((one, at) => (at === index ? object : one));
  return isDeepStrictEqual(objectsIn(next), wanted) ? next : undefined;
}

function objectsIn(text: string): readonly KubeObject[] {
  const { items, problems } = readText(text, '');
  return problems.length > 0 ? [] : items.map(({ object }) => object);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
