import { closest } from '../../closest';

/** What was probably meant, as the end of a sentence: ` Did you mean "setWeight"?`; empty if nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}
