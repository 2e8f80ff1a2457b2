import { isKubeObject, type Item } from '../../../lib/facts/item';
import { listed } from '../../../lib/facts/kubernetes/list';
import type { PulumiResource } from './sdk';
import { marked, unguarded } from './unknowns';

/** A resource in which there is something that can't be looked at. */
export interface Opaque {
  readonly urn: string;
  /** Why not, and what to do. */
  readonly why: string;
}

/** What was made of the resources of a stack. */
export interface ReadStack {
  readonly items: readonly Item[];
  readonly opaque: readonly Opaque[];
}

/** Every Kubernetes object among these resources. */
export function readStack(resources: readonly PulumiResource[]): ReadStack {
  return {
    items: resources.flatMap(itemsOf),
    opaque: resources.flatMap(({ type, urn }) => {
      const why = whyOpaque(type);
      return why === undefined ? [] : [{ urn, why }];
    }),
  };
}

/** The Kubernetes objects that a resource stands for, of a list those in it; none for components, other providers and what is opaque. */
export function itemsOf({ type, props, urn }: PulumiResource): readonly Item[] {
  if (!type.startsWith('kubernetes:') || whyOpaque(type) !== undefined) return [];
  const { metadata = {}, ...rest } = unguarded(props);
  return listed(marked({ ...withoutNotes(rest), metadata })).flatMap((object): Item[] =>
    isKubeObject(object) ? [{ object, origin: { kind: 'urn', path: urn } }] : [],
  );
}

/** The provider notes things of its own beside the object's fields. */
function withoutNotes(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('__')));
}

function whyOpaque(type: string): string | undefined {
  if (/^kubernetes:helm\.sh\/v\d+:Release$/.test(type)) {
    return 'Helm renders it inside the provider, so nothing in it was judged. Use kubernetes.helm.v4.Chart, whose objects are resources, or pipe "helm template" into "stepgate check -".';
  }
  if (type.startsWith('kubernetes:') && type.endsWith('Patch')) {
    return 'It changes an object that is managed elsewhere, and only the change is seen here. Judge the object where it is managed.';
  }
  return undefined;
}
