import type { Analysis } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { SuggestedObjective } from '../model/suggestion';
import { readable } from './readable';

/** A version that is so many rises worse fails outright, and need not wait for statistics. */
const OUTRIGHT = 10;

/** Fewer requests say nothing about a rate, not even about a bad one. */
const FEWEST_REQUESTS = 30;

/**
 * Looks every half minute whether the new version fails outright. It is far from where a good version can come by
 * chance, and what it cannot judge for lack of requests it leaves to the gates.
 */
export function outrightFailure({ rise }: Required<SuggestedObjective>, { baselineErrorRate }: Assumptions): Analysis {
  return {
    name: 'outright-failure',
    templates: ['outright-failure'],
    metrics: [
      {
        name: 'error-rate',
        intervalSeconds: 30,
        initialDelaySeconds: 30,
        count: 'unbounded',
        failureLimit: 1,
        inconclusiveLimit: 0,
        consecutiveErrorLimit: 4,
        consecutiveSuccessLimit: 0,
        dryRun: false,
        verdicts: { bad: 'Failed', noData: 'Successful', notANumber: 'Successful' },
        scope: 'canary',
        needsTraffic: true,
        lookBackSeconds: 60,
        judged: {
          quantity: 'errorRate',
          threshold: readable(Math.min(0.5, baselineErrorRate + OUTRIGHT * rise)),
          minimumRequests: FEWEST_REQUESTS,
        },
      },
    ],
  };
}
