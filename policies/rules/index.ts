import { didYouMean } from '../../lib/closest';
import type { Rule } from '../rule';
import { analysisRules } from './analysis';
import { deploymentSafetyRules } from './deployment-safety';
import { postReleaseMonitoringRules } from './post-release-monitoring';
import { preReleaseValidationRules } from './pre-release-validation';
import { progressiveRolloutRules } from './progressive-rollout';
import { releaseDocumentationRules } from './release-documentation';
import { wiringRules } from './wiring';

/** Every rule, gate by gate, in the order in which they are read. */
export const rules: readonly Rule[] = [
  ...preReleaseValidationRules,
  ...deploymentSafetyRules,
  ...wiringRules,
  ...progressiveRolloutRules,
  ...analysisRules,
  ...releaseDocumentationRules,
  ...postReleaseMonitoringRules,
];

/**
 * A rule of stepgate by its id.
 * @throws Error that says which one was meant, if there is none of this id
 */
export function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.id === id);
  if (rule) return rule;
  const ids = rules.map((one) => one.id);
  throw new Error(`there is no rule "${id}": ${didYouMean(id, ids)}`);
}
