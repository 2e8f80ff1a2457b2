import { DOCUMENT_KEYS } from '../../../lib/facts/conventions';
import type { Item } from '../../../lib/facts/item';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';
import type { DeliveryUnit } from '../../../lib/facts/unit';
import { isUnknown } from '../../../lib/plan/model/known';
import type { CannotKnow, Found } from '../../rule';

/** What there is to say where a release does not have a document: its pods may have it, and can't always be seen. */
export function unsaid({ pods }: DeliveryUnit, what: string): readonly (Found | CannotKnow)[] {
  return isUnknown(pods) ? [{ unknown: pods.unknown }] : [{ at: ['metadata'], what }];
}

const MAPS = ['annotations', 'labels'] as const;

/** Where an object says this about its release; its metadata where it stands with its pods. */
export function placeOfDocument({ object }: Item, document: keyof typeof DOCUMENT_KEYS, text: string): FieldPath {
  const { metadata } = object;
  const found = DOCUMENT_KEYS[document]
    .flatMap((key) => MAPS.map((map) => [map, key] as const))
    .find(([map, key]) =>
      Object.entries(Object(metadata[map]) as object).some((one) => one[0] === key && one[1] === text),
    );
  return found ? ['metadata', ...found] : ['metadata'];
}
