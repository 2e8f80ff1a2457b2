import type { Step } from './step';

/**
 * 0-based index of the step with which a background analysis starts if nothing is said: the one after the first weight
 * above zero, because Argo makes the canary's pods only there. Undefined if no step gives the canary traffic.
 */
export function defaultStartingStep(steps: readonly Step[]): number | undefined {
  const first = steps.findIndex((step) => 'setWeight' in step && step.setWeight > 0);
  if (first < 0) {
    return undefined;
  }
  return Math.min(first + 1, steps.length - 1);
}
