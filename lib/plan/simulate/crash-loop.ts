import type { Assumptions } from '../model/assumptions';
import type { Plan } from '../model/plan';
import type { Settled } from '../model/settled';

/** The kubelet's pauses between restarts: 10 s, doubled each time, up to 5 min. */
const FIRST_BACKOFF_SECONDS = 10;
const LONGEST_BACKOFF_SECONDS = 300;

/**
 * Seconds from the creation of a crash-looping pod until it is ready for the last time; -Infinity if it never is.
 * Ready is progress only where it is not yet available, that is with minReadySeconds.
 */
export function crashLoopReadyAfter(plan: Settled<Plan>, given: Assumptions): number {
  if (given.crashReadyRestarts === 0 || plan.minReadySeconds === 0) return -Infinity;
  let after = given.podStartSeconds;
  for (let restart = 1; restart < given.crashReadyRestarts; restart++) {
    after +=
      Math.min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** Math.min(restart - 1, 10)) + given.podStartSeconds;
  }
  return after;
}
