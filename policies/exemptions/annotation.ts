import { placeOf, type Item } from '../../lib/facts/item';
import type { SaidExemption } from '../../lib/verdict';

/** What stands before the rule's id in the key of an annotation. */
export const EXEMPT_PREFIX = 'exempt.stepgate.dev/';

/** `until 2026-12-31 by team-shop: the reason` */
const SAID = /^\s*until\s+(\S+)\s+by\s+([^:]+?)\s*:\s*(.*)$/s;

/** The value of such an annotation. */
export function exemptionText({ expires, owner, reason }: Pick<SaidExemption, 'expires' | 'owner' | 'reason'>): string {
  return `until ${expires} by ${owner}: ${reason}`;
}

/** The exemptions that objects say of themselves. What can't be read has no day, and so holds for nothing. */
export function exemptionsOf(items: readonly Item[]): readonly SaidExemption[] {
  return items.flatMap((item) => {
    const { annotations } = item.object.metadata;
    if (typeof annotations !== 'object' || annotations === null) return [];
    return Object.entries(annotations)
      .filter(([key]) => key.startsWith(EXEMPT_PREFIX))
      .map(([key, text]) => readExemption(item, key, text));
  });
}

function readExemption({ object, ...item }: Item, key: string, text: unknown): SaidExemption {
  const said = SAID.exec(String(text));
  const { name = '', namespace } = object.metadata;
  return {
    rule: key.slice(EXEMPT_PREFIX.length),
    target: { kind: object.kind, name, ...(namespace === undefined ? {} : { namespace }) },
    expires: said?.[1] ?? String(text),
    owner: said?.[2] ?? 'not said',
    reason: said?.[3] ?? 'it does not read "until <day> by <owner>: <reason>"',
    saidAt: `${placeOf({ object, ...item })} metadata.annotations["${key}"]`,
  };
}
