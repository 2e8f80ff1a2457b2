import type { PlanReport } from '../../../plan';
import { BECAUSE, place } from '../../sentences/verdict';
import { amount, count, percent, tied, time } from '../../page/words';
import type { View } from './view';

/** The curve in words, for whoever does not see it; what happens and why stands above it in the page. */
export function describe({ simulation: { curve, weightMinutes, finalExposure } }: View): string {
  const most = curve.reduce((highest, { exposure }) => Math.max(highest, exposure), 0);
  const changes = count(Math.max(0, curve.length - 1), 'change');
  return `In ${changes} the new version serves at most ${percent(most)} of the traffic and in the end ${percent(finalExposure)}: ${amount(weightMinutes)} weight-minutes in all.`;
}

/** How a scenario ends and why, in a sentence. */
export function ending(report: PlanReport, simulation: View['simulation']): string {
  const { outcome, reason, durationSeconds, finalExposure } = simulation;
  const where = tied(place(report, simulation));
  switch (outcome) {
    case 'promoted':
      return `It is promoted after ${time(durationSeconds)}.`;
    case 'aborted':
      return `It is aborted after ${time(durationSeconds)}${where}, because ${BECAUSE[reason]}.`;
    case 'paused':
      return `It stays at ${percent(finalExposure)}${where}, because ${BECAUSE[reason]}.`;
    case 'stuck':
      return `It is stuck at ${percent(finalExposure)} for ever${where}, because ${BECAUSE[reason]}.`;
  }
}
