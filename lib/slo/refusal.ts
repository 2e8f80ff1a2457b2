/** One thing that is wrong with an objective. The same shape as the problems of all other rooms. */
export interface ObjectiveProblem {
  /** Id of the check that found it. */
  readonly rule: string;
  /** Which property, such as `burnWindows[0]`. */
  readonly at: string;
  /** The offending value. */
  readonly value: unknown;
  /** What is wrong. */
  readonly what: string;
  /** Why it matters, with the arithmetic. */
  readonly why: string;
  /** What to do instead. */
  readonly fix: string;
}

/** Thrown where an objective could not work. All of its problems are listed at once. */
export class ObjectiveError extends Error {
  /** Service and name of the objective. */
  readonly objective: string;
  /** Everything that is wrong. */
  readonly problems: readonly ObjectiveProblem[];

  constructor(objective: string, problems: readonly ObjectiveProblem[]) {
    const lines = problems.map(
      ({ at, value, what, rule, why, fix }) =>
        `\n  ${at}: ${JSON.stringify(value)}: ${what} [${rule}]\n    why: ${why}\n    do:  ${fix}`,
    );
    super(`The objective "${objective}" cannot work:${lines.join('')}`);
    this.name = 'ObjectiveError';
    this.objective = objective;
    this.problems = problems;
  }
}
