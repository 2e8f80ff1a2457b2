import type { Analysis } from './analysis';
import type { Step } from './step';
import type { Strategy } from './strategy';

/** All analyses of a strategy, in the order in which they may run: of its steps and experiments, before and after a switch. */
export function analysesIn(strategy: Strategy): readonly Analysis[] {
  switch (strategy.kind) {
    case 'rolling':
      return [];
    case 'blueGreen':
      return [strategy.prePromotion ?? [], strategy.postPromotion ?? []].flat();
    case 'canary':
      return [strategy.background?.analysis ?? [], ...strategy.steps.map(inStep)].flat();
  }
}

function inStep(step: Step): readonly Analysis[] {
  if (step.kind === 'analysis') return [step.analysis];
  return step.kind === 'experiment' ? step.experiment.analyses.map(({ analysis }) => analysis) : [];
}
