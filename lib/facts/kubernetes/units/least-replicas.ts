import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Plan } from '../../../plan/model/plan';
import type { Item } from '../../item';
import { Field } from '../field';
import { groupKindOf, type Inventory } from '../inventory';
import { readReplicas, type Autoscalers } from '../replicas';
import { takenBy } from './template-of';

/** Fewest pods that a workload may want: of an autoscaler its least. */
export function leastReplicas(
  item: Item,
  plan: Plan | undefined,
  around: { readonly inventory: Inventory; readonly autoscalers: Autoscalers },
): Known<number> {
  const replicas = plan?.replicas ?? readWithoutPlan(item, around);
  if (isUnknown(replicas)) return replicas;
  const { desired, range } = replicas;
  if (!range || isUnknown(range.min)) return range?.min ?? desired;
  return isUnknown(desired) ? range.min : Math.min(range.min, desired);
}

/** Of a Flagger Canary they are those of what it takes over. */
function readWithoutPlan(
  item: Item,
  { inventory, autoscalers }: { readonly inventory: Inventory; readonly autoscalers: Autoscalers },
): Known<Plan['replicas']> {
  const ref = takenBy(item);
  const workload = ref ? inventory.find(ref) : item;
  if (!workload)
    return unknown(`the replicas of the ${ref?.groupKind} "${ref?.name}", which is not among the manifests`);
  if (groupKindOf(workload.object) === 'apps/DaemonSet') return unknown('how many nodes there are');
  return readReplicas(Field.of(workload, () => undefined).at('spec'), workload, autoscalers, () => undefined);
}
