import { isKubeObject } from '../lib/facts/item';
import type { CannotKnow, Found } from './rule';

/**
 * What a rule answered, if that is what its type says: rules of teams may be written in JavaScript, and every report relies on it.
 * A copy, as plain data: a getter could say something else, or never end, when a report reads it.
 * @throws Error for anything else
 */
export function checkedAnswer(answer: Found | CannotKnow): Found | CannotKnow {
  const copy: unknown = typeof answer === 'object' && answer !== null ? { ...answer } : answer;
  const fault = faultOf(copy);
  if (fault !== undefined) throw new Error(`it answered what is no finding: ${fault}`);
  return withPlainValue(copy as Found | CannotKnow);
}

function withPlainValue(answer: Found | CannotKnow): Found | CannotKnow {
  if (!('value' in answer) || typeof answer.value !== 'object' || answer.value === null) return answer;
  const json = JSON.stringify(answer.value) as string | undefined;
  return { ...answer, value: json === undefined ? undefined : (JSON.parse(json) as unknown) };
}

function faultOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return `${typeof answer} where { what: ... } is wanted`;
  const { item, at, what, unknown, value, ...texts } = answer as Record<string, unknown>;
  const said = unknown ?? what;
  if (typeof said !== 'string' || said === '') return 'its `what`, or `unknown`, must be a text';
  if (at !== undefined && !isPath(at)) return '`at` must be a list of keys and indices';
  if (item !== undefined && !isItem(item)) return '`item` must be one of those that were judged';
  const other = ['why', 'fix', 'key'].find((key) => texts[key] !== undefined && typeof texts[key] !== 'string');
  if (other !== undefined) return `\`${other}\` must be a text`;
  return isJson(value) ? undefined : '`value` must be plain JSON';
}

function isPath(at: unknown): boolean {
  return Array.isArray(at) && at.every((part) => typeof part === 'string' || Number.isInteger(part));
}

function isItem(item: unknown): boolean {
  const { object, origin } = Object(item) as { object?: unknown; origin?: { path?: unknown } };
  return isKubeObject(object) && typeof origin?.path === 'string';
}

function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    // it contains itself, or a number that JSON has not
    return false;
  }
}
