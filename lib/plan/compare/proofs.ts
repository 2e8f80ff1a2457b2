import type { AnalysisSubject, FigureChange, FigureName } from '../model/comparison';
import { isUnknown, unknown, type Known } from '../model/known';
import type { AnalysisProof, MetricProof, PowerProof } from '../model/proof';
import type { AnalysisRole } from '../model/simulation';
import { changeOf, type Compared } from './figure';
import { pairsOf } from './pairs';

/**
 * How the proofs of a rollout changed. Analyses are the same by role and name, and else by role alone: a name may carry
 * a hash of what it names.
 */
export function proofChanges(before: readonly AnalysisProof[], after: readonly AnalysisProof[]): FigureChange[] {
  const pairs = pairsOf<AnalysisProof>(before, after, ({ role, analysis }) => JSON.stringify([role, analysis]), role);
  return pairs.flatMap(({ before: was, after: is }) => {
    const one = is ?? was;
    if (!one) return [];
    if (!was || !is) return guardChange(one, is !== undefined);
    const canFail: Compared = { figure: 'canFail', before: was.canFail, after: is.canFail, better: 'more' };
    return [...changeOf(canFail, subjectOf(is), nameOf(is)), ...metricChanges(was, is)];
  });
}

function role({ role }: AnalysisProof): string {
  return role;
}

/** An analysis that comes is good, and one that goes is bad, if it can stop anything. */
function guardChange(proof: AnalysisProof, isNew: boolean): FigureChange[] {
  const better = proof.canFail !== true ? 'different' : isNew ? 'better' : 'worse';
  const says = isUnknown(proof.canFail) ? 'nobody knows if it can fail' : proof.canFail ? 'can fail' : 'cannot fail';
  const [before, after] = isNew ? ['none', says] : [says, 'none'];
  return changeOf({ figure: 'guard', before, after, better }, subjectOf(proof), nameOf(proof));
}

function metricChanges(was: AnalysisProof, is: AnalysisProof): FigureChange[] {
  return pairsOf(was.metrics, is.metrics, ({ metric }) => metric).flatMap(({ before, after }) => {
    const one = after ?? before;
    if (!one) return [];
    const subject: AnalysisSubject = { ...subjectOf(is), metric: one.metric };
    const name = `${nameOf(is)}: ${one.metric}`;
    const alone = is.metrics.length === 1 && was.metrics.length === 1;
    return READINGS.flatMap(({ figure, value, better }) =>
      // of an analysis with one metric it has been said
      alone && figure === 'canFail'
        ? []
        : changeOf({ figure, before: before && value(before), after: after && value(after), better }, subject, name),
    );
  });
}

interface Reading {
  readonly figure: FigureName;
  readonly value: (metric: MetricProof) => Compared['before'];
  readonly better: Compared['better'];
}

const READINGS: readonly Reading[] = [
  { figure: 'canFail', value: ({ canFail }) => canFail, better: 'more' },
  { figure: 'power', value: ({ power }) => chance(power, 'power'), better: 'more' },
  { figure: 'falseAlarm', value: ({ power }) => chance(power, 'falseAlarm'), better: 'less' },
  { figure: 'detectableAtBest', value: (metric) => detectable(metric, Math.min), better: 'less' },
  { figure: 'detectableAtWorst', value: (metric) => detectable(metric, Math.max), better: 'less' },
];

function chance(power: Known<PowerProof>, which: 'power' | 'falseAlarm'): Known<number> {
  return isUnknown(power) ? power : power[which];
}

/** Over the steps in which it measures; `none` where it sees not even a version that fails every request. */
function detectable({ steps }: MetricProof, choose: (...rates: number[]) => number): Known<number | string> {
  const rates = steps.filter(({ measurements }) => measurements > 0).map((step) => step.detectableErrorRate);
  const missing = rates.find(isUnknown);
  if (missing) return missing;
  if (rates.length === 0) return unknown('it measures in no step');
  const rate = choose(...rates.map((one) => (typeof one === 'number' ? one : Infinity)));
  return rate === Infinity ? 'none' : rate;
}

const ROLES: Readonly<Record<AnalysisRole, string>> = {
  background: 'background analysis',
  step: 'analysis',
  prePromotion: 'prePromotionAnalysis',
  postPromotion: 'postPromotionAnalysis',
  experiment: 'experiment',
};

function subjectOf({ analysis, role, stepIndex }: AnalysisProof): AnalysisSubject {
  return { kind: 'analysis', analysis, role, ...(stepIndex === undefined ? {} : { stepIndex }) };
}

function nameOf({ analysis, role, stepIndex }: AnalysisProof): string {
  const step = stepIndex === undefined || role === 'background' ? '' : `step ${stepIndex + 1}: `;
  return `${step}${ROLES[role]} ${analysis}`;
}
