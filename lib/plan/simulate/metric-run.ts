import type { Metric, Verdict } from '../model/analysis';
import type { Settled } from '../model/settled';
import type { MeasurementSpan } from '../model/simulation';
import { sample, steadyUntil, type Scene } from './sampler';

/** An erring measurement is tried again after this, whatever the interval (Argo v1.9.1 analysis/analysis.go:30). */
export const ERROR_RETRY_SECONDS = 10;

/** What a metric needs to know of the controller. */
export interface MetricRules {
  readonly queryLatencySeconds: number;
  readonly countsSuccessesInARow: boolean;
}

interface Counters {
  counted: number;
  failed: number;
  inconclusive: number;
  errorsInARow: number;
  successesInARow: number;
  taken: number;
}

/**
 * One metric of a running analysis: its measurements in time and the verdict they add up to
 * (Argo v1.9.1 analysis/analysis.go:176-260 and 579-687; reference §2.1, §2.3).
 */
export class MetricRun {
  readonly metric: Settled<Metric>;
  verdict?: Verdict;
  /** End of the measurement that decided. */
  doneAt = Infinity;
  private readonly rules: MetricRules;
  private readonly count: number;
  private readonly counters: Counters = {
    counted: 0,
    failed: 0,
    inconclusive: 0,
    errorsInARow: 0,
    successesInARow: 0,
    taken: 0,
  };
  private nextAt: number;
  private readonly taken: MeasurementSpan[] = [];

  constructor(metric: Settled<Metric>, startedAt: number, rules: MetricRules) {
    this.metric = metric;
    this.rules = rules;
    this.nextAt = startedAt + metric.initialDelaySeconds;
    // a count of 0 is no count; without an interval that means one measurement (analysis_types.go:155-169)
    const given = metric.count === 'unbounded' ? 0 : metric.count;
    this.count = given > 0 ? given : metric.intervalSeconds === undefined ? 1 : Infinity;
  }

  get measurements(): readonly MeasurementSpan[] {
    return this.taken;
  }

  /** Which measurement was the last, from 1. */
  get lastMeasurement(): number {
    return this.counters.taken;
  }

  /** A second run in the same state, to look ahead. */
  clone(): MetricRun {
    const copy = new MetricRun(this.metric, 0, this.rules);
    copy.nextAt = this.nextAt;
    copy.verdict = this.verdict;
    copy.doneAt = this.doneAt;
    Object.assign(copy.counters, this.counters);
    return copy;
  }

  /**
   * Takes all measurements that end up to `until`. Those that must come to the same are taken at once, so that a day at
   * ten-second intervals costs no more than a minute.
   */
  advance(until: number, scene: Scene) {
    const latency = this.rules.queryLatencySeconds;
    while (this.verdict === undefined && this.nextAt + latency <= until) {
      const { verdict, exposure } = sample(this.metric, this.nextAt, scene);
      const pause = verdict === 'Error' ? ERROR_RETRY_SECONDS : (this.metric.intervalSeconds ?? ERROR_RETRY_SECONDS);
      const period = Math.max(pause + latency, Number.MIN_VALUE);
      const fitting = Math.floor((until - latency - this.nextAt) / period) + 1;
      const steady = Math.floor((steadyUntil(this.metric, this.nextAt, scene) - this.nextAt) / period) + 1;
      const times = Math.min(Math.max(1, steady), fitting, this.untilDone(verdict));
      if (times === Infinity) {
        // nothing will ever change: it measures for ever
        const metric = this.metric.name;
        this.taken.push({
          metric,
          verdict,
          atSeconds: this.nextAt,
          everySeconds: period,
          times: 1,
          endless: true,
          exposure,
        });
        this.nextAt = Infinity;
        return;
      }
      const everySeconds = times > 1 ? period : 0;
      this.taken.push({ metric: this.metric.name, verdict, atSeconds: this.nextAt, everySeconds, times, exposure });
      this.add(verdict, times);
      const end = this.nextAt + (times - 1) * period + latency;
      this.verdict = this.assess();
      if (this.verdict !== undefined) this.doneAt = end;
      this.nextAt = end + pause;
    }
  }

  private add(verdict: Verdict, times: number) {
    const { counters } = this;
    counters.taken += times;
    counters.errorsInARow = verdict === 'Error' ? counters.errorsInARow + times : 0;
    counters.successesInARow = verdict === 'Successful' ? counters.successesInARow + times : 0;
    if (verdict === 'Failed') counters.failed += times;
    if (verdict === 'Inconclusive') counters.inconclusive += times;
    if (verdict !== 'Error') counters.counted += times;
  }

  /** How many more measurements of one kind it takes to decide. */
  private untilDone(verdict: Verdict): number {
    const { counters, metric } = this;
    if (verdict === 'Error') return metric.consecutiveErrorLimit + 1 - counters.errorsInARow;
    const untilCount = this.count - counters.counted;
    switch (verdict) {
      case 'Failed':
        return metric.failureLimit < 0 ? untilCount : Math.min(untilCount, metric.failureLimit + 1 - counters.failed);
      case 'Inconclusive':
        return Math.min(untilCount, metric.inconclusiveLimit + 1 - counters.inconclusive);
      case 'Successful':
        return this.successLimit > 0 ? Math.min(untilCount, this.successLimit - counters.successesInARow) : untilCount;
    }
  }

  private get successLimit(): number {
    return this.rules.countsSuccessesInARow ? this.metric.consecutiveSuccessLimit : 0;
  }

  /** The order matters: an error limit wins over an inconclusive limit, and that over a failure limit. */
  private assess(): Verdict | undefined {
    const { counters, metric, successLimit } = this;
    if (counters.errorsInARow > metric.consecutiveErrorLimit) return 'Error';
    if (counters.inconclusive > metric.inconclusiveLimit) return 'Inconclusive';
    if (metric.failureLimit >= 0 && counters.failed > metric.failureLimit) return 'Failed';
    if (successLimit > 0 && counters.successesInARow >= successLimit) return 'Successful';
    if (counters.counted < this.count) return undefined;
    if (successLimit === 0) return 'Successful';
    return metric.failureLimit >= 0 ? 'Inconclusive' : 'Failed';
  }
}
