import type { Problem } from '../../errors';

/** A fault without the id of the check that found it. */
export type Fault = Omit<Problem, 'rule'>;

/** One rule about a subject, pure: the same subject always has the same faults. */
export interface Check<S> {
  /** Stable id, such as `C1` (the numbers of the reference where it has one): shown in errors, used by tests. */
  readonly id: string;
  /** The faults of the subject, none if it is fine. */
  readonly find: (subject: S) => Iterable<Fault>;
}

/** The faults of a subject under all checks, in the order of the checks. */
export function runChecks<S>(checks: readonly Check<S>[], subject: S): readonly Problem[] {
  return checks.flatMap(({ id, find }) => [...find(subject)].map((fault) => ({ rule: id, ...fault })));
}
