import type { Metric, Verdict } from '../../../../lib/plan/model/analysis';
import type { Judged } from '../../../../lib/plan/model/judged';
import type { Known } from '../../../../lib/plan/model/known';
import { analysisOf } from '../analysis/read';

/** How a metric is read. */
export interface Expected {
  /** Of a bad value, of no data, of NaN. */
  readonly verdicts: readonly [Known<Verdict>, Known<Verdict>, Known<Verdict>];
  readonly judged: Judged;
  readonly scope: Known<'canary' | 'service'>;
  readonly needsTraffic: Known<boolean>;
  readonly lookBackSeconds: Known<number>;
}

/** A metric as it stands in a template, without its name. */
export type Written = object;

/** The metric, as an analysis step of the rollout `web` (Services `shop` and `shop-canary`) reads it. */
export function metricOf(written: Written): Metric {
  const [metric] = analysisOf({ metrics: [{ name: 'check', ...written }] }).metrics;
  if (!metric) throw new Error('no metric is read');
  return metric;
}

/** What the plan makes of bad, no and undefined data. */
export function verdictsOf(written: Written): Expected['verdicts'] {
  const { bad, noData, notANumber } = metricOf(written).verdicts;
  return [bad, noData, notANumber];
}

/** The part of a metric that its provider and its conditions decide. */
export function readingOf(written: Written): Expected {
  const { judged, scope, needsTraffic, lookBackSeconds } = metricOf(written);
  return { verdicts: verdictsOf(written), judged, scope, needsTraffic, lookBackSeconds };
}

/** Not known, for a reason with these words in it. */
export const unknownBecause = (words: string): { readonly unknown: string } => ({
  unknown: expect.stringContaining(words) as string,
});

/** The quantity of everything that is no PromQL. */
export const OTHER: Judged = { quantity: 'other', unread: true };
