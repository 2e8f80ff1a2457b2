/** Paints a text, or leaves it as it is. */
export type Paint = (text: string) => string;

/** What a report may stress. Whoever prints it knows whether colours are welcome. */
export interface Style {
  readonly heading: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
}

const same: Paint = (text) => text;

/** No colours: for files and pipes. */
export const PLAIN: Style = { heading: same, faint: same, good: same, bad: same, doubtful: same };
