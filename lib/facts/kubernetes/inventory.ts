import { groupBy } from '../../group-by';
import type { Item, KubeObject } from '../item';
import { demandsOfMap, type Labels } from './selector';
import { SelectorIndex } from './selector-index';

/** Group and kind, as `argoproj.io/Rollout`; the core group has none: `Service`. */
export type GroupKind = string;

/** Group and kind of an object. */
export function groupKindOf({ apiVersion, kind }: KubeObject): GroupKind {
  const slash = apiVersion.lastIndexOf('/');
  return slash < 0 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}

/** What names an object for others. */
export interface ObjectRef {
  readonly groupKind: GroupKind;
  readonly name: string;
  /** Undefined for objects of the cluster, and where whoever applies the manifest chooses it. */
  readonly namespace?: string | undefined;
}

/**
 * All objects that were read together, by kind and name. Built once; no lookup walks through all of them.
 */
export class Inventory {
  readonly items: readonly Item[];
  private readonly byKind = new Map<GroupKind, Item[]>();
  /** By kind, name, then namespace. */
  private readonly byName = new Map<GroupKind, Map<string, Map<string | undefined, Item[]>>>();
  /** By kind, then namespace. */
  private byNamespace: Map<GroupKind, Map<string | undefined, Item[]>> | undefined;
  private services: SelectorIndex<Item> | undefined;

  constructor(items: readonly Item[]) {
    this.items = items;
    for (const item of items) {
      const groupKind = groupKindOf(item.object);
      push(this.byKind, groupKind, item);
      const name = item.object.metadata.name ?? '';
      push(within(within(this.byName, groupKind), name), namespaceOf(item), item);
    }
  }

  /** All objects of a kind, in their order. */
  of(groupKind: GroupKind): readonly Item[] {
    return this.byKind.get(groupKind) ?? [];
  }

  /** Objects of a kind in a namespace; where one side says none, whoever applies the manifests chooses it. */
  near(groupKind: GroupKind, namespace: string | undefined): readonly Item[] {
    if (namespace === undefined) return this.of(groupKind);
    this.byNamespace ??= new Map();
    let spaces = this.byNamespace.get(groupKind);
    if (!spaces) {
      spaces = groupBy(this.of(groupKind), namespaceOf);
      this.byNamespace.set(groupKind, spaces);
    }
    return [...(spaces.get(namespace) ?? []), ...(spaces.get(undefined) ?? [])];
  }

  /**
   * The object that a reference means. Where one side says no namespace, whoever applies the manifests chooses it, and the
   * two are taken to meet; of several the last counts, as when they are applied.
   */
  find({ groupKind, name, namespace }: ObjectRef): Item | undefined {
    const named = this.byName.get(groupKind)?.get(name);
    const found = named?.get(namespace);
    if (found) return found.at(-1);
    if (namespace !== undefined) return named?.get(undefined)?.at(-1);
    const [only, ...others] = named?.values() ?? [];
    return others.length === 0 ? only?.at(-1) : undefined;
  }

  /** Objects of that name, of whatever kind. */
  named(name: string, namespace: string | undefined): readonly Item[] {
    return [...this.byKind.keys()].flatMap((groupKind) => this.find({ groupKind, name, namespace }) ?? []);
  }

  /** Objects that are there more than once, each with its later appearances. */
  duplicates(groupKind: GroupKind): readonly (readonly Item[])[] {
    const named = [...(this.byName.get(groupKind) ?? [])].filter(([name]) => name !== '');
    return named.flatMap(([, spaces]) => [...spaces.values()].filter((same) => same.length > 1));
  }

  /** Services of a namespace whose selector matches these labels of pods. */
  servicesSelecting(labels: Labels, namespace: string | undefined): readonly Item[] {
    this.services ??= new SelectorIndex(
      this.of('Service').flatMap((item) => {
        const demands = demandsOfMap(selectorOf(item));
        // a Service without a selector has endpoints that somebody else writes, and an ExternalName is another name for a host
        return demands.length === 0 || isExternalName(item)
          ? []
          : [{ value: item, demands, namespaces: [namespaceOf(item)] }];
      }),
    );
    return this.services.selecting(labels, namespace);
  }
}

/** Where an object says it lives; a key with nothing behind it says nothing. */
export function namespaceOf({ object }: Item): string | undefined {
  const namespace = object.metadata.namespace ?? '';
  return namespace === '' ? undefined : namespace;
}

/** The labels of pods that a Service sends requests to. */
function selectorOf({ object }: Item): Labels {
  const { selector } = Object(object.spec) as { selector?: unknown };
  return typeof selector === 'object' && selector !== null && !Array.isArray(selector) ? (selector as Labels) : {};
}

function isExternalName({ object }: Item): boolean {
  return (Object(object.spec) as { type?: unknown }).type === 'ExternalName';
}

function within<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const inner = map.get(key) ?? new Map<L, V>();
  map.set(key, inner);
  return inner;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
