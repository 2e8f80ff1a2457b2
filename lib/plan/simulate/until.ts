import type { Reason } from '../model/simulation';
import { routerOf, type CanaryState, type Look } from './canary-state';
import type { Live, Part } from './live';
import { look } from './look';
import { untilHeard } from './stall';

/** Routers are asked again after this whether they follow (Argo v1.9.1 utils/defaults/defaults.go:90). */
const VERIFY_RETRY_SECONDS = 10;

/** More looks than any plan needs: from here on the controller runs in circles. */
const MOST_LOOKS = 100_000;

/** What a canary waits for. */
export interface Wait {
  /** What blocks if it never comes. */
  readonly waitingFor: Reason;
  /** Whether the deadline runs. It does not in pauses, analyses and experiments (rollout/sync.go:797-810). */
  readonly hasDeadline?: boolean;
  /** Whether the router must have confirmed the weight. */
  readonly verifies?: boolean;
  /** Asked after each look. */
  readonly done: (look: Look) => boolean;
  /** When the answer may change by itself. @default - only with pods */
  readonly wakeAt?: () => number;
}

/** Looks at pods and traffic whenever something may have changed, until what it waits for has come. */
export function* until(live: Live, state: CanaryState, wait: Wait): Part {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    yield* untilHeard(live, state);
    live.waitingFor = wait.waitingFor;
    const seen = look(live, state);
    const verifiedAt = wait.verifies ? confirmedAt(live, state) : -Infinity;
    if (wait.done(seen) && verifiedAt <= live.now) return undefined;

    const deadlineAt = wait.hasDeadline && !live.haltedBy ? live.deadlineAt : Infinity;
    if (deadlineAt <= live.now) {
      live.degradedAt ??= live.now;
      if (live.plan.progressDeadline.aborts) return { outcome: 'aborted', reason: 'deadline' };
    }
    yield Math.min(
      seen.changed ? live.soon : Infinity,
      live.fresh.nextAvailableAt(live.now),
      live.stable.nextAvailableAt(live.now),
      later(live, verifiedAt),
      later(live, deadlineAt),
      later(live, wait.wakeAt?.() ?? Infinity),
    );
  }
  return { outcome: 'stuck', reason: 'neverSettles' };
}

function later(live: Live, at: number): number {
  return at > live.now ? at : Infinity;
}

/** When the router is found to have followed: asked at once, then every ten seconds. */
function confirmedAt(live: Live, state: CanaryState): number {
  if (!routerOf(state)?.verifiesWeight) return -Infinity;
  const asks = Math.ceil(live.given.routePropagationSeconds / VERIFY_RETRY_SECONDS);
  return state.weightSince + asks * VERIFY_RETRY_SECONDS;
}
