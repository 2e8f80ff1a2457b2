/** The world as the command sees it: what a test can put something else in place of. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal that welcomes colours. */
  readonly colors: boolean;
  /** Whether standard error is a terminal, where a line may replace the one before it. */
  readonly errIsTerminal: boolean;
}
