import { placeOf, type Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { RelationRule } from '../../rule';
import { all } from '../example';
import { deployment, safe } from './examples';
import { takenOver, WORKLOADS, workloadsSelecting } from './indices';

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
    const labels = Field.of(item, () => undefined).at('spec', 'template', 'metadata', 'labels').value;
    if (typeof labels !== 'object' || labels === null) return;
    const taken = takenOver(inventory);
    const others = workloadsSelecting(inventory)
      .selecting(labels as Readonly<Record<string, unknown>>, namespaceOf(item))
      .filter((other) => !isSame(item, other) && taken.get(item) !== other && taken.get(other) !== item);
    for (const other of others) {
      yield {
        at: ['spec', 'template', 'metadata', 'labels'],
        key: `${other.object.kind}/${other.object.metadata.name ?? ''}`,
        what: `${other.object.kind} "${other.object.metadata.name ?? ''}" at ${placeOf(other)} selects its pods too.`,
      };
    }
  },
  examples: {
    good: [{ title: 'one workload', manifests: safe() }],
    bad: [
      { title: 'a Deployment that was left beside its Rollout', manifests: all(safe(), deployment('replicas: 4')) },
    ],
  },
};

/** One object that is there twice is for the rule about duplicates. */
function isSame({ object: one }: Item, { object: other }: Item): boolean {
  return one.kind === other.kind && one.metadata.name === other.metadata.name && one.metadata.name !== undefined;
}
