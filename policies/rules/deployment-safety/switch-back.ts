import { duration, type PlanReport } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { rollout } from '../example';
import { fieldIn } from './served';

export interface SwitchBackBounds {
  readonly [name: string]: number;
  /** Seconds until an alert has fired and somebody, or something, has gone back. */
  readonly reactionSeconds: number;
}

/** A blue-green goes back at once while its old pods are there, and only then. */
export const switchBack: UnitRule<SwitchBackBounds> = {
  id: 'switch-back',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'Old pods of a blue-green stay until a fault would have been seen',
  why: 'once they are gone, the way back has to start all of them again while everybody is served by the bad version.',
  fix: 'raise scaleDownDelaySeconds to what it takes to see a fault after the switch, and to react.',
  level: 'warning',
  source:
    'Argo Rollouts v1.9.1, rollout/sync.go:1209; the short window of a fast burn is 5 minutes (Site Reliability Workbook, chapter 5)',
  since: '0.2.0',
  options: { reactionSeconds: 300 },
  *check(unit, { options: { reactionSeconds } }) {
    const strategy = unit.plan?.strategy;
    if (strategy?.kind !== 'blueGreen') return;
    const kept = strategy.scaleDownDelaySeconds;
    if (typeof kept !== 'number') {
      yield kept;
      return;
    }
    const seen = unit.report ? detectionIn(unit.report) : 0;
    const wanted = Math.max(seen, reactionSeconds);
    if (kept >= wanted) return;
    yield {
      at: fieldIn(unit, 'spec', 'strategy', 'blueGreen', 'scaleDownDelaySeconds'),
      value: kept,
      what: `the old pods are kept for ${duration(kept)} after the switch; to see a fault and to react takes ${duration(wanted)}.`,
    };
  },
  examples: {
    good: [
      {
        title: 'ten minutes',
        manifests: rollout({ strategy: 'blueGreen: { activeService: web, scaleDownDelaySeconds: 600 }' }),
      },
    ],
    bad: [
      {
        title: 'half a minute, as nothing is said',
        manifests: rollout({ strategy: 'blueGreen: { activeService: web }' }),
      },
    ],
  },
};

/** Seconds until what looks at the new version after the switch finds that it is bad. */
function detectionIn({ resumed, simulations }: PlanReport): number {
  const seconds = (resumed ?? simulations).flatMap(({ detection, analyses }) => {
    const isAfter = analyses.some(({ role, analysis }) => role === 'postPromotion' && analysis === detection?.analysis);
    return detection && isAfter ? [detection.secondsToDetect] : [];
  });
  return Math.max(0, ...seconds);
}
