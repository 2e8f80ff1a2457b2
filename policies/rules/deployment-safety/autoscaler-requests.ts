import type { Item } from '../../../lib/facts/item';
import { Field } from '../../../lib/facts/kubernetes/field';
import { readPods } from '../../../lib/facts/kubernetes/units/pods';
import { namespaceOf } from '../../../lib/facts/kubernetes/inventory';
import type { RelationRule } from '../../rule';
import { all } from '../example';
import { autoscaler, pods } from './examples';
import { specOf, targetOf } from './indices';

/** A percentage needs something that it is a percentage of. */
export const autoscalerRequests: RelationRule = {
  id: 'autoscaler-requests',
  gate: 'deployment-safety',
  judges: 'relation',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  title: 'Pods that are scaled by utilization say how much they ask for',
  why: 'the autoscaler cannot compute a percentage of nothing, and scales nothing.',
  fix: 'set resources.requests of each container, or scale by ContainerResource.',
  level: 'error',
  source: 'Kubernetes: Horizontal Pod Autoscaling (if some containers do not have the request set, it takes no action)',
  since: '0.2.0',
  *check(item, { inventory }) {
    const target = inventory.find(targetOf(item));
    if (!target || !specOf(target).at('template').exists) return;
    const { containers } = readPods(Field.of(target, () => undefined).at('spec', 'template'), undefined);
    // a LimitRange gives requests to those that say none
    const given = inventory.near('LimitRange', namespaceOf(target)).length > 0;
    for (const { resource, container } of utilizationsIn(item)) {
      const asked = containers.filter(({ name }) => container === undefined || name === container);
      for (const { name, at } of asked.filter(({ requests }) => !requests[resource])) {
        const what = `container "${name}" asks for no ${resource}, and ${item.object.kind} "${item.object.metadata.name ?? ''}" scales by its utilization.`;
        yield given
          ? { item: target, unknown: `whether a LimitRange gives container "${name}" a request of ${resource}` }
          : { item: target, at: [...at, 'resources', 'requests', resource], what };
      }
    }
  },
  examples: {
    good: [{ title: 'a request', manifests: all(pods('resources: { requests: { cpu: 100m } }'), autoscaler()) }],
    bad: [{ title: 'none', manifests: all(pods('resources: { requests: { memory: 128Mi } }'), autoscaler()) }],
  },
};

interface Utilization {
  readonly resource: 'cpu' | 'memory';
  /** @default - all of the pod */
  readonly container?: string;
}

function utilizationsIn(autoscaler: Item): readonly Utilization[] {
  const spec = specOf(autoscaler);
  // autoscaling/v1 knows no other metric
  if (spec.at('targetCPUUtilizationPercentage').exists) return [{ resource: 'cpu' }];
  return spec
    .at('metrics')
    .list()
    .flatMap((metric): Utilization[] => {
      const one =
        metric.at('type').text() === 'ContainerResource' ? metric.at('containerResource') : metric.at('resource');
      const [resource, container] = [one.at('name').text(), one.at('container').text()];
      if (one.at('target', 'type').text() !== 'Utilization' || (resource !== 'cpu' && resource !== 'memory')) return [];
      return [{ resource, ...(container === undefined ? {} : { container }) }];
    });
}
