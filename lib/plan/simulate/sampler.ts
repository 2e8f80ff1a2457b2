import type { Metric, Verdict } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { Settled } from '../model/settled';
import type { Curve } from './curve';
import { isBad } from './judge';
import type { Truth } from './truth';

/** What one measurement comes to. */
export interface Sample {
  readonly verdict: Verdict;
  /** Mean share of the new version in what it looked at. */
  readonly exposure: number;
}

/** What there is to measure. */
export interface Scene {
  readonly truth: Truth;
  readonly given: Assumptions;
  readonly curve: Curve;
  /** When the first new pod became available, wherever it runs; Infinity while there is none. */
  readonly podsSince: number;
}

/** Pods that come up at a moment are seen at that moment. */
const JUST_BEFORE = 1e-9;

/** What a metric measures when asked at a time. Nothing later than `time` is looked at. */
export function sample(metric: Settled<Metric>, time: number, scene: Scene): Sample {
  const { truth, given, curve } = scene;
  const base = given.baselineErrorRate;
  if (!metric.needsTraffic) {
    const asked = scene.podsSince <= time;
    const rate = !asked ? (truth.emptyBeforeTraffic ? 1 : base) : truth.faultAt < time ? truth.errorRate : base;
    return {
      verdict: isBad(metric.judged, { errorRate: rate, baselineErrorRate: base }) ? metric.verdicts.bad : 'Successful',
      exposure: curve.at(time),
    };
  }

  const window = metric.lookBackSeconds;
  const from = time - window;
  const share = window > 0 ? curve.area(from, time) / window : curve.at(time);
  if (truth.data === 'none') return { verdict: metric.verdicts.noData, exposure: share };
  if (truth.data === 'notANumber') return { verdict: metric.verdicts.notANumber, exposure: share };
  if (share <= 0 && metric.scope === 'canary') {
    return { verdict: truth.emptyBeforeTraffic ? metric.verdicts.noData : 'Successful', exposure: 0 };
  }

  const faulty =
    truth.faultAt >= time ? 0 : window > 0 ? curve.area(Math.max(from, truth.faultAt), time) / window : share;
  const seen = metric.scope === 'canary' ? faulty / share : faulty;
  const requests = window > 0 && given.requestRate !== undefined ? given.requestRate * window : undefined;
  const minimum = metric.judged.quantity === 'other' ? undefined : metric.judged.minimumRequests;
  if (requests !== undefined && minimum !== undefined && requests * share < minimum) {
    return { verdict: metric.verdicts.noData, exposure: share };
  }
  const view = {
    errorRate: base + (truth.errorRate - base) * seen,
    baselineErrorRate: base,
    canaryRequests: requests === undefined ? undefined : requests * share,
    stableRequests: requests === undefined ? undefined : requests * (1 - share),
  };
  return {
    verdict: isBad(metric.judged, seen > 0 ? view : { ...view, errorRate: base }) ? metric.verdicts.bad : 'Successful',
    exposure: share,
  };
}

/** Until when measurements come to the same, if exposure does not change after the last point of its curve. */
export function steadyUntil(metric: Settled<Metric>, time: number, scene: Scene): number {
  const { faultAt } = scene.truth;
  const from = metric.needsTraffic ? time - metric.lookBackSeconds : time;
  if (metric.needsTraffic && from < scene.curve.changedAt) return time;
  if (!metric.needsTraffic && scene.podsSince > time) return scene.podsSince - JUST_BEFORE;
  if (faultAt >= time) return faultAt;
  return faultAt > from ? time : Infinity;
}
