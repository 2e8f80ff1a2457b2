import type { RelationRule } from '../../rule';
import { all } from '../example';
import { autoscaler, safe } from './examples';
import { AUTOSCALERS, specOf, targetOf } from './indices';

/** Said of the workload, whose field it is. */
export const fixedReplicas: RelationRule = {
  id: 'fixed-replicas',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: AUTOSCALERS,
  title: 'Where an autoscaler says how many pods there are, nothing else does',
  why: 'every time the manifests are applied, pods are taken away that the traffic needs.',
  fix: 'take spec.replicas away.',
  level: 'warning',
  source: 'Kubernetes: Horizontal Pod Autoscaling (migrating Deployments and StatefulSets)',
  since: '0.2.0',
  *check(item, { inventory }) {
    const target = inventory.find(targetOf(item));
    const own = target && specOf(target).at('replicas').value;
    if (!target || own === undefined) return;
    yield {
      item: target,
      at: ['spec', 'replicas'],
      value: own,
      what: `it says ${JSON.stringify(own)} pods, and ${item.object.kind} "${item.object.metadata.name ?? ''}" says how many there are.`,
    };
  },
  examples: {
    good: [{ title: 'the autoscaler alone', manifests: all(safe().replace(/^ *replicas: 4\n/m, ''), autoscaler()) }],
    bad: [{ title: 'both', manifests: all(safe(), autoscaler()) }],
  },
};
