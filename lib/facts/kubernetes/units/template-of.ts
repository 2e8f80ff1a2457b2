import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts } from '../../unit';
import { Field } from '../field';
import { groupKindOf, namespaceOf, type Inventory, type ObjectRef } from '../inventory';
import { readPods } from './pods';

/** Kinds that have a pod template, and where it stands. */
const TEMPLATES = new Map<string, readonly string[]>([
  ...['apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'].map(
    (kind) => [kind, ['spec', 'template']] as const,
  ),
  ['PodTemplate', ['template']],
]);

/** The pods of a workload: from its own template, or from that of the object it takes over. */
export function podsOf(item: Item, inventory: Inventory): Known<PodFacts> {
  const ref = takenBy(item);
  if (!ref) {
    const path = TEMPLATES.get(groupKindOf(item.object)) ?? ['spec', 'template'];
    return readPods(Field.of(item, () => undefined).at(...path), undefined);
  }
  const other = inventory.find(ref);
  const path = TEMPLATES.get(ref.groupKind);
  if (!other || !path) return unknown(`the ${ref.groupKind} "${ref.name}" is not among the manifests`);
  return readPods(Field.of(other, () => undefined).at(...path), other);
}

/** Labels of which Flagger changes the first that a selector demands (its flag `-selector-labels`). */
const FLAGGER_LABELS = ['app', 'name', 'app.kubernetes.io/name'] as const;

/** The pods that serve between releases: Flagger runs them from a copy, whose label ends in `-primary`. */
export function servingPods(item: Item, pods: Known<PodFacts>, inventory: Inventory): Known<PodFacts> {
  const ref = groupKindOf(item.object) === 'flagger.app/Canary' ? takenBy(item) : undefined;
  const target = ref && inventory.find(ref);
  if (!target || isUnknown(pods)) return pods;
  const selector = Field.of(target, () => undefined).at('spec', 'selector', 'matchLabels');
  const key = FLAGGER_LABELS.find((label) => selector.at(label).exists);
  const value = key === undefined ? undefined : selector.at(key).text();
  return key === undefined || value === undefined
    ? pods
    : { ...pods, labels: { ...pods.labels, [key]: `${value}-primary` } };
}

/** What a Rollout or a Flagger Canary takes its pods from, and over. @returns undefined if it has pods of its own */
export function takenBy(item: Item): ObjectRef | undefined {
  const spec = Field.of(item, () => undefined).at('spec');
  switch (groupKindOf(item.object)) {
    case 'argoproj.io/Rollout':
      return spec.at('workloadRef').exists ? refIn(item, spec.at('workloadRef')) : undefined;
    case 'flagger.app/Canary':
      return refIn(item, spec.at('targetRef'));
    default:
      return undefined;
  }
}

/** What a reference with `apiVersion`, `kind` and `name` means. */
function refIn(item: Item, ref: Field): ObjectRef {
  const [apiVersion, kind] = [ref.at('apiVersion').text() ?? '', ref.at('kind').text() ?? ''];
  return {
    groupKind: groupKindOf({ apiVersion, kind, metadata: {} }),
    name: ref.at('name').text() ?? '',
    namespace: namespaceOf(item),
  };
}
