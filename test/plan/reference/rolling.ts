import type { RollingStrategy } from '../../../lib/plan';
import { Controller, type ReferenceResult } from './controller';
import type { Known } from './world';

/** A Deployment's rolling update, pod by pod. */
export class RollingReference extends Controller {
  get step(): undefined {
    return undefined;
  }

  get outcome(): ReferenceResult['outcome'] {
    return this.promotedAt === undefined ? 'stuck' : 'promoted';
  }

  reconcile(now: number) {
    const { maxSurge, maxUnavailable } = this.plan.strategy as Known<RollingStrategy>;
    const percent = (count: Known<typeof maxSurge>) =>
      typeof count === 'number' ? undefined : (count.percent * this.replicas) / 100;
    const surge = Math.ceil(percent(maxSurge) ?? (maxSurge as number));
    const down = Math.floor(percent(maxUnavailable) ?? (maxUnavailable as number));
    const unavailable = Math.min(this.replicas, surge === 0 && down === 0 ? 1 : down);
    if (this.promotedAt === undefined) {
      let grown = this.fresh.wanted;
      while (grown < this.replicas && grown + this.stable.wanted < this.replicas + surge) grown++;
      if (this.fresh.scale(grown, now)) {
        this.changedAt = now;
      } else {
        const missing = this.fresh.wanted - this.fresh.available(now);
        let left = this.stable.wanted;
        while (left > 0 && left + this.fresh.wanted - missing > this.replicas - unavailable) left--;
        if (this.stable.scale(left, now)) this.changedAt = now;
      }
      if (this.fresh.available(now) >= this.replicas && this.stable.wanted === 0) this.promotedAt = now;
    }
    const up = this.fresh.available(now);
    this.world.route(now, up === 0 ? 0 : up / (up + this.stable.available(now)), 0);
  }
}
