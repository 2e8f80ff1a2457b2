import { parseAllDocuments } from 'yaml';
import type { Item, KubeObject } from '../../../../lib/facts/item';
import { evaluate } from '../../../../policies/evaluate';
import { recommended } from '../../../../policies/packs';
import type { GateReport } from '../../../../lib/verdict';
import { exemptedReleases } from '../../releases/exempted';
import { faults } from '../../releases/faults';
import { goodReleases } from '../../releases/good';

/** A release, and what evaluate itself says of it. Its documents are called `o0`, `o1`, ... in every host. */
export interface JudgedRelease {
  readonly title: string;
  readonly manifests: string;
  /** As a host is given them; a list is one. */
  readonly documents: readonly KubeObject[];
  readonly report: GateReport;
}

/** Far from the days in the exemptions of the corpus. */
const today = '2026-11-25';

export const corpus: readonly JudgedRelease[] = [...goodReleases, ...faults, ...exemptedReleases].map(
  ({ title, manifests }) => {
    // they are Kubernetes objects: whoever wrote the releases tests that
    const documents = parseAllDocuments(manifests).map((document) => document.toJS() as KubeObject);
    const items = documents.flatMap((document, index): Item[] => {
      const objects = document.kind.endsWith('List') ? (document.items as readonly KubeObject[]) : [document];
      return objects.map((object) => ({ object, origin: { kind: 'construct', path: `o${index}` } }));
    });
    return { title, manifests, documents, report: evaluate(items, recommended, { today }) };
  },
);

const isFault = new Set(faults.map(({ title }) => title));

/** All of them but every second fault: more than 60, for a host whose process takes seconds. */
export const sample: readonly JudgedRelease[] = corpus.filter(
  ({ title }, index) => index % 2 === 0 || !isFault.has(title),
);

/** Asks about each, two at a time. */
export async function each<T>(
  releases: readonly JudgedRelease[],
  ask: (release: JudgedRelease, index: number) => Promise<T>,
): Promise<readonly T[]> {
  const answers: T[] = [];
  const left = [...releases.entries()];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) answers[next[0]] = await ask(next[1], next[0]);
  };
  await Promise.all([work(), work()]);
  return answers;
}
