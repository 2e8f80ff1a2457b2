import type { Check, Fault } from '../check';
import type { CanarySubject, PlacedStep } from './subject';

/** A check of single steps, as a check of the canary. */
export function stepCheck(
  id: string,
  find: (step: PlacedStep, subject: CanarySubject) => Iterable<Fault>,
): Check<CanarySubject> {
  return {
    id,
    *find(subject) {
      for (const step of subject.steps) {
        yield* find(step, subject);
      }
    },
  };
}

/** The weight that holds when a step begins: that of the last `setWeight` before it. */
export function weightAt({ steps }: CanarySubject, index: number): number {
  const before = steps.filter((other) => other.index < index && other.step.setWeight !== undefined);
  return before.at(-1)?.step.setWeight ?? 0;
}
