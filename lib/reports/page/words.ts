import type { Seconds } from '../../plan';
import { duration, percent as plainPercent } from '../../plan/words';

export { count, whole } from '../../plan/words';
export { amount, capital, isNotKnown, known, points, sentence } from '../words';

/** Seconds as people say them: `40 s`, `1 h 5 min`, `never`. */
export function time(seconds: Seconds): string {
  return tied(duration(seconds));
}

/** A fraction as a percentage: `33 %`. */
export function percent(fraction: number): string {
  return tied(plainPercent(fraction));
}

/** A page breaks no line between a number and its unit. */
export function tied(text: string): string {
  return text.replace(/(\d) (?=\D)/g, '$1\u00a0');
}
