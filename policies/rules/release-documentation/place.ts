import { DOCUMENT_KEYS } from '../../../lib/facts/conventions';
import type { Item } from '../../../lib/facts/item';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';

const MAPS = ['annotations', 'labels'] as const;

/** Where an object says something about its release; its metadata where that stands with its pods. */
export function placeOfDocument({ object }: Item, document: keyof typeof DOCUMENT_KEYS): FieldPath {
  const { metadata } = object;
  const found = DOCUMENT_KEYS[document]
    .flatMap((key) => MAPS.map((map) => [map, key] as const))
    .find(([map, key]) => Object.hasOwn(Object(metadata[map]) as object, key));
  return found ? ['metadata', ...found] : ['metadata'];
}
