import type { Metric } from '../model/analysis';
import type { Assumptions } from '../model/assumptions';
import { isUnknown, unknown } from '../model/known';
import type { MetricProof, StepProof } from '../model/proof';
import type { Settled } from '../model/settled';
import type { MeasurementSpan, StepSpan } from '../model/simulation';
import { hasTooFew, isBad } from '../simulate/judge';
import { canFail, type Informative } from './can-fail';
import { detectableErrorRate } from './dilution';
import { powerOf, type Look, type PowerGoal } from './power';

/** What there is to prove something about. */
export interface MetricCase {
  /** As it stands in the plan, for what is not known of it. */
  readonly metric: Metric;
  readonly settled: Settled<Metric>;
  /** Its measurements in a healthy rollout. */
  readonly taken: readonly MeasurementSpan[];
  /** The measurement that goes on for ever where nobody resumes the rollout. @default - there is none */
  readonly endless?: MeasurementSpan;
  readonly steps: readonly StepSpan[];
}

/** What one metric can do. */
export function metricProof(one: MetricCase, given: Assumptions, goal: PowerGoal): MetricProof {
  const { metric, settled } = one;
  const informative = informativeOf(one, given);
  const looks = looksOf(one);
  const steps = looks.map((look): StepProof => ({
    ...look,
    requestsPerMeasurement: requestsIn(settled, look.exposure, given),
    detectableErrorRate: detectableErrorRate(settled, look.exposure, given),
  }));
  const seeing = looks.filter(({ exposure }) => exposure > 0);
  return {
    metric: metric.name,
    ...canFail(metric, informative),
    informativeMeasurements: informative,
    steps,
    power: whatIsMissing(metric) ?? powerOf(settled, seeing, given, goal),
  };
}

/** Measurements that are bad if every request to the new version fails. */
function informativeOf({ metric, settled, taken, endless }: MetricCase, given: Assumptions): Informative {
  if (isUnknown(metric.scope)) return unknown(metric.scope.unknown);
  if (endless && isInformative(settled, endless, given)) return 'endless';
  return taken.reduce((sum, span) => sum + (isInformative(settled, span, given) ? span.times : 0), 0);
}

function isInformative(settled: Settled<Metric>, { exposure }: MeasurementSpan, given: Assumptions): boolean {
  if (settled.needsTraffic && exposure <= 0) return false;
  const share = settled.scope === 'canary' || !settled.needsTraffic ? 1 : exposure;
  const canaryRequests = requestsIn(settled, exposure, given);
  const stableRequests = requestsIn(settled, 1 - exposure, given);
  if (hasTooFew(settled.judged, canaryRequests, stableRequests)) return false;
  return isBad(settled.judged, {
    errorRate: share + (1 - share) * given.baselineErrorRate,
    baselineErrorRate: given.baselineErrorRate,
    canaryRequests,
    stableRequests,
  });
}

function requestsIn(settled: Settled<Metric>, share: number, { requestRate }: Assumptions): number | undefined {
  if (requestRate === undefined || settled.lookBackSeconds <= 0) return undefined;
  return requestRate * settled.lookBackSeconds * share;
}

/** Which of the values its chances depend on is not known. */
function whatIsMissing(metric: Metric) {
  const { judged, verdicts, scope, lookBackSeconds, failureLimit, intervalSeconds, count } = metric;
  const threshold = judged.quantity === 'other' ? undefined : judged.threshold;
  return [threshold, verdicts.bad, scope, lookBackSeconds, failureLimit, intervalSeconds, count].find(isUnknown);
}

/** Measurements by what they see and the step in which they begin. */
function looksOf({ taken, steps }: MetricCase): (Look & { stepIndex?: number })[] {
  const looks = new Map<string, Look & { stepIndex?: number }>();
  for (const span of taken) {
    for (const [stepIndex, measurements] of byStep(steps, span)) {
      const key = `${stepIndex ?? ''} ${span.exposure.toFixed(6)}`;
      const before = looks.get(key)?.measurements ?? 0;
      looks.set(key, { stepIndex, exposure: span.exposure, measurements: before + measurements });
    }
  }
  return [...looks.values()];
}

/** How many of the measurements begin in which step. */
function byStep(steps: readonly StepSpan[], span: MeasurementSpan): Map<number | undefined, number> {
  const { atSeconds, everySeconds, times } = span;
  if (steps.length === 0) return new Map([[undefined, times]]);
  const counts = new Map<number | undefined, number>();
  const beganBefore = (time: number) =>
    everySeconds === 0 ? Number(atSeconds < time) * times : Math.ceil((time - atSeconds) / everySeconds);
  let counted = 0;
  steps.forEach(({ stepIndex }, index) => {
    const next = steps[index + 1]?.startSeconds ?? Infinity;
    const until = Math.min(times, Math.max(counted, next === Infinity ? times : beganBefore(next)));
    if (until > counted) counts.set(stepIndex, until - counted);
    counted = until;
  });
  return counts;
}
