import type { Analysis, Verdict } from '../model/analysis';
import type { Settled } from '../model/settled';
import type { MeasurementSpan } from '../model/simulation';
import { MetricRun, type MetricRules } from './metric-run';
import type { Scene } from './sampler';

/** How an analysis ended. */
export interface Conclusion {
  readonly verdict: Verdict;
  readonly atSeconds: number;
  /** @default - the analysis as a whole */
  readonly metric?: string;
  /** Which measurement of the metric decided, from 1. */
  readonly measurement?: number;
}

/** What an analysis needs to know of the controller. */
export interface RunRules extends MetricRules {
  readonly reconcileSeconds: number;
}

/** From good to bad (Argo v1.9.1 utils/analysis/helpers.go:48-56). */
const WORSE: readonly Verdict[] = ['Successful', 'Inconclusive', 'Error', 'Failed'];

/**
 * One run of an analysis: its metrics side by side. The first metric that is not Successful ends it; the others then
 * are stopped one look later (Argo v1.9.1 analysis/analysis.go:435-567).
 */
export class AnalysisRun {
  readonly analysis: Settled<Analysis>;
  readonly startedAt: number;
  private readonly rules: RunRules;
  private readonly metrics: MetricRun[];

  /** `startedAt` is the first look of the analysis controller. */
  constructor(analysis: Settled<Analysis>, startedAt: number, rules: RunRules) {
    this.analysis = analysis;
    this.startedAt = startedAt;
    this.rules = rules;
    this.metrics = analysis.metrics.map((metric) => new MetricRun(metric, startedAt, rules));
  }

  get measurements(): MeasurementSpan[] {
    return this.metrics.flatMap((metric) => metric.measurements);
  }

  /** The end up to `until`, without taking a measurement. */
  peek(until: number, scene: Scene): Conclusion | undefined {
    const ahead = this.metrics.map((metric) => metric.clone());
    for (const metric of ahead) metric.advance(until, scene);
    return this.conclude(ahead, until);
  }

  /** Takes all measurements up to `until`. */
  advance(until: number, scene: Scene) {
    for (const metric of this.metrics) metric.advance(until, scene);
  }

  private conclude(metrics: readonly MetricRun[], until: number): Conclusion | undefined {
    if (this.analysis.errsAtStart !== undefined || metrics.length === 0) {
      return this.startedAt <= until ? { verdict: 'Error', atSeconds: this.startedAt } : undefined;
    }
    const gating = metrics.filter(({ metric, verdict }) => !metric.dryRun && verdict !== undefined);
    const bad = gating.filter(({ verdict }) => verdict !== 'Successful');
    const lastDone = Math.max(...metrics.map(({ doneAt }) => doneAt));
    if (bad.length === 0) {
      const done = lastDone < Infinity && lastDone <= until;
      return done ? { verdict: 'Successful', atSeconds: lastDone } : undefined;
    }

    const firstBad = Math.min(...bad.map(({ doneAt }) => doneAt));
    const atSeconds = lastDone <= firstBad ? firstBad : firstBad + this.rules.reconcileSeconds;
    if (atSeconds > until) return undefined;
    const worst = bad
      .filter(({ doneAt }) => doneAt <= atSeconds)
      .reduce((one, other) => (isWorse(other.verdict ?? 'Successful', one.verdict ?? 'Successful') ? other : one));
    return {
      verdict: worst.verdict ?? 'Error',
      atSeconds,
      metric: worst.metric.name,
      measurement: worst.lastMeasurement,
    };
  }
}

/** Whether one verdict is worse than another. */
export function isWorse(one: Verdict, other: Verdict): boolean {
  return WORSE.indexOf(one) > WORSE.indexOf(other);
}
