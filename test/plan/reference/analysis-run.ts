import type { Analysis, Metric, Verdict } from '../../../lib/plan';
import type { Known, World } from './world';

interface Result {
  readonly metric: Known<Metric>;
  phase?: Verdict;
  lastFinished?: number;
  lastWasError: boolean;
  count: number;
  failed: number;
  inconclusive: number;
  errorsInARow: number;
  successesInARow: number;
}

/** One AnalysisRun, looked at every second. */
export class AnalysisRunReference {
  readonly createdAt: number;
  phase?: Verdict;
  /** When the phase was set. */
  endedAt?: number;
  /** Measurements taken: each waited for a timer. */
  measurements = 0;
  decidedBy?: string;
  private readonly analysis: Known<Analysis>;
  private readonly results: Result[];
  private startedAt?: number;
  private terminate = false;
  private running?: {
    readonly until: number;
    readonly taken: { readonly result: Result; readonly verdict: Verdict }[];
  };
  private readonly countsSuccesses: boolean;

  constructor(analysis: Known<Analysis>, createdAt: number, countsSuccesses: boolean) {
    this.analysis = analysis;
    this.createdAt = createdAt;
    this.countsSuccesses = countsSuccesses;
    this.results = analysis.metrics.map((metric) => ({
      metric,
      lastWasError: false,
      count: 0,
      failed: 0,
      inconclusive: 0,
      errorsInARow: 0,
      successesInARow: 0,
    }));
  }

  reconcile(now: number, world: World) {
    if (this.phase !== undefined || now <= this.createdAt) return;
    if (this.analysis.errsAtStart !== undefined || this.results.length === 0) return this.end('Error', now);
    if (!this.running) {
      const due = this.terminate ? [] : this.results.filter((result) => this.isDue(result, now));
      this.startedAt ??= now;
      const taken = due.map((result) => ({ result, verdict: world.measure(result.metric, now) }));
      this.running = { until: now + (taken.length > 0 ? world.given.queryLatencySeconds : 0), taken };
    }
    if (now < this.running.until) return;
    for (const { result, verdict } of this.running.taken) this.add(result, verdict, now);
    this.running = undefined;
    this.assess(now);
  }

  private isDue(result: Result, now: number): boolean {
    const { metric } = result;
    if (result.phase !== undefined) return false;
    if (result.lastFinished === undefined) return now >= (this.startedAt ?? now) + metric.initialDelaySeconds;
    const count = this.count(metric);
    if (count !== undefined && result.count >= count) return false;
    const wait = result.lastWasError ? 10 : (metric.intervalSeconds ?? 10);
    return now >= result.lastFinished + wait;
  }

  private count(metric: Known<Metric>): number | undefined {
    if (metric.count !== 'unbounded' && metric.count !== 0) return metric.count;
    return metric.intervalSeconds === undefined ? 1 : undefined;
  }

  private add(result: Result, verdict: Verdict, now: number) {
    this.measurements++;
    result.lastFinished = now;
    result.lastWasError = verdict === 'Error';
    if (verdict === 'Error') {
      result.errorsInARow++;
      result.successesInARow = 0;
      return;
    }
    result.count++;
    result.errorsInARow = 0;
    result.successesInARow = verdict === 'Successful' ? result.successesInARow + 1 : 0;
    if (verdict === 'Failed') result.failed++;
    if (verdict === 'Inconclusive') result.inconclusive++;
  }

  private assess(now: number) {
    let worst: Result | undefined;
    let allDone = true;
    const terminating = this.terminate;
    for (const result of this.results) {
      result.phase ??= this.phaseOf(result) ?? (terminating ? 'Successful' : undefined);
      if (result.phase === undefined) {
        allDone = false;
        continue;
      }
      if (result.metric.dryRun) continue;
      if (!worst || badness(result.phase) > badness(worst.phase)) worst = result;
      if (result.phase !== 'Successful') this.terminate = true;
    }
    if (!allDone) return;
    this.decidedBy = worst?.metric.name;
    this.end(worst?.phase ?? 'Successful', now);
  }

  private phaseOf({ metric, ...result }: Result): Verdict | undefined {
    if (result.lastFinished === undefined) return undefined;
    let phase: Verdict | undefined;
    if (metric.failureLimit >= 0 && result.failed > metric.failureLimit) phase = 'Failed';
    if (result.inconclusive > metric.inconclusiveLimit) phase = 'Inconclusive';
    if (result.errorsInARow > metric.consecutiveErrorLimit) phase = 'Error';
    if (phase !== undefined) return phase;
    const inARow = this.countsSuccesses ? metric.consecutiveSuccessLimit : 0;
    if (inARow > 0 && result.successesInARow >= inARow) return 'Successful';
    const count = this.count(metric);
    if (count === undefined || result.count < count) return undefined;
    if (inARow === 0) return 'Successful';
    return metric.failureLimit >= 0 ? 'Inconclusive' : 'Failed';
  }

  private end(phase: Verdict, now: number) {
    this.phase = phase;
    this.endedAt = now;
  }
}

function badness(verdict: Verdict | undefined): number {
  return ['Successful', 'Inconclusive', 'Error', 'Failed'].indexOf(verdict ?? 'Successful');
}
