import type { ObjectiveSpec } from './props';

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

/** Judges an objective. */
export type ObjectiveCheck = (spec: ObjectiveSpec) => readonly ObjectiveProblem[];

/** Thrown where an objective could not work. All of its problems are listed at once. */
export class ObjectiveError extends Error {
  /** Service and name of the objective. */
  declare readonly objective: string;
  /** Everything that is wrong. */
  declare readonly problems: readonly ObjectiveProblem[];

  constructor(objective: string, problems: readonly ObjectiveProblem[]) {
    const lines = problems.map(
      ({ at, value, what, rule, why, fix }) =>
        `\n  ${at}: ${shown(value)}: ${what} [${rule}]\n    why: ${why}\n    do:  ${fix}`,
    );
    super(`The objective "${objective}" cannot work:${lines.join('')}`);
    this.name = 'ObjectiveError';
    // not enumerable: Node prints what is, after the message that says it all, and buries it
    Object.defineProperties(this, { objective: { value: objective }, problems: { value: problems } });
  }
}

/** JSON, which would say null of what is no number. */
function shown(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
  );
}
