import type { Known, Seconds, Unknown } from '../../plan';

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** Keeps a number and its unit on one line. */
const TIED = '\u00a0';

/** Seconds as people say them, in at most two units: `40 s`, `25 min`, `1 h 5 min`, `never`. */
export function time(seconds: Seconds): string {
  if (seconds === 'never') return seconds;
  if (seconds > 0 && seconds < 1) return `under 1${TIED}s`;
  const whole = Math.round(seconds);
  const first = UNITS.findIndex(([size]) => whole >= size);
  const [size, unit] = UNITS[first] ?? [1, 's'];
  const [smaller, smallerUnit] = UNITS[first + 1] ?? [1, unit];
  const count = Math.round(whole / smaller);
  const [big, small] = [Math.floor(count / (size / smaller)), count % (size / smaller)];
  return small === 0 || size === smaller
    ? `${big}${TIED}${unit}`
    : `${big}${TIED}${unit} ${small}${TIED}${smallerUnit}`;
}

/** A fraction as a percentage, with more digits near the ends: `33 %`, `0.5 %`, `99.95 %`. */
export function percent(fraction: number): string {
  const value = fraction * 100;
  const distance = Math.min(Math.abs(value), Math.abs(100 - value));
  const digits = distance === 0 || distance >= 10 ? 0 : distance >= 1 ? 1 : 2;
  return `${Number(value.toFixed(digits))}${TIED}%`;
}

/** A quantity with thousands apart and at most one digit after the point below 100: `9.0`, `1,250`. */
export function amount(value: number): string {
  if (value !== 0 && value < 0.05) return 'under 0.1';
  return value < 100 ? value.toFixed(1) : whole(value);
}

/** A count with thousands apart. The separator does not depend on the machine's language. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and its noun: `1 step`, `3 steps`. */
export function count(number: number, noun: string): string {
  return `${whole(number)} ${noun}${number === 1 ? '' : 's'}`;
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
