/** One thing that is wrong with a monitor or with routes. */
export interface MonitoringProblem {
  /** Which property. */
  readonly at: string;
  /** The offending value. */
  readonly value: unknown;
  /** What is wrong. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do instead. */
  readonly fix: string;
}

/** Thrown where a monitor or routes could not work. All problems are listed at once. */
export class MonitoringError extends Error {
  /** Everything that is wrong. */
  declare readonly problems: readonly MonitoringProblem[];

  constructor(subject: string, problems: readonly MonitoringProblem[]) {
    const lines = problems.map(
      ({ at, value, what, why, fix }) =>
        `\n  ${at}: ${JSON.stringify(value)}: ${what}\n    why: ${why}\n    do:  ${fix}`,
    );
    super(`The ${subject} cannot work:${lines.join('')}`);
    this.name = 'MonitoringError';
    // not enumerable: Node prints what is, after the message that says it all, and buries it
    Object.defineProperty(this, 'problems', { value: problems });
  }
}

/** @throws MonitoringError if there is a problem */
export function refuse(subject: string, problems: readonly MonitoringProblem[]): void {
  if (problems.length > 0) {
    throw new MonitoringError(subject, problems);
  }
}
