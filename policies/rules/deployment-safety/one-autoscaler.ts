import { placeOf } from '../../../lib/facts/item';
import type { RelationRule } from '../../rule';
import { all } from '../example';
import { autoscaler, safe } from './examples';
import { AUTOSCALERS, autoscalersByTarget, targetKey, targetOf } from './indices';

/** Said of the second and of all that follow. */
export const oneAutoscaler: RelationRule = {
  id: 'one-autoscaler',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: AUTOSCALERS,
  title: 'One autoscaler scales a workload',
  why: 'each undoes what the other does, every 15 seconds.',
  fix: 'put all metrics into one autoscaler: the largest number of pods wins.',
  level: 'error',
  source: 'Kubernetes: HorizontalPodAutoscaler (AmbiguousSelector)',
  since: '0.2.0',
  *check(item, { inventory }) {
    const [first] = autoscalersByTarget(inventory).get(targetKey(targetOf(item))) ?? [];
    const isSame = first?.object.kind === item.object.kind && first.object.metadata.name === item.object.metadata.name;
    if (!first || isSame) return;
    yield {
      at: ['spec', 'scaleTargetRef'],
      what: `${first.object.kind} "${first.object.metadata.name ?? ''}" at ${placeOf(first)} scales the same workload.`,
    };
  },
  examples: {
    good: [{ title: 'one', manifests: all(safe(), autoscaler()) }],
    bad: [
      { title: 'one for CPU, one for the queue', manifests: all(safe(), autoscaler(), autoscaler({ name: 'queue' })) },
    ],
  },
};
