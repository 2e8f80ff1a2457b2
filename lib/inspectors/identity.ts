import type { Problem } from '../errors';
import { type Item, type KubeObject, placeOf } from '../facts/item';
import { groupBy } from '../group-by';
import type { Inspector } from './inspector';

/**
 * Refuses objects without a name, and two objects that are one to the cluster: same API group, kind, namespace and
 * name. The version is not part of it, since `apps/v1beta1` and `apps/v1` are two views of the same object.
 */
export const identity: Inspector = {
  id: 'identity',
  inspect(items) {
    const { nameless, same } = identitiesOf(items);
    return [...nameless.map(withoutName), ...[...same].map(([name, group]) => duplicate(name, group))];
  },
};

/** What is wrong with the names of objects. */
export interface Identities {
  readonly nameless: readonly Item[];
  /** Objects that are one to the cluster, by what it calls them. */
  readonly same: ReadonlyMap<string, readonly Item[]>;
}

/** Finds objects without a name, and several that are one. */
export function identitiesOf(items: readonly Item[]): Identities {
  const named = items.filter(({ object: { metadata } }) => metadata.name);
  const groups = [...groupBy(named, ({ object }) => identityOf(object))];
  return {
    nameless: items.filter(({ object: { metadata } }) => !metadata.name && !metadata.generateName),
    same: new Map(groups.filter(([, group]) => group.length > 1)),
  };
}

/** What the API server tells objects apart by, such as `Deployment.apps shop/web`. */
function identityOf({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  const namespace = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
  return `${kind}${group} ${namespace}${metadata.name}`;
}

function withoutName(item: Item): Problem {
  return {
    rule: identity.id,
    at: placeOf(item),
    value: item.object.metadata,
    what: `This ${item.object.kind} has no name.`,
    why: 'The API server refuses an object that has neither metadata.name nor metadata.generateName.',
    fix: 'Leave `name` out of the metadata for a generated one; `name: undefined` takes that away.',
  };
}

function duplicate(name: string, items: readonly Item[]): Problem {
  const places = items.map((item) => `"${placeOf(item)}"`);
  return {
    rule: identity.id,
    at: items.map(placeOf).at(-1) ?? '',
    value: name,
    what: `The same object is rendered ${items.length} times: by ${places.join(' and ')}.`,
    why: 'The cluster keeps one object of that kind, namespace and name; the last one applied would silently win.',
    fix: 'Give each its own name or namespace, or use one app for each cluster.',
  };
}
