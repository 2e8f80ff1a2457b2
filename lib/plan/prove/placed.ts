import type { Analysis } from '../model/analysis';
import type { Plan } from '../model/plan';
import { settle, type Settled } from '../model/settled';
import type { AnalysisRole } from '../model/simulation';

/** An analysis and its place in a plan, as it stands there and with a value everywhere. */
export interface Placed {
  readonly analysis: Analysis;
  readonly settled: Settled<Analysis>;
  readonly role: AnalysisRole;
  readonly stepIndex?: number;
}

/** All analyses of a plan, in the order in which they may run. */
export function analysesOf(plan: Plan): Placed[] {
  const { strategy } = plan;
  const settled = settle(plan).plan.strategy;
  if (strategy.kind === 'blueGreen' && settled.kind === 'blueGreen') {
    return [
      ...place(strategy.prePromotion, settled.prePromotion, 'prePromotion'),
      ...place(strategy.postPromotion, settled.postPromotion, 'postPromotion'),
    ];
  }
  if (strategy.kind !== 'canary' || settled.kind !== 'canary') return [];
  const placed = place(strategy.background?.analysis, settled.background?.analysis, 'background');
  strategy.steps.forEach((step, stepIndex) => {
    const other = settled.steps[stepIndex];
    if (step.kind === 'analysis' && other?.kind === 'analysis') {
      placed.push(...place(step.analysis, other.analysis, 'step', stepIndex));
    }
    if (step.kind !== 'experiment' || other?.kind !== 'experiment') return;
    step.experiment.analyses.forEach(({ analysis }, index) => {
      placed.push(...place(analysis, other.experiment.analyses[index]?.analysis, 'experiment', stepIndex));
    });
  });
  return placed;
}

function place(
  analysis: Analysis | undefined,
  settled: Settled<Analysis> | undefined,
  role: AnalysisRole,
  stepIndex?: number,
): Placed[] {
  return analysis && settled ? [{ analysis, settled, role, stepIndex }] : [];
}
