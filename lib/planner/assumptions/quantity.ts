import { parseGoDuration } from '../../facts/kubernetes/duration';
import { CONTROLLER_VERSIONS, type ControllerVersion } from '../../plan';

/** A text that is no such quantity: what it must be. */
export interface NotOne {
  readonly expected: string;
}

/** Reads a quantity as people write it. */
export type Reads<T> = (text: string) => T | NotOne;

/** Whether a quantity could not be read. */
export function isNotOne(value: unknown): value is NotOne {
  return typeof value === 'object' && value !== null && 'expected' in value;
}

/** Seconds: `90s`, `5m`, `1h30m`. */
export const duration: Reads<number> = (text) => {
  const seconds = parseGoDuration(text);
  return seconds !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? seconds
    : { expected: 'a duration with its unit, such as 90s, 5m or 1h30m' };
};

/** A number above 0. */
export const rate: Reads<number> = (text) => {
  const number = plainNumber(text);
  return number !== undefined && number > 0 ? number : { expected: 'a number above 0, such as 50 or 0.5' };
};

/** A share: `0.1%`, or `0.001`. */
export const fraction: Reads<number> = (text) => {
  const percent = /^(.*\S)\s*%$/.exec(text)?.[1];
  const number = plainNumber(percent ?? text);
  const value =
    number === undefined ? undefined : percent === undefined ? number : Number((number / 100).toPrecision(15));
  return value !== undefined && value >= 0 && value <= 1
    ? value
    : { expected: 'a share from 0 to 1 or with a percent sign, such as 0.001 or 0.1%' };
};

/** A whole number from 0. */
export const count: Reads<number> = (text) => {
  const number = plainNumber(text);
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : { expected: 'a whole number from 0' };
};

/** A version of the controller: `1.9`, also as `v1.9.1`. */
export const version: Reads<ControllerVersion> = (text) => {
  const plain = text.trim().replace(/^v(?=\d)/, '');
  const exact = CONTROLLER_VERSIONS.find((one) => one === plain);
  const [, minor, patch] = /^(\d+\.\d+)\.(\d+)$/.exec(plain) ?? [];
  const family = CONTROLLER_VERSIONS.filter((one) => one === minor || one.startsWith(`${minor}.`));
  const upTo = family.filter((one) => Number(one.split('.')[2] ?? 0) <= Number(patch));
  return exact ?? upTo.at(-1) ?? { expected: `one of ${CONTROLLER_VERSIONS.join(', ')}` };
};

function plainNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined;
}
