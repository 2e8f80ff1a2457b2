import { placeOf, type Item } from '../../lib/facts/item';
import type { SaidExemption } from '../../lib/verdict';

/** What stands before the rule's id in the key of an annotation. */
export const EXEMPT_PREFIX = 'exempt.stepgate.dev/';

/** `until 2026-12-31 by team-shop: the reason` */
const SAID = /^\s*until\s+(\S+)\s+by\s([^:]+):(.*)$/s;

const UNREAD = 'it does not read "until <day> by <owner>: <reason>"';

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

function readExemption({ object, ...item }: Item, key: string, value: unknown): SaidExemption {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const [, expires = text, owner = 'not said', reason = UNREAD] = SAID.exec(text) ?? [];
  const { name, namespace } = object.metadata;
  return {
    rule: key.slice(EXEMPT_PREFIX.length),
    target: { kind: object.kind, name: name ?? '', ...(namespace ? { namespace } : {}) },
    expires,
    owner: owner.trim(),
    reason: reason.trim(),
    saidAt: `${placeOf({ object, ...item })} metadata.annotations["${key}"]`,
  };
}
