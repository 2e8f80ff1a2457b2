import { unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { PodFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { textsIn } from './pods';

/** Containers that a mesh puts into pods when they are made, and what asks for it, or forbids it. */
const MESHES: Readonly<Record<string, { readonly asks: readonly Sign[]; readonly forbids: readonly Sign[] }>> = {
  'istio-proxy': {
    asks: [
      ['istio-injection', 'enabled'],
      ['sidecar.istio.io/inject', 'true'],
      ['istio.io/rev', undefined],
    ],
    forbids: [
      ['sidecar.istio.io/inject', 'false'],
      ['istio-injection', 'disabled'],
    ],
  },
  'linkerd-proxy': {
    asks: [
      ['linkerd.io/inject', 'enabled'],
      ['linkerd.io/inject', 'ingress'],
    ],
    forbids: [['linkerd.io/inject', 'disabled']],
  },
};

/** A label or annotation, with this value or any. */
type Sign = readonly [key: string, value: string | undefined];

/** Names of the containers that may be put into pods. */
export const INJECTED: readonly string[] = Object.keys(MESHES);

/** Whether a container is put into the pods of a workload: what the pods say counts before what their namespace says. */
export function isInjected(name: string, item: Item, pods: PodFacts, inventory: Inventory): Known<boolean> {
  const mesh = Object.hasOwn(MESHES, name) ? MESHES[name] : undefined;
  if (!mesh) return false;
  const namespace = namespaceOf(item);
  const above = namespace === undefined ? undefined : inventory.find({ groupKind: 'Namespace', name: namespace });
  const metadata = above && Field.of(above, () => undefined).at('metadata');
  const places = [
    { ...pods.annotations, ...pods.labels },
    ...(metadata ? [{ ...textsIn(metadata.at('annotations')), ...textsIn(metadata.at('labels')) }] : []),
  ];
  for (const said of places) {
    const has = ([key, value]: Sign) => Object.hasOwn(said, key) && (value === undefined || said[key] === value);
    if (mesh.forbids.some(has)) return false;
    if (mesh.asks.some(has)) return true;
  }
  return unknown(`whether ${name}, whose metrics are collected, is put into its pods`);
}
