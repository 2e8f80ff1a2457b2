import type { KubeObject } from '../../lib/facts/item';
import { admissionOf } from '../../policies/admission';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import type { Rule, RuleOptions } from '../../policies/rule';
import { admit } from '../support/cel';

/** The day of every export. */
export const TODAY = '2026-11-25';
/** A pack of one rule. */
export const packOf = (
  rule: Rule,
  level: 'error' | 'warning' | 'info' | 'off' = rule.level,
  options: RuleOptions = {},
) => definePack({ name: 'one', version: '1.0.0', rules: [[rule, level, options]] });
/** The spec of what was exported. */
export const specOf = (object: KubeObject | undefined) => object?.spec as Record<string, unknown>;
/** What an API server says where the rule finds a fault. */
export const messageOf = (rule: Rule, options?: RuleOptions) =>
  (
    specOf(admissionOf(packOf(rule, 'error', options), { today: TODAY }).objects[0]).validations as {
      message: string;
    }[]
  )[0]?.message ?? '';

/** Whether any host finds nothing in one object, as others may be elsewhere. */
export const passes = (rule: Rule, object: KubeObject, options?: RuleOptions) =>
  evaluate([{ object, origin: { kind: 'construct', path: 'x' } }], packOf(rule, 'error', options), {
    today: TODAY,
    world: 'open',
  }).findings.length === 0;

/** What an API server denies each object with, under one rule; undefined where it lets it pass. */
export const denied = (rule: Rule, objects: readonly KubeObject[], options?: RuleOptions) => {
  const policies = admissionOf(packOf(rule, 'error', options), { today: TODAY }).objects;
  const { problems, answers } = admit(
    policies,
    objects.map((object) => ({ object })),
  );
  expect(problems).toEqual([]);
  return answers.map(({ denied: why }) => why);
};

/** Holds the two against each other; an expression that fails denies with another message than the rule's. */
export const agree = (rule: Rule, objects: readonly KubeObject[], options?: RuleOptions) => {
  const message = messageOf(rule, options);
  const answers = denied(rule, objects, options);
  const differing = objects.flatMap((object, index) => {
    const why = answers[index];
    // what the pods of another object say, an API server does not see
    const taken = rule.judges === 'unit' && Object.hasOwn(Object(object.spec) as object, 'workloadRef');
    const good = (taken && why === undefined) || passes(rule, object, options);
    return good === (why === undefined) && (why === undefined || why.endsWith(message)) ? [] : [{ object, good, why }];
  });
  expect(differing.slice(0, 3)).toEqual([]);
  const bad = answers.filter((why) => why !== undefined).length;
  return { good: objects.length - bad, bad };
};
