import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';

/** Fields in which a strategy names Services, or what stands for them. */
const ROUTES = [
  ['canary', 'canaryService'],
  ['canary', 'stableService'],
  ['canary', 'trafficRouting'],
  ['canary', 'pingPong'],
  ['blueGreen', 'activeService'],
] as const;

/** Whether anybody sends requests to the pods. */
export function servesTraffic(item: Item, pods: Known<PodFacts>, inventory: Inventory): Known<boolean> {
  const spec = Field.of(item, () => undefined).at('spec');
  const routed = ROUTES.some((path) => spec.at('strategy', ...path).exists);
  // a Flagger Canary without a service has nothing to route
  if (routed || spec.at('service').exists) return true;
  if (isUnknown(pods)) return pods;
  if (inventory.servicesSelecting(pods.labels, namespaceOf(item)).length > 0) return true;
  return pods.containers.some(({ listens }) => listens)
    ? unknown('whether a Service that is not among the manifests selects its pods')
    : false;
}
