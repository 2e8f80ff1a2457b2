import type { Settled } from '../model/settled';
import type { RollingStrategy } from '../model/strategy';
import { fenceposts, rollingReplicas } from '../replicas';
import type { Live, Process } from './live';

/** A Deployment's rolling update. Its deadline only marks it; nothing goes back by itself. */
export function* rolling(live: Live, strategy: Settled<RollingStrategy>): Process {
  const limits = fenceposts(strategy, live.replicas);
  yield live.soon;
  for (;;) {
    const { now, fresh, stable } = live;
    live.waitingFor = 'missingPods';
    const wanted = rollingReplicas(live.replicas, limits, fresh.seen(now), stable.seen(now));
    const changed = fresh.scale(wanted.canary, now) || stable.scale(wanted.stable, now);
    if (changed) live.progressAt = now;
    const up = fresh.available(now);
    if (up > 0) live.podsAreUp();
    live.curve.set(now, up === 0 ? 0 : up / (up + stable.available(now)));
    if (up >= live.replicas && stable.desired === 0) return { outcome: 'promoted', reason: 'completed' };
    const { deadlineAt } = live;
    if (deadlineAt <= now) live.degradedAt ??= now;
    yield Math.min(
      changed ? live.soon : Infinity,
      fresh.nextAvailableAt(now),
      stable.nextAvailableAt(now),
      deadlineAt > now ? deadlineAt : Infinity,
    );
  }
}
