import type { UnitRule } from '../../rule';
import { rollout } from '../example';
import { fromRemark } from '../from-remark';
import { safe } from './examples';

/** The other side of `progressive-rollout`: steps are to be slow enough to see a fault, and no slower. */
export const slow: UnitRule = {
  id: 'slow',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A healthy version is promoted within the hour',
  why: 'more than ten releases a day and a lead time under an hour are out of reach, so that releases get larger.',
  fix: 'shorten the pauses; the analyses say how much time they need.',
  level: 'warning',
  source: 'DORA: lead time for changes and deployment frequency of elite teams',
  since: '0.2.0',
  check: fromRemark('slow'),
  examples: {
    good: [{ title: 'twenty minutes', manifests: safe() }],
    bad: [
      {
        title: 'two hours',
        manifests: rollout({ strategy: 'canary: { steps: [{ setWeight: 10 }, { pause: { duration: 2h } }] }' }),
      },
    ],
  },
};
