import type { ProgressiveServiceProps } from '../service/props';

/** What the checks of a ProgressiveService judge. */
export interface ServiceSubject {
  readonly name: string;
  /** Where it will be; undefined where whoever applies it decides. */
  readonly namespace: string | undefined;
  readonly props: ProgressiveServiceProps;
}
