import { deploymentSafetyRules } from '../../policies/rules/deployment-safety';
import { testExamples } from '../../policies/testing';
test.each(deploymentSafetyRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => testExamples(rule));
