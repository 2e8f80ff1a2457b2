import type { PlanReport, Reason, Simulation } from '../../plan';
import { duration } from '../../plan/words';

/** Whether an outcome is what one would wish in its scenario. `wait`: neither, somebody has to come. */
export type Tone = 'good' | 'bad' | 'wait' | 'plain';

/** How a scenario ends, for a mark beside its name. */
export interface Verdict {
  readonly tone: Tone;
  /** Tells tones apart where colours do not. */
  readonly sign: string;
  readonly words: string;
}

const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', bad: '✕', wait: '‖', plain: '·' };

/** How a simulation ends, in a few words. */
export function verdictOf(simulation: Simulation): Verdict {
  const tone = toneOf(simulation);
  return { tone, sign: SIGNS[tone], words: wordsOf(simulation) };
}

/** Why it ends so, as the rest of a sentence that begins with `because`. */
export const BECAUSE: Readonly<Record<Reason, string>> = {
  completed: 'all steps are done',
  analysis: 'an analysis says so',
  deadline: 'it makes no progress within its deadline',
  indefinitePause: 'a pause has no end: it waits for a person',
  inconclusive: 'an analysis is inconclusive: it waits for a person',
  endlessAnalysis: 'an analysis never comes to an end',
  endlessExperiment: 'an experiment never comes to an end',
  experimentFailed: 'the pods of an experiment never come',
  missingPods: 'pods it needs never become available',
  neverSettles: 'counts or weights never come to rest',
  rollbackWindow: 'it goes back within its rollback window and still waits before the switch',
  frozen: 'somebody froze it (spec.paused)',
};

/** Where it ended: `in step 3`, `in the final jump to 100 %`. Nothing for a strategy without steps. */
export function place({ plan: { strategy } }: PlanReport, { stepIndex }: Simulation): string {
  if (stepIndex === undefined || strategy.kind !== 'canary' || strategy.steps.length === 0) return '';
  return stepIndex >= strategy.steps.length ? ' in the final jump to 100 %' : ` in step ${stepIndex + 1}`;
}

function toneOf({ scenario: { kind }, outcome, reason }: Simulation): Tone {
  if (outcome === 'paused') return 'wait';
  switch (kind) {
    case 'healthy':
    case 'coldStart':
      return outcome === 'promoted' ? 'good' : 'bad';
    case 'revert':
      return outcome === 'promoted' ? 'plain' : 'bad';
    case 'crashLoop':
      return outcome === 'aborted' ? 'good' : outcome === 'stuck' && reason === 'missingPods' ? 'wait' : 'bad';
    case 'noData':
    case 'notANumber':
      return 'plain';
    case 'badFromStart':
    case 'fault':
    case 'worstMoment':
    case 'errorRise':
      return outcome === 'aborted' ? 'good' : 'bad';
  }
}

function wordsOf({ scenario: { kind }, outcome, durationSeconds, rollback }: Simulation): string {
  if (kind === 'revert') {
    const gone = rollback?.secondsToZeroExposure ?? 'never';
    return gone === 'never' ? 'never gone' : `gone after ${duration(gone)}`;
  }
  switch (outcome) {
    case 'promoted':
      return `promoted, ${duration(durationSeconds)}`;
    case 'aborted':
      return `stopped, ${duration(durationSeconds)}`;
    case 'paused':
      return 'waits for a person';
    case 'stuck':
      return 'stuck for ever';
  }
}
