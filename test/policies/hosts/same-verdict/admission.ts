import type { KubeObject } from '../../../../lib/facts/item';
import { admissionOf } from '../../../../policies/admission';
import { recommended } from '../../../../policies/packs';
import { admit } from '../../../support/cel';
import type { JudgedRelease } from './corpus';

const { objects, notExportable } = admissionOf(recommended, { today: '2026-11-25' });

/** Rules that an API server asks, each with its policy and binding. */
const byRule = new Map<string, KubeObject[]>();
for (const object of objects) {
  const rule = (object.metadata.name ?? '').replace('.stepgate.dev', '');
  byRule.set(rule, [...(byRule.get(rule) ?? []), object]);
}

export const exported: ReadonlySet<string> = new Set(byRule.keys());

/** Rules that it cannot ask. */
export const left: readonly string[] = notExportable.map(({ rule }) => rule);

/** `rule kind namespace/name` of every object that an API server takes amiss, release by release. */
export function byAdmission(releases: readonly JudgedRelease[]): readonly (readonly string[])[] {
  const applied = releases.flatMap((release, index) => objectsOf(release).map((object) => ({ index, object })));
  const requests = applied.map(({ object }) => ({ object }));
  const amiss: string[][] = releases.map(() => []);
  for (const [rule, policies] of byRule) {
    const { problems, answers } = admit(policies, requests);
    if (problems.length > 0) throw new Error(`${rule}: ${problems.join(', ')}`);
    answers.forEach(({ denied, warnings = [], audited = [] }, at) => {
      const { index, object } = applied[at] ?? { index: 0 };
      const isAmiss = denied !== undefined || warnings.length > 0 || audited.length > 0;
      if (object && isAmiss) amiss[index]?.push(`${rule} ${called(object)}`);
    });
  }
  return amiss.map((lines) => [...new Set(lines)].sort());
}

/** Rules that judge an object by itself, as an API server does; of the others it sees a part. */
export const ofObjects: ReadonlySet<string> = new Set(
  recommended.settings.flatMap(({ rule }) => (rule.judges === 'object' ? [rule.id] : [])),
);

/** The same of what evaluate finds, for the rules that are exported. */
export function asAdmitted({ report }: JudgedRelease): readonly string[] {
  const found = report.findings
    .filter(({ rule }) => exported.has(rule))
    .map(({ rule, subject: { kind, namespace = '', name } }) => `${rule} ${kind} ${namespace}/${name}`);
  return [...new Set(found)].sort();
}

function objectsOf({ documents }: JudgedRelease): readonly KubeObject[] {
  return documents.flatMap((one) => (one.kind.endsWith('List') ? (one.items as readonly KubeObject[]) : [one]));
}

function called({ kind, metadata: { namespace = '', name = '' } }: KubeObject): string {
  return `${kind} ${namespace}/${name}`;
}
