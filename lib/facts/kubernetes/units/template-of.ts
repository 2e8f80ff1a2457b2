import { unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts } from '../../unit';
import { Field } from '../field';
import { groupKindOf, namespaceOf, type Inventory, type ObjectRef } from '../inventory';
import { readPods } from './pods';

/** Kinds that have a pod template, and where it stands. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  PodTemplate: ['template'],
};

/** The pods of a workload: from its own template, or from that of the object it takes over. */
export function podsOf(item: Item, inventory: Inventory): Known<PodFacts> {
  const root = Field.of(item, () => undefined);
  const ref = root.at('spec', 'workloadRef');
  const target = root.at('spec', 'targetRef');
  if (ref.exists) return podsOfOther(item, ref, inventory);
  if (groupKindOf(item.object) === 'flagger.app/Canary') return podsOfOther(item, target, inventory);
  return readPods(root.at(...(TEMPLATES[groupKindOf(item.object)] ?? ['spec', 'template'])), undefined);
}

function podsOfOther(item: Item, ref: Field, inventory: Inventory): Known<PodFacts> {
  const wanted = refIn(item, ref);
  const other = inventory.find(wanted);
  const path = Object.hasOwn(TEMPLATES, wanted.groupKind) ? TEMPLATES[wanted.groupKind] : undefined;
  if (!other || !path) return unknown(`the ${wanted.groupKind} "${wanted.name}" is not among the manifests`);
  return readPods(Field.of(other, () => undefined).at(...path), other);
}

/** What a reference with `apiVersion`, `kind` and `name` means. */
export function refIn(item: Item, ref: Field): ObjectRef {
  const [apiVersion, kind] = [ref.at('apiVersion').text() ?? '', ref.at('kind').text() ?? ''];
  return {
    groupKind: groupKindOf({ apiVersion, kind, metadata: {} }),
    name: ref.at('name').text() ?? '',
    namespace: namespaceOf(item),
  };
}
