import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Plan } from '../../../plan/model/plan';
import type { Item } from '../../item';
import { Field } from '../field';
import { groupKindOf, type Inventory } from '../inventory';
import { leastOf, readReplicas, type Autoscalers } from '../replicas';
import { takenBy } from './template-of';

/** Fewest pods that a workload may want: of an autoscaler its least. Of a Flagger Canary they are those of what it takes over. */
export function leastReplicas(
  item: Item,
  plan: Plan | undefined,
  { inventory, autoscalers }: { readonly inventory: Inventory; readonly autoscalers: Autoscalers },
): Known<number> {
  const ref = plan ? undefined : takenBy(item);
  const workload = ref ? inventory.find(ref) : item;
  if (!workload)
    return unknown(`the replicas of the ${ref?.groupKind} "${ref?.name}", which is not among the manifests`);
  if (groupKindOf(workload.object) === 'apps/DaemonSet') return unknown('how many nodes there are');
  const { desired } =
    plan?.replicas ??
    readReplicas(Field.of(workload, () => undefined).at('spec'), workload, autoscalers, () => undefined);
  const autoscaler = autoscalers.of(workload);
  if (!autoscaler) return desired;
  const least = leastOf(autoscaler, () => undefined);
  return isUnknown(desired) ? least : Math.min(least, desired);
}
