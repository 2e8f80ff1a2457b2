/** How much a remark matters. `warning`: a bad version gets through, or a good one is stuck. `info`: good to know. */
export type RemarkSeverity = 'warning' | 'info';

/** Something about a plan that its author may not have meant. */
export interface Remark {
  /** Which kind of remark, such as `indefinite-pause`: see `REMARKS`. */
  readonly id: string;
  readonly severity: RemarkSeverity;
  /** Index of the step it is about. @default - it is about the whole plan */
  readonly stepIndex?: number;
  /** What is so, one sentence with the numbers. */
  readonly what: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  /** What to do, one sentence. */
  readonly fix: string;
}
