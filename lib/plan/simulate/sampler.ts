import type { Metric, Verdict } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import type { Settled } from '../model/settled';
import type { Curve } from './curve';
import { hasTooFew, isBad } from './judge';
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

/**
 * What a metric measures when asked at a time. Nothing later than `time` is looked at. As long as nothing of a bad
 * version is in view it is Successful, whatever its threshold makes of the baseline: that is a matter of chance, and
 * `powerOf` tells it.
 */
export function sample(metric: Settled<Metric>, time: number, scene: Scene): Sample {
  return metric.needsTraffic ? sampleTraffic(metric, time, scene) : samplePods(metric, time, scene);
}

/** A probe asks the new pods; before there are any it fails, or is not looked at. Through the Service the old ones answer it. */
function samplePods(metric: Settled<Metric>, time: number, { truth, given, curve, podsSince }: Scene): Sample {
  const exposure = curve.at(time);
  const base = given.baselineErrorRate;
  const early = podsSince > time;
  if (early ? !truth.emptyBeforeTraffic || metric.scope !== 'canary' : truth.faultAt >= time)
    return { verdict: 'Successful', exposure };
  const view = { errorRate: early ? 1 : truth.errorRate, baselineErrorRate: base };
  return { verdict: isBad(metric.judged, view) ? metric.verdicts.bad : 'Successful', exposure };
}

function sampleTraffic(metric: Settled<Metric>, time: number, { truth, given, curve }: Scene): Sample {
  const base = given.baselineErrorRate;
  const window = metric.lookBackSeconds;
  const from = time - window;
  const exposure = window > 0 ? curve.area(from, time) / window : curve.at(time);
  if (truth.data === 'none') return { verdict: metric.verdicts.noData, exposure };
  if (truth.data === 'notANumber') return { verdict: metric.verdicts.notANumber, exposure };
  const faulty = window > 0 ? curve.area(Math.max(from, truth.faultAt), time) / window : exposure;
  const seesFault = truth.faultAt < time && faulty > 0;
  const requests = window > 0 && given.requestRate !== undefined ? given.requestRate * window : undefined;
  const canaryRequests = requests === undefined ? undefined : requests * exposure;
  const stableRequests = requests === undefined ? undefined : requests * (1 - exposure);
  const tooFew = hasTooFew(metric.judged, canaryRequests, stableRequests);
  if (!seesFault) {
    const empty = tooFew || (exposure <= 0 && metric.scope === 'canary');
    return { verdict: empty && truth.emptyBeforeTraffic ? metric.verdicts.noData : 'Successful', exposure };
  }
  if (tooFew) return { verdict: metric.verdicts.noData, exposure };
  const seen = metric.scope === 'canary' ? faulty / exposure : faulty;
  const view = {
    errorRate: base + (truth.errorRate - base) * seen,
    baselineErrorRate: base,
    canaryRequests,
    stableRequests,
  };
  return { verdict: isBad(metric.judged, view) ? metric.verdicts.bad : 'Successful', exposure };
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
