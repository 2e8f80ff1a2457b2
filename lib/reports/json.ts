import { harmlessJson } from './harmless';

/** Version of the shape of `--json`; it changes when a key goes or means something else. */
export const JSON_VERSION = 1;

/** More digits than any measurement has, and fewer than show how a computer adds. */
const DIGITS = 12;

/**
 * JSON of `{ version, ...content }`. Numbers have at most 12 digits; those that JSON cannot hold stand as text
 * (`"NaN"`, `"Infinity"`).
 */
export function jsonReport(content: Readonly<Record<string, unknown>>): string {
  return `${harmlessJson(JSON.stringify({ version: JSON_VERSION, ...content }, plain, 2))}\n`;
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
}
