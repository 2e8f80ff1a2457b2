import type { GroupKind } from '../../lib/facts/kubernetes/inventory';
import type { Rule, RuleOptions } from '../rule';

/** A rule as CEL: for which kinds, and what holds where all is well. */
export interface RuleInCel {
  readonly kinds: readonly GroupKind[];
  readonly expression: string;
}

/** A rule in CEL, with the options of a pack; undefined for one that has no form there. */
export function inCel(rule: Rule, options: RuleOptions = rule.options ?? {}): RuleInCel | undefined {
  if (rule.judges === 'relation' || rule.cel === undefined) return undefined;
  const { cel } = rule;
  const own = rule.judges === 'object' ? rule.kinds : undefined;
  const kinds = typeof cel === 'string' ? own : (cel.kinds ?? own);
  return kinds && { kinds, expression: typeof cel === 'string' ? cel : cel.expression(options) };
}
