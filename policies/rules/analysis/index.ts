import type { Rule } from '../../rule';
import { canaryScope } from './canary-scope';
import { conditionErrs } from './condition-errs';
import { dryRunPattern } from './dry-run-pattern';
import { duplicateMetric } from './duplicate-metric';
import { endlessStep } from './endless-step';
import { errorLimit } from './error-limit';
import { errsWithoutData } from './errs-without-data';
import { failureLimit } from './failure-limit';
import { fastInterval } from './fast-interval';
import { inconclusiveLimit } from './inconclusive-limit';
import { jobBounds } from './job-bounds';
import { lookBack } from './look-back';
import { missingTemplate } from './missing-template';
import { noCondition } from './no-condition';
import { silencePasses } from './silence-passes';
import { unguardedIndex } from './unguarded-index';
import { unknownArgument } from './unknown-argument';
import { unknownName } from './unknown-name';
import { unusedTemplate } from './unused-template';
import { verdictGap } from './verdict-gap';
import { webErrors } from './web-errors';
import { wrongQuantity } from './wrong-quantity';

/** Rules about analyses by themselves: what their conditions, queries and limits come to. */
export const analysisRules = [
  noCondition,
  failureLimit,
  conditionErrs,
  duplicateMetric,
  dryRunPattern,
  endlessStep,
  missingTemplate,
  silencePasses,
  unguardedIndex,
  errsWithoutData,
  verdictGap,
  inconclusiveLimit,
  errorLimit,
  wrongQuantity,
  lookBack,
  fastInterval,
  canaryScope,
  unknownName,
  unknownArgument,
  jobBounds,
  webErrors,
  unusedTemplate,
] as const satisfies readonly Rule[];
