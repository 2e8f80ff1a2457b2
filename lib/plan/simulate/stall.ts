import { routerOf, type CanaryState } from './canary-state';
import type { Live } from './live';
import { isStalled } from './routed-look';

/** Waits while the router refuses and the controller is deaf. Verdicts that came in the meantime are heard first. */
export function* untilHeard(live: Live, state: CanaryState): Generator<number, void, void> {
  const router = routerOf(state);
  if (!router) return;
  while (isStalled(live, state, router)) {
    live.deaf = true;
    live.waitingFor = 'missingPods';
    yield Math.min(live.fresh.nextAvailableAt(live.now), live.stable.nextAvailableAt(live.now));
  }
  if (!live.deaf) return;
  live.deaf = false;
  yield live.now;
}
