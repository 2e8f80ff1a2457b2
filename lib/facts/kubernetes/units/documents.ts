import { isUnknown, type Known } from '../../../plan/model/known';
import { DOCUMENT_KEYS } from '../../conventions';
import type { Item } from '../../item';
import type { DocumentFacts, PodFacts } from '../../unit';
import { Field } from '../field';
import { textsIn } from './pods';

/** What labels and annotations of a workload, and of its pods, say about its release. */
export function documentsOf(item: Item, pods: Known<PodFacts>): DocumentFacts {
  const metadata = Field.of(item, () => undefined).at('metadata');
  const places = [
    textsIn(metadata.at('annotations')),
    textsIn(metadata.at('labels')),
    ...(isUnknown(pods) ? [] : [pods.annotations, pods.labels]),
  ];
  const found = (keys: readonly string[]) =>
    keys.flatMap((key) => places.flatMap((place) => (Object.hasOwn(place, key) ? (place[key] ?? []) : [])))[0];
  return Object.fromEntries(
    Object.entries(DOCUMENT_KEYS).flatMap(([name, keys]) => {
      const value = found(keys);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
