import type { Rollback } from '../model/simulation';
import { blueGreenRollback } from './blue-green';
import type { CanaryState } from './canary-state';
import { drive } from './drive';
import type { Ending, Live, Process } from './live';
import { look } from './look';
import { canaryRollback } from './rollback';

/**
 * Takes an aborted rollout back, and says how long that took from the verdict, or from the missed deadline, on
 * (reference §7.1: until nothing is exposed, and until all pods are back, are two numbers).
 */
export function wayBack(live: Live, ending: Ending, state: CanaryState | undefined): Rollback {
  const from = ending.by?.conclusion?.atSeconds ?? live.now;
  const full = () => live.stable.available(live.now) >= live.replicas;
  const decidedAt = live.now;
  // a verdict may be heard late, and pods come back until then
  let fullSince = full() ? Math.max(from, live.stable.progressAt(live.now)) : undefined;
  // the look that decides to abort still moves pods and weight forward (rollout/canary.go:67-99)
  if (state && ending.by) look(live, state);
  const noteCapacity = () => {
    fullSince = full() ? (fullSince ?? live.now) : undefined;
  };
  drive(live, rollback(live, state), noteCapacity);
  // the last look may bring pods that are available at once
  noteCapacity();
  const zeroSince = live.curve.zeroSince();
  const figures: Rollback = {
    secondsToZeroExposure: zeroSince === Infinity ? 'never' : Math.max(0, zeroSince - from),
    secondsToFullCapacity: fullSince === undefined ? 'never' : fullSince - from,
  };
  live.now = Math.max(decidedAt, live.now);
  return figures;
}

function rollback(live: Live, state: CanaryState | undefined): Process {
  return state ? canaryRollback(live, state) : blueGreenRollback(live);
}
