import { isUnknown } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { DeliveryUnit } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import type { Autoscalers } from '../replicas';
import { usedBy } from '../templates';
import { takenBy } from './template-of';

/** Fields in which a strategy names Services and what routes to them. */
const NAMING = [
  ['strategy', 'canary', 'canaryService'],
  ['strategy', 'canary', 'stableService'],
  ['strategy', 'canary', 'pingPong'],
  ['strategy', 'canary', 'trafficRouting'],
  ['strategy', 'blueGreen', 'activeService'],
  ['strategy', 'blueGreen', 'previewService'],
];

/** Objects that are about a unit, beside its own: what it is made from, reached by, scaled by and watched by. */
export function relatedTo(
  unit: Pick<DeliveryUnit, 'item' | 'pods' | 'disruption' | 'alerts' | 'scrapes'>,
  { inventory, autoscalers }: { readonly inventory: Inventory; readonly autoscalers: Autoscalers },
): readonly Item[] {
  const { item, pods } = unit;
  const namespace = namespaceOf(item);
  const taken = takenBy(item);
  const spec = Field.of(item, () => undefined).at('spec');
  const names = new Set(NAMING.flatMap((path) => textsIn(spec.at(...path).value)));
  return [
    ...new Set([
      ...((taken && [inventory.find(taken)]) ?? []),
      ...(isUnknown(pods) ? [] : inventory.servicesSelecting(pods.labels, namespace)),
      ...[...names].flatMap((name) => inventory.named(name, namespace)),
      ...usedBy([item], inventory),
      autoscalers.of(item),
      ...[...unit.disruption, ...unit.alerts, ...unit.scrapes].map((fact) => fact.item),
    ]),
  ].flatMap((one) => (one && one !== item ? [one] : []));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
