import { ROUTING } from './handed';
import type { Problem } from '../../errors';

/** Refuses totals that no weight can be a share of. */
export function maxWeightProblems(maxTrafficWeight: number | undefined): readonly Problem[] {
  if (maxTrafficWeight === undefined || (Number.isInteger(maxTrafficWeight) && maxTrafficWeight >= 1)) {
    return [];
  }
  return [
    {
      rule: 'router-max-weight',
      at: `${ROUTING}.maxTrafficWeight`,
      value: maxTrafficWeight,
      what: 'it is not a whole number of 1 or more.',
      why: 'all weights are shares of it.',
      fix: 'use 100 for percents, or 1000 for steps of 0.1 %.',
    },
  ];
}
