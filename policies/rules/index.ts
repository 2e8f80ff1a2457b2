import type { Rule } from '../rule';
import { progressiveRolloutRules } from './progressive-rollout';

/** Every rule, gate by gate, in the order in which they are read. */
export const rules: readonly Rule[] = [...progressiveRolloutRules];
