import type { Item, KubeObject } from '../lib/facts/item';
import { groupKindOf } from '../lib/facts/kubernetes/inventory';
import { within } from './guard';
import { settingsIn, type Pack } from './packs/pack';
import { ANY_KIND } from './rule';

/** What became of an object. */
export interface Mended {
  /** As it was, where no rule had a mend for it. */
  readonly object: KubeObject;
  /** Rules that mended it. */
  readonly rules: readonly string[];
  /** Rules whose mend failed, and why. */
  readonly failures: readonly string[];
}

/** A mend is a copy with a field more or less; longer is no mend. */
const PATIENCE_MS = 1000;

/** An object as the rules of a pack would have it, as far as they have a safe mend. */
export function mend(
  item: Item,
  pack: Pack,
  environment: string | undefined,
  isFound: (rule: string) => boolean,
): Mended {
  let { object } = item;
  const rules: string[] = [];
  const failures: string[] = [];
  for (const { rule, level, options } of settingsIn(pack, environment)) {
    if (level === 'off' || rule.judges !== 'object' || !rule.mend || !isFound(rule.id)) continue;
    if (!rule.kinds.includes(groupKindOf(object)) && !rule.kinds.includes(ANY_KIND)) continue;
    try {
      const before = object;
      object = within(PATIENCE_MS, () => rule.mend?.(before, options) ?? before);
      if (object !== before) rules.push(rule.id);
    } catch (error) {
      failures.push(`${rule.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { object, rules, failures };
}
