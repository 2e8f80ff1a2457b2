import type { PlanReport } from '../../plan';

/** An anchor for each report: its name as far as an anchor can say it, with a number where two are alike. */
export function idsOf(reports: readonly PlanReport[]): readonly string[] {
  const taken = new Map<string, number>();
  return reports.map(({ plan: { identity } }) => {
    const id = `rollout-${slug(`${identity.namespace ?? ''}-${identity.name}`)}`;
    const before = taken.get(id) ?? 0;
    taken.set(id, before + 1);
    // a slug never has two hyphens in a row, so this is nobody else's
    return before === 0 ? id : `${id}--${before + 1}`;
  });
}

function slug(text: string): string {
  const plain = text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '') || 'unnamed';
}
