import type { Rule } from '../../rule';
import { blind } from './blind';
import { cannotFail } from './cannot-fail';
import { chances } from './chances';
import { coldStart } from './cold-start';
import { detectionTime } from './detection-time';
import { detectsRise } from './detects-rise';
import { diluted } from './diluted';
import { exposureBudget } from './exposure-budget';
import { finalSoak } from './final-soak';
import { firstExposure } from './first-exposure';
import { idleWeight } from './idle-weight';
import { noAnalysis } from './no-analysis';
import { noSteps } from './no-steps';
import { notProgressive } from './not-progressive';
import { overloaded } from './overloaded';
import { roundedWeight } from './rounded-weight';
import { soak } from './soak';
import { undetected } from './undetected';
import { unguarded } from './unguarded';
import { unrouted } from './unrouted';
import { unwatchedSwitch } from './unwatched-switch';
import { weightJump } from './weight-jump';

/** Rules of the gate "Progressive rollout", in the order in which they are read. */
export const progressiveRolloutRules = [
  notProgressive,
  noSteps,
  noAnalysis,
  unrouted,
  firstExposure,
  weightJump,
  idleWeight,
  unwatchedSwitch,
  roundedWeight,
  overloaded,
  soak,
  finalSoak,
  cannotFail,
  undetected,
  blind,
  coldStart,
  diluted,
  unguarded,
  detectsRise,
  chances,
  detectionTime,
  exposureBudget,
] as const satisfies readonly Rule[];
