import { CANARY_CHECKS } from './checks-canary';
import { SPEC_CHECKS } from './checks-spec';
import { STEP_CHECKS } from './checks-steps';
import type { StrategyCheck } from './validated';

/** What Argo's validation holds against a Rollout, by the ids of its catalogue. */
export const STRATEGY_CHECKS: readonly StrategyCheck[] = [...SPEC_CHECKS, ...CANARY_CHECKS, ...STEP_CHECKS];
