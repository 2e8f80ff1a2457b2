import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { groupKindOf, namespaceOf, type Inventory, type ObjectRef } from '../../../lib/facts/kubernetes/inventory';
import { demandsOf } from '../../../lib/facts/kubernetes/selector';
import { SelectorIndex } from '../../../lib/facts/kubernetes/selector-index';
import { groupBy } from '../../../lib/group-by';
import { oncePer } from '../once-per';

/** Kinds that own pods by a label selector. */
export const WORKLOADS = [
  'argoproj.io/Rollout',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
] as const;

/** Workloads by the labels that they select. */
export const workloadsSelecting = oncePer(
  (inventory: Inventory) =>
    new SelectorIndex(
      WORKLOADS.flatMap((kind) => inventory.of(kind)).flatMap((item) => {
        const selector = specOf(item).at('selector');
        return selector.exists ? [{ value: item, demands: demandsOf(selector), namespaces: [namespaceOf(item)] }] : [];
      }),
    ),
);

/** Kinds that say how many pods a workload has. */
export const AUTOSCALERS = ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'] as const;

/** Autoscalers by what they scale. */
export const autoscalersByTarget = oncePer((inventory: Inventory) =>
  groupBy(
    AUTOSCALERS.flatMap((kind) => inventory.of(kind)),
    (item) => targetKey(targetOf(item)),
  ),
);

/** Workloads that a Rollout takes over, and by which. */
export const takenOver = oncePer((inventory: Inventory) => {
  const pairs = inventory.of('argoproj.io/Rollout').flatMap((rollout) => {
    const ref = specOf(rollout).at('workloadRef');
    const other = ref.exists ? inventory.find(refIn(rollout, ref)) : undefined;
    return other ? [[other, rollout] as const] : [];
  });
  return new Map<Item, Item>(pairs);
});

/** Whether an Application of Argo CD leaves differences of Services alone; which Services it applies, nobody can tell. */
export const ignoresServices = oncePer((inventory: Inventory) =>
  inventory.of('argoproj.io/Application').some((application) =>
    specOf(application)
      .at('ignoreDifferences')
      .list()
      .some((ignored) => ignored.at('kind').text() === 'Service'),
  ),
);

/** What an autoscaler scales; KEDA takes a Deployment where no kind is said. */
export function targetOf(item: Item): ObjectRef {
  const ref = specOf(item).at('scaleTargetRef');
  const keda = groupKindOf(item.object) === 'keda.sh/ScaledObject';
  return refIn(item, ref, keda ? { apiVersion: 'apps/v1', kind: 'Deployment' } : {});
}

/** Names what is scaled: kind, namespace and name. */
export function targetKey({ groupKind, name, namespace }: ObjectRef): string {
  return [groupKind, namespace ?? '', name].join('|');
}

/** The fields of `spec`. */
export function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}

function refIn(item: Item, ref: Field, instead: { apiVersion?: string; kind?: string } = {}): ObjectRef {
  const apiVersion = ref.at('apiVersion').text() ?? instead.apiVersion ?? '';
  const kind = ref.at('kind').text() ?? instead.kind ?? '';
  return {
    groupKind: groupKindOf({ apiVersion, kind, metadata: {} }),
    name: ref.at('name').text() ?? '',
    namespace: namespaceOf(item),
  };
}
