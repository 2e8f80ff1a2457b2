import type { Item } from '../item';
import type { Field } from './field';
import { namespaceOf, type Inventory } from './inventory';
import type { Sides } from './sides';

/** The words by which queries can tell the versions of a rollout apart, from its strategy. */
export function sidesOf(rollout: Item, strategy: Field): Sides {
  const [canary, blueGreen] = [strategy.at('canary'), strategy.at('blueGreen')];
  const routing = canary.at('trafficRouting');
  const nodes = routing.at('appMesh', 'virtualNodeGroup');
  const subset = routing.at('istio', 'destinationRule', 'canarySubsetName').text();
  const stableSubset = routing.at('istio', 'destinationRule', 'stableSubsetName').text();
  return {
    canary: texts(
      canary.at('canaryService'),
      blueGreen.at('previewService'),
      nodes.at('canaryVirtualNodeRef', 'name'),
    ).concat(canaryIngresses(rollout, routing.at('nginx'))),
    stable: texts(canary.at('stableService'), nodes.at('stableVirtualNodeRef', 'name')),
    canaryLabels: [
      ...labelsIn(canary.at('canaryMetadata')),
      ...labelsIn(blueGreen.at('previewMetadata')),
      ...subsetLabels(subset),
    ],
    stableLabels: [...labelsIn(canary.at('stableMetadata')), ...subsetLabels(stableSubset)],
  };
}

function texts(...fields: readonly Field[]): string[] {
  return fields.map((field) => field.text() ?? '').filter((text) => text !== '');
}

/** The controller makes one for each stable Ingress (utils/ingress/ingress.go:155). */
function canaryIngresses(rollout: Item, nginx: Field): string[] {
  const stable = [nginx.at('stableIngress'), ...nginx.at('stableIngresses').list()];
  return texts(...stable).map((ingress) => `${rollout.object.metadata.name ?? ''}-${ingress}-canary`);
}

function labelsIn(metadata: Field): [string, string][] {
  return metadata
    .at('labels')
    .entries()
    .flatMap(([key, value]): [string, string][] => {
      const text = value.text();
      return text === undefined ? [] : [[key, text]];
    });
}

function subsetLabels(subset: string | undefined): [string, string][] {
  return subset === undefined ? [] : ['subset', 'destination_subset'].map((label) => [label, subset]);
}

/** Fields of a strategy that name a Service whose selector the controller writes. */
export const SIDE_SERVICES: readonly (readonly string[])[] = [
  ['canary', 'canaryService'],
  ['canary', 'stableService'],
  ['canary', 'pingPong', 'pingService'],
  ['canary', 'pingPong', 'pongService'],
  ['blueGreen', 'activeService'],
  ['blueGreen', 'previewService'],
];

/** Services that a strategy names. */
const SERVICES: readonly (readonly string[])[] = [
  ...SIDE_SERVICES,
  ['canary', 'trafficRouting', 'alb', 'rootService'],
  ['canary', 'trafficRouting', 'smi', 'rootService'],
];

/** Says which Services are named and not there. The cluster may have them, so it is no error. */
export function reportMissingServices(rollout: Item, strategy: Field, inventory: Inventory) {
  for (const path of SERVICES) {
    const field = strategy.at(...path);
    const name = field.text();
    if (name && !inventory.find({ groupKind: 'Service', name, namespace: namespaceOf(rollout) })) {
      field.report(
        'missing-service',
        `the Service "${name}" is not among the manifests.`,
        'Argo does nothing with the rollout until it is there.',
        'name the file that holds it too, unless the cluster has it.',
        'warning',
      );
    }
  }
}

/** Whether another Service than those the strategy names sends requests to the pods of both versions. */
export function hasSharedService(
  rollout: Item,
  strategy: Field,
  podLabels: Readonly<Record<string, unknown>>,
  inventory: Inventory,
): boolean {
  const named = new Set(SERVICES.map((path) => strategy.at(...path).text()));
  return inventory
    .servicesSelecting(podLabels, namespaceOf(rollout))
    .some(({ object }) => !named.has(object.metadata.name));
}
