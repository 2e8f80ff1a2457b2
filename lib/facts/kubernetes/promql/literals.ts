import { contentOf as quotedContent } from '../../../promql';
import { UNKNOWN_MARK, unknownIn } from '../marks';
import type { Query, Span } from './ast';

const UNITS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** One amount and its unit, anywhere in a duration. */
const PART = /([0-9]+)(ms|[smhdwy])/g;

/** Seconds of a duration as PromQL writes it, such as `1h30m`. */
export function secondsOf(duration: string): number {
  return [...duration.matchAll(PART)].reduce(
    (seconds, [, amount, unit]) => seconds + Number(amount) * (UNITS[unit ?? 's'] ?? 1),
    0,
  );
}

/** What a number or duration says, which stand for each other since Prometheus 3. */
export function numberOf(written: string): number {
  const sign = written.startsWith('-') ? -1 : 1;
  const text = written
    .replace(/^[-+]\s*/, '')
    .replaceAll('_', '')
    .toLowerCase();
  if (text === 'inf' || text === 'nan') return text === 'inf' ? sign * Infinity : Number.NaN;
  if (text.startsWith('0x')) return sign * Number(text);
  if (/[a-z]$/.test(text)) return sign * secondsOf(text);
  // Go reads a leading zero as octal
  return sign * (/^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text));
}

/** A number of the query, or the value that will be put there. */
export function numberQuery(text: string): Query {
  const name = unknownIn(text);
  return name === undefined ? { kind: 'number', value: numberOf(text) } : { kind: 'unknown', name };
}

/** A range, step or offset. */
export function spanOf(text: string): Span {
  const name = unknownIn(text);
  return name === undefined ? numberOf(text) : { unknown: name };
}

/** The content of a quoted text, marks included; undefined where Prometheus refuses an escape, such as `"\d"`. */
export function contentOf(quoted: string): string | undefined {
  return quotedContent(quoted, UNKNOWN_MARK);
}
