import type { Known, Unknown } from '../plan';
import { whole } from '../plan/words';

/** A quantity with thousands apart and at most one digit after the point below 100: `9.0`, `1,250`. */
export function amount(value: number): string {
  if (value !== 0 && value < 0.05) return 'under 0.1';
  return value < 100 ? value.toFixed(1) : whole(value);
}

/** Percentage points: `1 point`, `0.5 points`. */
export function points(fraction: number): string {
  const value = Number((fraction * 100).toFixed(2));
  return `${value} ${value === 1 ? 'point' : 'points'}`;
}

/** Shows a value that may not be known: what is not is called so. */
export function known<T>(value: Known<T>, show: (value: T) => string): string {
  return isNotKnown(value) ? 'unknown' : show(value);
}

/** Whether a value only says what is not known. */
export function isNotKnown<T>(value: Known<T>): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}

/** `that` with a capital. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A clause as rules write it, standing alone. The name of a field stays as it is. */
export function sentence(clause: string): string {
  const begun = /^[a-z]+[ ,]/.test(clause) ? capital(clause) : clause;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
