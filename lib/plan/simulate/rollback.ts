import type { Rollback, Seconds } from '../model/simulation';
import type { CanaryState } from './canary-state';
import type { Live, Process } from './live';
import { look } from './look';

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
  yield live.soon;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
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

/** Follows when stable has all its pods while time goes by. */
export class CapacityWatch {
  private readonly live: Live;
  /** Since when stable has all its pods; undefined while it has not. */
  fullSince?: number;

  constructor(live: Live) {
    this.live = live;
    this.look();
  }

  /** Called whenever time has moved. */
  look() {
    const full = this.live.stable.available(this.live.now) >= this.live.replicas;
    this.fullSince = full ? (this.fullSince ?? this.live.now) : undefined;
  }
}

/** The two numbers of a way back that began at `from`. */
export function rollbackOf(live: Live, from: number, fullSince: number | undefined): Rollback {
  const zero: Seconds = live.curve.latest > 0 ? 'never' : Math.max(0, live.curve.zeroSince() - from);
  return {
    secondsToZeroExposure: zero,
    secondsToFullCapacity: fullSince === undefined ? 'never' : Math.max(0, fullSince - from),
  };
}
