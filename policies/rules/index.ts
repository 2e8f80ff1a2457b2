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
