import { goodReleases } from './good';
import type { GoodRelease } from './release';

/** A release with one fault, and everything that the pack `recommended` finds in it. */
export interface FaultyRelease extends GoodRelease {
  /** `rule Kind/name`, sorted: the fault's own rule, and what follows from the fault. */
  readonly finds: readonly string[];
}

/** A text in the manifests, and what stands there instead; every place of it. */
type Edit = readonly [from: string | RegExp, to: string];

/** What breaks a release, told in a few words. */
export type Fault = readonly [title: string, edits: readonly Edit[], ...finds: readonly string[]];

/** Good releases, each broken in one way. `base` is part of the title of the good one. */
export function broken(base: string, faults: readonly Fault[]): readonly FaultyRelease[] {
  const [good, ...others] = goodReleases.filter(({ title }) => title.includes(base));
  if (!good || others.length > 0) throw new Error(`"${base}" must name one good release.`);
  return faults.map(([title, edits, ...finds]) => ({
    title: `${good.title}: ${title}`,
    manifests: edits.reduce(edited, good.manifests),
    finds: [...finds].sort(),
  }));
}

/** An edit that finds nothing to change would leave the release good. */
function edited(text: string, [from, to]: Edit): string {
  const changed = typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to);
  if (changed === text) throw new Error(`the fault finds nothing like ${String(from)}.`);
  return changed;
}

/** One document of a release, by its kind and name, for an edit that takes it out. */
export function documentOf(kind: string, name: string): RegExp {
  return new RegExp(
    `(?:^|---\\n)apiVersion: [^\\n]*\\nkind: ${kind}\\nmetadata:[^]*?name: ${name}\\b[^]*?(?=\\n---|$)`,
  );
}
