import { duration } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all, METRIC, rollout, STRATEGY, template } from '../example';
import { simulated } from './simulated';

/** Options of {@link detectionTime}. */
export interface DetectionTimeBounds {
  readonly [key: string]: number;
  /** Longest time from the first bad request to the verdict, seconds. */
  readonly maxSeconds: number;
}

/** What the version costs until then is the matter of `exposure-budget`. */
export const detectionTime: UnitRule = {
  id: 'detection-time',
  gate: 'progressive-rollout',
  judges: 'unit',
  title: 'A version that fails every request is found within minutes',
  why: 'users report it before the gate does.',
  fix: 'measure more often, or forgive fewer failures.',
  level: 'warning',
  source: 'stepgate: five minutes, as long as a rollback may take',
  since: '0.2.0',
  options: { maxSeconds: 300 } satisfies DetectionTimeBounds,
  check: ({ report }, { options }) => {
    const { maxSeconds } = options as DetectionTimeBounds;
    const { outcome, detection } = simulated(report, 'badFromStart') ?? {};
    if (outcome !== 'aborted' || !detection || detection.secondsToDetect <= maxSeconds) return [];
    const what = `a version that is bad from the start is found after ${duration(detection.secondsToDetect)}, of ${duration(maxSeconds)} at most.`;
    return [{ at: ['spec', 'strategy'], what }];
  },
  examples: {
    good: [{ title: 'every minute', manifests: all(rollout({ strategy: STRATEGY }), template(METRIC)) }],
    bad: [
      {
        title: 'every six minutes, twice forgiven',
        manifests: all(rollout({ strategy: STRATEGY }), template(METRIC.replace('interval: 1m', 'interval: 6m'))),
      },
    ],
  },
};
