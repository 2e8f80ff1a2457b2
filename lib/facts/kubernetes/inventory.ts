import { groupBy } from '../../group-by';
import type { Item, KubeObject } from '../item';

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
  /** By kind, then name. */
  private readonly byName = new Map<GroupKind, Map<string, Item[]>>();
  /** By kind, then namespace. */
  private byNamespace: Map<GroupKind, Map<string | undefined, Item[]>> | undefined;
  /** Services by one label of their selector. */
  private servicesByLabel: Map<string, Item[]> | undefined;

  constructor(items: readonly Item[]) {
    this.items = items;
    for (const item of items) {
      const groupKind = groupKindOf(item.object);
      push(this.byKind, groupKind, item);
      const names = this.byName.get(groupKind) ?? new Map<string, Item[]>();
      this.byName.set(groupKind, names);
      push(names, item.object.metadata.name ?? '', item);
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
    const named = this.byName.get(groupKind)?.get(name) ?? [];
    const inNamespace = (wanted: string | undefined) => named.findLast((item) => namespaceOf(item) === wanted);
    const found = inNamespace(namespace);
    if (found) return found;
    if (namespace !== undefined) return inNamespace(undefined);
    const namespaces = new Set(named.map(namespaceOf));
    return namespaces.size === 1 ? named.at(-1) : undefined;
  }

  /** Objects that are there more than once, each with its later appearances. */
  duplicates(groupKind: GroupKind): readonly (readonly Item[])[] {
    return [...(this.byName.get(groupKind)?.values() ?? [])].flatMap((named) => {
      const byNamespace = new Map<string, Item[]>();
      for (const item of named) {
        if (item.object.metadata.name !== undefined) push(byNamespace, namespaceOf(item) ?? '', item);
      }
      return [...byNamespace.values()].filter((same) => same.length > 1);
    });
  }

  /** Services of a namespace whose selector matches these labels of pods. */
  servicesSelecting(labels: Readonly<Record<string, unknown>>, namespace: string | undefined): readonly Item[] {
    this.servicesByLabel ??= this.indexServices();
    const index = this.servicesByLabel;
    const candidates = Object.entries(labels).flatMap(([key, value]) => index.get(labelKey(key, value)) ?? []);
    return candidates.filter((service) => {
      const same = namespaceOf(service) === namespace || namespaceOf(service) === undefined || namespace === undefined;
      return same && Object.entries(selectorOf(service)).every(([key, value]) => labels[key] === value);
    });
  }

  private indexServices(): Map<string, Item[]> {
    const index = new Map<string, Item[]>();
    for (const service of this.of('Service')) {
      // under its first label only, so that none is found twice
      const [first] = Object.entries(selectorOf(service));
      if (first) push(index, labelKey(...first), service);
    }
    return index;
  }
}

/** Where an object says it lives. */
export function namespaceOf({ object }: Item): string | undefined {
  const { namespace } = object.metadata;
  return namespace === '' ? undefined : namespace;
}

/** The labels of pods that a Service sends requests to. */
function selectorOf({ object }: Item): Readonly<Record<string, unknown>> {
  const { selector } = Object(object.spec) as { selector?: unknown };
  return typeof selector === 'object' && selector !== null && !Array.isArray(selector)
    ? (selector as Record<string, unknown>)
    : {};
}

function labelKey(key: string, value: unknown): string {
  return `${key}=${String(value)}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
