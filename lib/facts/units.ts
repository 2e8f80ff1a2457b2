import type { Inventory } from './kubernetes/inventory';
import { kubernetesUnits } from './kubernetes/units';
import type { UnitOptions } from './unit-options';
import type { DeliveryUnit } from './unit';

/** Finds what one platform releases. */
type Extractor = (inventory: Inventory, options: UnitOptions) => readonly DeliveryUnit[];

/** One for each platform. */
const EXTRACTORS: readonly Extractor[] = [kubernetesUnits];

/** Everything among these objects that gets released, platform by platform, in the order of the objects. */
export function unitsOf(inventory: Inventory, options: UnitOptions = {}): readonly DeliveryUnit[] {
  return EXTRACTORS.flatMap((extract) => extract(inventory, options));
}
