import type { Reason, Detection, Simulation } from '../model/simulation';
import type { Scenario } from '../model/scenario';
import { duration, stepName } from '../words';

const BECAUSE: Readonly<Record<Reason, string>> = {
  completed: '',
  analysis: 'by an analysis',
  deadline: 'by the deadline',
  indefinitePause: 'for a person',
  inconclusive: 'as an analysis is inconclusive',
  endlessAnalysis: 'as its analysis never ends',
  endlessExperiment: 'as its experiment never ends',
  experimentFailed: 'as pods of its experiment never came',
  missingPods: 'as pods never come up',
  neverSettles: 'as pods and weights never settle',
  rollbackWindow: 'as the rollback window skips what it waits for',
  frozen: 'as it is frozen',
};

/** A scenario in a few words. */
export function scenarioName(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'healthy':
      return 'good version';
    case 'coldStart':
      return 'good version, cold start';
    case 'badFromStart':
      return 'bad from the start';
    case 'fault':
      return `fault after ${duration(scenario.atSeconds)}`;
    case 'worstMoment':
      return 'fault at the worst moment';
    case 'errorRise':
      return `errors rise by ${Number((scenario.rise * 100).toPrecision(3))} points`;
    case 'crashLoop':
      return 'crash loop';
    case 'noData':
      return 'no data';
    case 'notANumber':
      return 'NaN';
    case 'revert':
      return `revert after ${duration(scenario.afterSeconds)}`;
  }
}

/** How it ends, why, and at which step of how many: `aborted by an analysis, step 3`. */
export function endOf({ outcome, reason, stepIndex }: Simulation, steps: number): string {
  if (outcome === 'promoted') return outcome;
  const where = stepIndex === undefined ? '' : `, ${stepName(stepIndex, steps)}`;
  return `${outcome} ${BECAUSE[reason]}${where}`;
}

/** What stopped it: `measurement 4 of error-rate`. */
export function decidedBy(detection: Detection | undefined): string {
  if (!detection) return 'nothing';
  if (detection.by === 'deadline') return 'the deadline';
  const who = detection.metric ?? detection.analysis ?? 'an analysis';
  const which = detection.measurement === undefined ? who : `measurement ${detection.measurement} of ${who}`;
  return detection.verdict === 'Failed' ? which : `${which}, ${detection.verdict ?? 'Error'}`;
}
