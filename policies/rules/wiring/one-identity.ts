import { identitiesOf, type Identities } from '../../../lib/inspectors/identity';
import { placeOf } from '../../../lib/facts/item';
import type { Inventory } from '../../../lib/facts/kubernetes/inventory';
import { ANY_KIND, type RelationRule } from '../../rule';
import { all } from '../example';

const service = (name: string, port: number) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: ${port} }] }`;

/** Objects that have no name, and objects that are one to the cluster. */
export const oneIdentity: RelationRule = {
  id: 'one-identity',
  gate: 'pre-release-validation',
  judges: 'relation',
  kinds: [ANY_KIND],
  title: 'Each object is there once, and has a name',
  why: 'of two objects with one name the cluster keeps the one that was applied last, without a word.',
  fix: 'give each its own name or namespace.',
  level: 'error',
  source: 'Kubernetes, "Object Names and IDs"',
  since: '0.2.0',
  check: (item, { inventory }) => {
    const { nameless, same } = identitiesIn(inventory);
    const { kind, metadata } = item.object;
    if (nameless.has(item)) {
      return [
        {
          at: ['metadata'],
          what: `this ${kind} has no name.`,
          why: 'the API server refuses it.',
          fix: 'give it metadata.name.',
        },
      ];
    }
    const first = same.get(item);
    const what = `the ${kind} "${metadata.name ?? ''}" is there already${first ? `: at ${placeOf(first)}` : ''}.`;
    return first ? [{ at: ['metadata', 'name'], value: metadata.name, what }] : [];
  },
  examples: {
    good: [{ title: 'two Services', manifests: all(service('web', 80), service('web-canary', 80)) }],
    bad: [
      { title: 'one Service twice', manifests: all(service('web', 80), service('web', 8080)) },
      { title: 'no name', manifests: 'apiVersion: v1\nkind: Service\nmetadata: { namespace: shop }\nspec: {}' },
    ],
  },
};

interface Known {
  readonly nameless: ReadonlySet<Identities['nameless'][number]>;
  /** The first of those that are one, by each later one. */
  readonly same: ReadonlyMap<Identities['nameless'][number], Identities['nameless'][number]>;
}

const known = new WeakMap<Inventory, Known>();

function identitiesIn(inventory: Inventory): Known {
  const found = known.get(inventory);
  if (found) return found;
  const { nameless, same } = identitiesOf(inventory.items);
  const later = [...same.values()].flatMap(([first, ...others]) =>
    first ? others.map((other) => [other, first] as const) : [],
  );
  const made: Known = { nameless: new Set(nameless), same: new Map(later) };
  known.set(inventory, made);
  return made;
}
