import type { PodSet } from '../replicas';

/** How a new pod comes up. */
export interface PodStart {
  /** Seconds from creation to the last time it becomes ready; that it becomes ready is progress. */
  readonly readyAfter: number;
  /** Seconds from creation until it is available; Infinity if never. */
  readonly availableAfter: number;
}

interface Batch {
  count: number;
  readonly readyAt: number;
  readonly availableAt: number;
}

/** The pods of one version: how many are asked for, and when those that were started come up. */
export class Pods {
  private wanted: number;
  private readonly batches: Batch[] = [];
  private readonly start: PodStart;

  /** `running` pods are there and available from the beginning. */
  constructor(start: PodStart, running = 0) {
    this.start = start;
    this.wanted = running;
    if (running > 0) this.batches.push({ count: running, readyAt: 0, availableAt: 0 });
  }

  get desired(): number {
    return this.wanted;
  }

  available(now: number): number {
    let count = 0;
    for (const batch of this.batches) if (batch.availableAt <= now) count += batch.count;
    return count;
  }

  /** As the controller sees them. */
  seen(now: number): PodSet {
    return { desired: this.wanted, available: this.available(now) };
  }

  /** Asks for a number of pods. Those that are not yet up go first. Whether anything changed. */
  scale(to: number, now: number): boolean {
    if (to === this.wanted) return false;
    if (to > this.wanted) {
      this.batches.push({
        count: to - this.wanted,
        readyAt: now + this.start.readyAfter,
        availableAt: now + this.start.availableAfter,
      });
      this.merge(now);
    } else {
      this.remove(this.wanted - to);
    }
    this.wanted = to;
    return true;
  }

  /** When the next pods become available; Infinity if none are coming. */
  nextAvailableAt(now: number): number {
    let next = Infinity;
    for (const { availableAt } of this.batches) if (availableAt > now && availableAt < next) next = availableAt;
    return next;
  }

  /** When pods last became ready or available, up to now. */
  progressAt(now: number): number {
    let last = -Infinity;
    for (const { readyAt, availableAt } of this.batches) {
      for (const at of [readyAt, availableAt]) if (at <= now && at > last) last = at;
    }
    return last;
  }

  /** Batches are in the order of their start, so the last ones are the youngest. */
  private remove(count: number) {
    let left = count;
    while (left > 0) {
      const youngest = this.batches[this.batches.length - 1];
      if (!youngest) return;
      const gone = Math.min(left, youngest.count);
      youngest.count -= gone;
      left -= gone;
      if (youngest.count === 0) this.batches.pop();
    }
  }

  /** Keeps the list short in updates of many waves: all but the latest batch that is up are one. */
  private merge(now: number) {
    const [first, second, third] = this.batches;
    if (first && second && third && third.availableAt <= now) {
      this.batches.splice(0, 2, { ...second, count: first.count + second.count });
    }
  }
}
