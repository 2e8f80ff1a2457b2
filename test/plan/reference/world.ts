import type { Assumptions, Metric, Scenario, Verdict } from '../../../lib/plan';

/** What happens outside the controller: traffic, second by second, and what metrics see of it. */
export class World {
  readonly given: Assumptions;
  readonly scenario: Scenario;
  /** Share of the new version in each second. */
  readonly exposure: number[] = [];
  /** Shares on their way to the router. */
  private readonly coming: { at: number; share: number }[] = [];
  private share = 0;
  podsUpSince = Infinity;

  constructor(given: Assumptions, scenario: Scenario) {
    this.given = given;
    this.scenario = scenario;
  }

  /** The router is told, and follows later. */
  route(now: number, share: number, after: number) {
    this.coming.push({ at: now + after, share });
  }

  /** Ends a second. */
  tick(now: number) {
    while (this.coming[0] && this.coming[0].at <= now) this.share = this.coming.shift()?.share ?? this.share;
    this.exposure[now] = this.share;
  }

  get crashes(): boolean {
    return this.scenario.kind === 'crashLoop';
  }

  get propagating(): boolean {
    return this.coming.length > 0;
  }

  /** From when on the new version is bad. */
  get badFrom(): number {
    const { scenario } = this;
    if (scenario.kind === 'fault') return scenario.atSeconds;
    return scenario.kind === 'badFromStart' || scenario.kind === 'errorRise' ? 0 : Infinity;
  }

  private errorRate(second: number): number {
    const { baselineErrorRate, badErrorRate } = this.given;
    if (second < this.badFrom) return baselineErrorRate;
    return this.scenario.kind === 'errorRise' ? Math.min(1, baselineErrorRate + this.scenario.rise) : badErrorRate;
  }

  /** The verdict of one measurement, by adding up requests and errors of every second in its window. */
  measure(metric: Known<Metric>, now: number): Verdict {
    const { baselineErrorRate: base } = this.given;
    const judge = (rate: number, canary?: number, stable?: number): Verdict =>
      isBad(metric, rate, base, canary, stable) ? metric.verdicts.bad : 'Successful';
    const early = this.scenario.kind === 'coldStart' || this.crashes;
    if (!metric.needsTraffic) {
      const asksOldPods = metric.scope !== 'canary';
      if (this.podsUpSince > now) return early && !asksOldPods ? judge(1) : 'Successful';
      return this.badFrom < now ? judge(this.errorRate(now)) : 'Successful';
    }
    if (this.scenario.kind === 'noData') return metric.verdicts.noData;
    if (this.scenario.kind === 'notANumber') return metric.verdicts.notANumber;

    const window = metric.lookBackSeconds;
    let canary = 0;
    let errors = 0;
    let bad = 0;
    if (window === 0) {
      canary = this.exposure[now] ?? 0;
      errors = canary * (this.badFrom < now ? this.errorRate(now) : base);
      bad = this.badFrom < now ? canary : 0;
    }
    for (let second = now - window; second < now; second++) {
      const share = this.exposure[second] ?? 0;
      canary += share;
      errors += share * this.errorRate(second);
      if (second >= this.badFrom) bad += share;
    }
    const all = Math.max(1, window);
    const rate = this.given.requestRate;
    const requests = window > 0 && rate !== undefined ? canary * rate : undefined;
    const others = window > 0 && rate !== undefined ? (all - canary) * rate : undefined;
    const minimum = metric.judged.quantity === 'other' ? undefined : metric.judged.minimumRequests;
    const least = metric.judged.quantity === 'errorRateSignificance' ? (metric.judged.minimumStableRequests ?? 0) : 0;
    const fewOfCanary = minimum !== undefined && requests !== undefined && requests < minimum;
    const tooFew = fewOfCanary || (others !== undefined && others < least);
    if (bad === 0) {
      const empty = tooFew || (canary === 0 && metric.scope === 'canary');
      return empty && early ? metric.verdicts.noData : 'Successful';
    }
    if (tooFew) return metric.verdicts.noData;
    if (metric.scope === 'canary') return judge(errors / canary, requests, others);
    return judge((errors + (all - canary) * base) / all, requests, others);
  }
}

/** A metric without anything unknown, as generated plans have them. */
export type Known<T> = T extends { readonly unknown: string }
  ? never
  : T extends object
    ? { readonly [Key in keyof T]: Known<T[Key]> }
    : T;

function isBad(metric: Known<Metric>, rate: number, base: number, canary?: number, stable?: number): boolean {
  const { judged } = metric;
  switch (judged.quantity) {
    case 'errorRate':
      return rate > judged.threshold + 1e-9;
    case 'successRate':
      return 1 - rate < judged.threshold - 1e-9;
    case 'errorRateRise':
      return rate - base > judged.threshold + 1e-9;
    case 'errorRateSignificance': {
      if (canary === undefined || stable === undefined) return rate >= 1 - 1e-9;
      if (canary === 0 || stable === 0) return 0 > judged.threshold;
      const pooled = (rate * canary + base * stable) / (canary + stable);
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / canary + 1 / stable));
      const correction = judged.continuityCorrected === true ? 0.5 / canary + 0.5 / stable : 0;
      return (error === 0 ? 0 : (rate - base - correction) / error) > judged.threshold;
    }
    case 'other':
      return rate >= 1 - 1e-9;
  }
}
