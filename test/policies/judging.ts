import { readText } from '../../lib/facts/kubernetes/read';
import { fieldOf } from '../../lib/facts/kubernetes/problem';
import { evaluate, type EvaluateOptions } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import type { Rule, RuleOptions } from '../../policies/rule';

/** What one rule says of manifests: `kind/name field: what`, and what it does not know. */
export function judged(rule: Rule, manifests: string, options: Partial<EvaluateOptions> & { rule?: RuleOptions } = {}) {
  const { rule: own = {}, ...rest } = options;
  const { items, problems } = readText(manifests, 'test.yaml');
  expect(problems).toEqual([]);
  const pack = definePack({ name: 'one', version: '1.0.0', rules: [[rule, rule.level, own]] });
  const { findings, notKnown } = evaluate(items, pack, { today: '2026-11-25', ...rest });
  return {
    findings: findings.map(({ subject, field, what }) => `${subject.kind}/${subject.name} ${fieldOf(field)}: ${what}`),
    notKnown: notKnown.map(({ what }) => what),
    fixes: findings.map(({ fix }) => fix),
  };
}

/** What it finds. */
export const found = (rule: Rule, manifests: string, options: Parameters<typeof judged>[2] = {}) =>
  judged(rule, manifests, options).findings;
