import type { CanaryState } from './canary-state';
import type { Live, Process } from './live';
import { look } from './look';
import { untilHeard } from './stall';

/** Looks a way back may take before it is called endless. */
const MOST_LOOKS = 100_000;

/**
 * The way back of an aborted canary, until the bad version serves nothing and stable has all its pods: weight to 0
 * behind a router, pod by pod without one (reference §2.7, §7.1, §7.2).
 */
export function* canaryRollback(live: Live, state: CanaryState): Process {
  state.aborting = true;
  state.experiment = { canary: 0, stable: 0 };
  live.active = [];
  live.haltedBy = undefined;
  yield live.soon;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    yield* untilHeard(live, state);
    live.waitingFor = 'missingPods';
    const { changed } = look(live, state);
    if (!changed && live.curve.latest === 0 && live.stable.available(live.now) >= live.replicas) break;
    yield Math.min(
      changed ? live.soon : Infinity,
      live.fresh.nextAvailableAt(live.now),
      live.stable.nextAvailableAt(live.now),
    );
  }
  return { outcome: 'aborted', reason: 'analysis' };
}
