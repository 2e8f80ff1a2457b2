import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { DisruptionFacts, PodFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { selects } from './selector';

/** Disruption budgets that select the pods of a unit. */
export function disruptionOf(
  item: Item,
  pods: Known<PodFacts>,
  leastReplicas: Known<number>,
  inventory: Inventory,
): readonly DisruptionFacts[] {
  if (isUnknown(pods)) return [];
  return inventory
    .near('policy/PodDisruptionBudget', namespaceOf(item))
    .filter((budget) => selects(specOf(budget).at('selector').required(), pods.labels))
    .map((budget) => ({ item: budget, letsGo: letsGo(specOf(budget), leastReplicas) }));
}

/** `policy/v1`, as the disruption controller counts: percentages of pods are rounded up. */
function letsGo(spec: Field, replicas: Known<number>): Known<boolean> {
  if (isUnknown(replicas)) return unknown('the number of replicas');
  const [least, most] = [spec.at('minAvailable'), spec.at('maxUnavailable')];
  if (most.exists) return podsIn(most, replicas) > 0;
  return least.exists ? replicas - podsIn(least, replicas) > 0 : true;
}

function podsIn(field: Field, replicas: number): number {
  const value = field.integerOrText() ?? 0;
  return typeof value === 'number' ? value : Math.ceil((Number.parseFloat(value) / 100) * replicas);
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
