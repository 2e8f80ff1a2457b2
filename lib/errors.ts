/**
 * One thing that is wrong with what was asked for. A problem is data; it becomes text only in an error or a report.
 */
export interface Problem {
  /** Id of the check that found it, such as `C1`: reference tables and exemptions use it. */
  readonly rule: string;
  /** Where, in the words of the manifest, such as `spec.strategy.canary.steps[2].setWeight`. */
  readonly at: string;
  /** The offending value. @default - none: the fault is that there is none */
  readonly value?: unknown;
  /** What is wrong, one sentence. */
  readonly what: string;
  /** Why it matters: what would happen at run time, one sentence. */
  readonly why: string;
  /** What to do instead, one sentence. */
  readonly fix: string;
}

/** Shows a value as its author wrote it, shortened to a line. */
export function show(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A problem as text: place, value, sentence, rule; then why; then what to do. */
export function formatProblem(problem: Problem): string {
  const value = 'value' in problem ? `${show(problem.value)}: ` : '';
  return [
    `${problem.at}: ${value}${problem.what} [${problem.rule}]`,
    `    why: ${problem.why}`,
    `    do:  ${problem.fix}`,
  ].join('\n');
}

/**
 * Thrown by a constructor that was given something that cannot work, before it has created any child.
 * All problems of that construct are listed at once.
 */
export class InvalidInputError extends Error {
  /** The construct path, such as `shop/checkout`. */
  declare readonly path: string;
  /** Everything that is wrong, in the order of the checks. */
  declare readonly problems: readonly Problem[];

  constructor(path: string, problems: readonly Problem[]) {
    super(`"${path}" cannot be built:\n  ${problems.map(formatProblem).join('\n  ')}`);
    this.name = 'InvalidInputError';
    // not enumerable: Node prints what is, after the message that says it all, and buries it
    Object.defineProperties(this, { path: { value: path }, problems: { value: problems } });
  }
}

/** Throws {@link InvalidInputError} if there is any problem. */
export function refuse(path: string, problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new InvalidInputError(path, problems);
  }
}
