import { LOOKS } from '../../monitoring/judgement';
import type { CanaryAnalysisOptions } from './canary-analysis';
import { routersOf } from '../rollout/strategy';
import type { CanaryProps, Step } from '../rollout';
import { isDuration } from '../values';

/** The steps of a canary, by what it can be compared with. */
export interface CanaryPhases {
  /** Until it gets all traffic. */
  readonly compared: readonly Step[];
  /** From then on: stable has none. */
  readonly alone: readonly Step[];
}

/** The most that a measurement looks back, in minutes. */
const LONGEST_WINDOW = 5;

/** Four scrapes of half a minute: with fewer, one that is late leaves no rate. */
const SHORTEST_WINDOW = 2;

/** The steps before and from the first that gives the canary everything. */
export function phasesOf(canary: CanaryProps): CanaryPhases {
  const { steps = [] } = canary;
  const whole = routersOf(canary).find(({ maxTrafficWeight }) => maxTrafficWeight !== undefined)?.maxTrafficWeight;
  const at = steps.findIndex((step) => weightOf(step) >= (whole ?? 100));
  return at < 0 ? { compared: steps, alone: [] } : { compared: steps.slice(0, at), alone: steps.slice(at) };
}

/** What the canary gets at a step; 0 for a step that does not say. */
export function weightOf(step: Step): number {
  return 'setWeight' in step ? step.setWeight : 0;
}

/**
 * The options with what follows from the steps: how often chance may be wrong depends on how often it is asked, and a
 * comparison that looks back further than there was a canary to compare could never fail.
 */
export function fittedTo({ compared, alone }: CanaryPhases, options: CanaryAnalysisOptions): CanaryAnalysisOptions {
  const minutes = minutesOf(compared);
  if (minutes === 0 || !Number.isFinite(minutes + minutesOf(alone))) {
    return options;
  }
  const windowMinutes = Math.max(SHORTEST_WINDOW, Math.min(LONGEST_WINDOW, Math.floor(minutes / 3)));
  return {
    windowMinutes,
    looks: Math.max(1, Math.ceil(minutes + minutesOf(alone) - LOOKS.initialDelaySeconds / 60)),
    ...options,
  };
}

/** How long the steps hold, pods aside; Infinity where one waits for a person. */
function minutesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + ('pause' in step ? minutesOfPause(step.pause.duration) : 0), 0);
}

function minutesOfPause(duration: unknown): number {
  return isDuration(duration) ? duration.toMilliseconds() / 60_000 : Infinity;
}
