/** One test and how it ended. */
export interface TestCase {
  readonly name: string;
  /** What was expected and what was there instead. @default - it passed */
  readonly failure?: string;
  /** Why it was not run. @default - it was */
  readonly skipped?: string;
  /** What else there is to say of it. @default - nothing */
  readonly note?: string;
}

/** Tests that were run together, such as those of one file. */
export interface TestSuite {
  /** Such as the path of the file. */
  readonly name: string;
  readonly cases: readonly TestCase[];
  /** Why they could not be run at all. @default - they could */
  readonly error?: string;
  /** Seconds that all of them took. */
  readonly seconds: number;
}

/** True if nothing is wrong with a suite. */
export function isPassed({ cases, error }: TestSuite): boolean {
  return error === undefined && cases.every(({ failure }) => failure === undefined);
}
