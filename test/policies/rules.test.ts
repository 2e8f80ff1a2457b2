import { rules } from '../../policies/rules';
import { testExamples } from '../../policies/testing';

describe('a rule lets its good examples pass and finds fault with its bad ones', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => testExamples(rule));
});
