import type { Artefact } from './vendor';

/** Stands for the id that a vendor gives to another artefact when it is created, such as `${monitor/slo-checkout-page}`. */
const REFERENCE = /\$\{([A-Za-z]+\/[a-z0-9-]+)\}/g;

/** The id of an artefact, in the text of another. */
export function idOf({ kind, name }: Pick<Artefact, 'kind' | 'name'>): string {
  return `\${${kind}/${name}}`;
}

/** Artefacts whose ids a body needs, as `kind/name`, in the order of the alphabet. Create those first. */
export function referencesIn(body: object): readonly string[] {
  return [...new Set([...JSON.stringify(body).matchAll(REFERENCE)].map(([, reference = '']) => reference))].sort();
}

/**
 * The artefact with ids in place of references. `ids` is asked with `kind/name`.
 * @throws if `ids` does not know one of them
 */
export function withIds(artefact: Artefact, ids: ReadonlyMap<string, string>): Artefact {
  const missing = referencesIn(artefact.body).filter((reference) => !ids.has(reference));
  if (missing.length > 0) {
    throw new Error(
      `${artefact.kind} "${artefact.name}" needs the id of ${missing.join(', ')}: without it the vendor refuses the body. Create those first, and pass the ids they were given.`,
    );
  }
  const filled = JSON.stringify(artefact.body).replace(REFERENCE, (_, reference: string) =>
    JSON.stringify(ids.get(reference)).slice(1, -1),
  );
  // JSON in and JSON out: the shape is the one it had
  return { ...artefact, body: JSON.parse(filled) as object };
}
