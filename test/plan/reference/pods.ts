/** When a pod comes up, in seconds after its creation. */
export interface Startup {
  readonly readyAfter: number;
  readonly availableAfter: number;
}

interface Pod {
  readonly createdAt: number;
  readonly startup: Startup;
}

/** The pods of one version, one by one. */
export class PodList {
  private pods: Pod[] = [];
  private readonly startup: Startup;
  /** Pods that were started: each start is a timer. */
  starts = 0;

  constructor(startup: Startup, running: number) {
    this.startup = startup;
    for (let pod = 0; pod < running; pod++) {
      this.pods.push({ createdAt: -1, startup: { readyAfter: 0, availableAfter: 0 } });
    }
  }

  get wanted(): number {
    return this.pods.length;
  }

  available(now: number): number {
    return this.count((startup) => startup.availableAfter, now);
  }

  ready(now: number): number {
    return this.count((startup) => startup.readyAfter, now);
  }

  /** Adds pods, or ends those that are youngest: they are the ones that are not up. */
  scale(to: number, now: number): boolean {
    if (to === this.pods.length) return false;
    if (to > this.pods.length) this.starts++;
    while (this.pods.length < to) this.pods.push({ createdAt: now, startup: this.startup });
    if (this.pods.length > to) this.pods.length = to;
    return true;
  }

  private count(after: (startup: Startup) => number, now: number): number {
    let count = 0;
    for (const { createdAt, startup } of this.pods) if (createdAt + after(startup) <= now) count++;
    return count;
  }
}
