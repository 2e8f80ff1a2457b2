import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts } from '../../unit';
import { Field } from '../field';
import { groupKindOf, namespaceOf, type Inventory } from '../inventory';

/** Fields in which what releases a workload names Services, or what stands for them. */
const ROUTES = new Map<string, readonly (readonly string[])[]>([
  [
    'argoproj.io/Rollout',
    [
      ['strategy', 'canary', 'canaryService'],
      ['strategy', 'canary', 'stableService'],
      ['strategy', 'canary', 'trafficRouting'],
      ['strategy', 'canary', 'pingPong'],
      ['strategy', 'blueGreen', 'activeService'],
    ],
  ],
  ['flagger.app/Canary', [['service']]],
]);

/** Whether anybody sends requests to the pods. */
export function servesTraffic(item: Item, pods: Known<PodFacts>, inventory: Inventory): Known<boolean> {
  const spec = Field.of(item, () => undefined).at('spec');
  const routes = ROUTES.get(groupKindOf(item.object)) ?? [];
  if (routes.some((path) => spec.at(...path).exists)) return true;
  if (isUnknown(pods)) return pods;
  if (inventory.servicesSelecting(pods.labels, namespaceOf(item)).length > 0) return true;
  return pods.containers.some(({ listens }) => listens)
    ? unknown('whether a Service that is not among the manifests selects its pods')
    : false;
}
