import { placeOf, type Item } from '../../../lib/facts/item';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { Labels } from '../../../lib/facts/kubernetes/selector';
import type { RelationRule } from '../../rule';
import { all } from '../example';
import { deployment, safe } from './examples';
import { takenOver, WORKLOADS, workloadsSelecting } from './indices';
import { mapIn } from './values';

/** A workload that a Rollout takes over has its selector on purpose. */
export const oneSelector: RelationRule = {
  id: 'one-selector',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: WORKLOADS,
  title: 'Pods are selected by one workload alone',
  why: 'each counts the pods of the other as its own and takes them away, in releases above all.',
  fix: 'give each workload a label in its selector that the other does not have.',
  level: 'error',
  source: 'Kubernetes: Deployments (do not overlap labels or selectors with other controllers)',
  since: '0.2.0',
  *check(item, { inventory }) {
    const selecting = (one: Item) => workloadsSelecting(inventory).selecting(labelsOf(one), namespaceOf(one));
    const all = selecting(item);
    const other = all.find((one) => isAnother(item, one, takenOver(inventory)));
    if (!other) return;
    // where each selects the pods of the other, the later one has the finding
    const isEarlier = all.includes(item) && all.indexOf(item) < all.indexOf(other);
    if (isEarlier && selecting(other).includes(item)) return;
    yield {
      at: ['spec', 'template', 'metadata', 'labels'],
      what: `${other.object.kind} "${other.object.metadata.name ?? ''}" at ${placeOf(other)} selects its pods too.`,
    };
  },
  examples: {
    good: [{ title: 'one workload', manifests: safe() }],
    bad: [
      { title: 'a Deployment that was left beside its Rollout', manifests: all(safe(), deployment('replicas: 4')) },
    ],
  },
};

/** Neither the same object, there twice, which is for the rule about duplicates, nor what one of the two takes over. */
function isAnother(item: Item, other: Item, taken: ReadonlyMap<Item, Item>): boolean {
  const { kind, metadata } = item.object;
  const isSame = item === other || (kind === other.object.kind && metadata.name === other.object.metadata.name);
  return !isSame && taken.get(item) !== other && taken.get(other) !== item;
}

function labelsOf(item: Item): Labels {
  return mapIn(item.object.spec, 'template', 'metadata', 'labels');
}
