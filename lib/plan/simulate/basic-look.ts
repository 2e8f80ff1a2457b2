import { basicReplicas } from '../replicas';
import { enoughAvailable, type CanaryState, type Look } from './canary-state';
import type { Live } from './live';

/**
 * One look at a canary without a router: pods, and the traffic that follows them
 * (Argo v1.9.1 rollout/canary.go:446-481; one of the two versions is scaled per look, stable first).
 */
export function basicLook(live: Live, state: CanaryState): Look {
  const { stable, fresh, now } = live;
  const seen = { canary: fresh.seen(now), stable: stable.seen(now) };
  const wanted = basicReplicas({
    replicas: live.replicas,
    weight: state.aborting ? 0 : (state.weights[state.index] ?? 0),
    maxWeight: state.maxWeight,
    limits: state.limits,
    ...seen,
  });
  const met = enoughAvailable(live, state, seen.canary, wanted.canary) && stable.desired === wanted.stable;
  const changed = !live.haltedBy && (stable.scale(wanted.stable, now) || fresh.scale(wanted.canary, now));
  if (changed) live.progressAt = now;
  sharePods(live, state);
  return { changed, met };
}

/** Without a router the pods split the traffic, unless each version has its own Service. */
function sharePods(live: Live, state: CanaryState) {
  const canary = live.fresh.available(live.now);
  if (canary > 0) live.podsAreUp();
  if (state.strategy.traffic.mode !== 'podShare') return;
  const stable = live.stable.available(live.now);
  live.curve.set(live.now, canary === 0 ? 0 : canary / (canary + stable));
}
