import type { Rule } from '../../rule';
import { noAnalysis } from './no-analysis';

/** Rules of the gate "Progressive rollout", in the order in which they are read. */
export const progressiveRolloutRules = [noAnalysis] as const satisfies readonly Rule[];
