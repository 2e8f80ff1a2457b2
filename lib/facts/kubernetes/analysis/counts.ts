import { unknown, type Known } from '../../../plan/model/known';
import { parseGoDuration } from '../duration';
import type { Field } from '../field';
import { unknownIn } from '../marks';

/** An IntOrString: text that is no number counts as 0 (intstr.IntValue). */
export function countIn(field: Field): Known<number> | undefined {
  const value = field.integerOrText();
  if (typeof value !== 'string') return value;
  const why = unknownIn(value);
  if (why !== undefined) return unknown(`${String(field.path.at(-1))}: ${why}`);
  return /^[+-]?\d+$/.test(value) ? Number(value) : 0;
}

/** A duration as Go reads it; `invalid` where Go cannot. What would be due in the past is due now. */
export function secondsIn(field: Field): Known<number> | 'invalid' | undefined {
  const text = field.text();
  if (text === undefined || text === '') return undefined;
  const why = unknownIn(text);
  if (why !== undefined) return unknown(`${String(field.path.at(-1))}: ${why}`);
  const seconds = parseGoDuration(text);
  return seconds === undefined ? 'invalid' : Math.max(0, seconds);
}
