import type { Item } from '../../../lib/facts/item';
import type { FieldPath } from '../../../lib/facts/kubernetes/problem';
import type { ContainerFacts, DeliveryUnit } from '../../../lib/facts/unit';
import { isUnknown } from '../../../lib/plan';
import type { CannotKnow } from '../../rule';
import { imageName, type ImageName } from './image';

/** The image of a container, and where it stands. */
export interface ImageFacts extends ImageName {
  readonly container: ContainerFacts;
  readonly image: string;
  readonly item: Item;
  readonly at: FieldPath;
}

/** The images of a unit that are known, and what is not known of the others. */
export interface Images {
  readonly known: readonly ImageFacts[];
  readonly unknown: readonly CannotKnow[];
}

/** What a unit runs. Containers without an image are refused by every platform, and so by no rule here. */
export function imagesOf({ pods, item }: DeliveryUnit): Images {
  if (isUnknown(pods)) return { known: [], unknown: [{ unknown: pods.unknown }] };
  const known: ImageFacts[] = [];
  const unknown: CannotKnow[] = [];
  for (const container of [...pods.initContainers, ...pods.containers]) {
    const { image, name } = container;
    if (image === undefined) continue;
    if (isUnknown(image)) unknown.push({ unknown: `the image of container "${name}": ${image.unknown}` });
    else known.push({ container, image, item: pods.from ?? item, at: [...container.at, 'image'], ...imageName(image) });
  }
  return { known, unknown };
}
