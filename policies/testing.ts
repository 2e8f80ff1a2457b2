import { readText } from '../lib/facts/kubernetes/read';
import type { Finding } from '../lib/verdict';
import { RULES_HOLD } from './engine-rules';
import { evaluate, type EvaluateOptions } from './evaluate';
import { definePack } from './packs/pack';
import type { Rule, RuleExample } from './rule';

/** A rule that does not do what its test says. */
export class RuleTestError extends Error {
  constructor(rule: string, message: string) {
    super(`rule "${rule}": ${message}`);
    this.name = 'RuleTestError';
  }
}

/** What a finding must be like; what is left out may be anything. */
export type Expected = Partial<Pick<Finding, 'what' | 'fix'>> & {
  /** Its field, such as `['spec', 'replicas']`. */
  readonly at?: Finding['field'];
};

/** What can be asked of a rule in a test, with any test runner. */
export interface RuleExpectation {
  /** @throws RuleTestError if it finds a fault in these manifests, does not know, or fails */
  toPass(manifests: string): void;
  /** @throws RuleTestError if it finds no such fault, or fails */
  toFail(manifests: string, expected?: Expected): void;
}

/** For tests of a rule: whatever runs them, a fault is thrown. */
export function expectRule(rule: Rule, options: Partial<EvaluateOptions> = {}): RuleExpectation {
  const wrong = (message: string) => new RuleTestError(rule.id, message);
  const findingsIn = (manifests: string) => {
    const { items, problems } = readText(manifests, 'example');
    const [problem] = problems;
    if (problem) throw wrong(`its example can't be read: ${problem.at} ${problem.what}`);
    const pack = definePack({ name: rule.id, version: '0.0.0', rules: [rule] });
    const { findings, notKnown } = evaluate(items, pack, { today: '2000-01-01', ...options });
    const failed = findings.find((finding) => finding.rule === RULES_HOLD.id);
    if (failed) throw wrong(failed.what);
    return { findings, notKnown };
  };
  return {
    toPass(manifests) {
      const { findings, notKnown } = findingsIn(manifests);
      const [finding] = findings;
      if (finding) throw wrong(`it was to pass, and found: ${finding.what}`);
      if (notKnown[0]) throw wrong(`it was to pass, and does not know: ${notKnown[0].what}`);
    },
    toFail(manifests, expected = {}) {
      const { findings } = findingsIn(manifests);
      if (findings.some((finding) => isAsExpected(finding, expected))) return;
      const told = findings.map(({ field, what }) => `  ${field.join('.')}: ${what}`).join('\n');
      throw wrong(`it was to find ${JSON.stringify(expected)}, and found ${told === '' ? 'nothing' : `\n${told}`}`);
    },
  };
}

/** Holds a rule against all of its own examples. */
export function testExamples(rule: Rule, options: Partial<EvaluateOptions> = {}): void {
  const { good, bad } = rule.examples;
  if (good.length === 0 || bad.length === 0) {
    throw new RuleTestError(rule.id, 'it needs a good and a bad example at least.');
  }
  const expected = ({ requestRate }: RuleExample) =>
    expectRule(rule, requestRate === undefined ? options : { assumptions: { requestRate }, ...options });
  good.forEach((example) => expected(example).toPass(example.manifests));
  bad.forEach((example) => expected(example).toFail(example.manifests));
}

function isAsExpected({ field, what, fix }: Finding, expected: Expected): boolean {
  const same = expected.at === undefined || JSON.stringify(expected.at) === JSON.stringify(field);
  return same && what.includes(expected.what ?? '') && fix.includes(expected.fix ?? '');
}
