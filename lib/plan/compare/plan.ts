import type { PlanChange } from '../model/comparison';
import type { Plan } from '../model/plan';
import type { PlanReport } from '../model/report';
import type { Strategy } from '../model/strategy';
import { analysisChanges } from './analysis';
import { stepChanges } from './steps';
import { entriesOf, entryChanges } from './words';

/** What is written differently, and what was assumed differently. */
export function planChanges(before: PlanReport, after: PlanReport): PlanChange[] {
  return [
    ...entryChanges('', entriesOf(rest(before.plan)), entriesOf(rest(after.plan))),
    ...strategyChanges(before.plan.strategy, after.plan.strategy),
    ...entryChanges('assumed ', entriesOf(before.assumptions), entriesOf(after.assumptions)),
  ];
}

function rest({ identity: _identity, strategy: _strategy, ...others }: Plan): object {
  return others;
}

function strategyChanges(before: Strategy, after: Strategy): PlanChange[] {
  if (before.kind !== after.kind) return [{ what: 'strategy', before: before.kind, after: after.kind }];
  if (before.kind === 'canary' && after.kind === 'canary') {
    const { steps, background, ...others } = before;
    const { steps: newSteps, background: newBackground, ...newOthers } = after;
    return [
      ...entryChanges('', entriesOf(others), entriesOf(newOthers)),
      ...stepChanges(steps, newSteps),
      ...analysisChanges('background', background?.analysis, newBackground?.analysis),
      ...(background && newBackground
        ? entryChanges(
            'background: ',
            entriesOf({ startingStep: background.startingStep }),
            entriesOf({ startingStep: newBackground.startingStep }),
          )
        : []),
    ];
  }
  if (before.kind === 'blueGreen' && after.kind === 'blueGreen') {
    const { prePromotion, postPromotion, ...others } = before;
    const { prePromotion: newPre, postPromotion: newPost, ...newOthers } = after;
    return [
      ...entryChanges('', entriesOf(others), entriesOf(newOthers)),
      ...analysisChanges('prePromotionAnalysis', prePromotion, newPre),
      ...analysisChanges('postPromotionAnalysis', postPromotion, newPost),
    ];
  }
  return entryChanges('', entriesOf(before), entriesOf(after));
}
