/**
 * What does something to whoever shows a text, in place of being shown: what moves the cursor, colours the terminal or turns
 * the direction of a line; and what a CI system that reads the line takes for an order. GitHub's runner obeys `::name` at the
 * start of a line and `##[name` anywhere in it (actions/runner, ActionCommand.cs), Azure Pipelines `##vso[`, TeamCity
 * `##teamcity[`. Texts are broken at spaces, so every word may come to start a line.
 */
const TURNS = String.raw`\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069`;
const UNSEEN = String.raw`[\p{Cc}\p{Cs}${TURNS}]`;
const ORDER = String.raw`#(?=#(?:vso|teamcity)?\[)`;

const HARMFUL = new RegExp(String.raw`${UNSEEN}|(?<=^|\s):(?=:[a-z])|${ORDER}`, 'giu');

/** What would be seen as something else than it is: controls, halves of surrogate pairs, and what turns a direction. */
export const UNSEEN_CHARACTER = new RegExp(UNSEEN, 'gu');

/** The first character of an order, where any place may come to start a line. */
export const ANY_ORDER = new RegExp(`:(?=:[a-z])|${ORDER}`, 'gi');

/** The text with all of that as its code, but for characters that are kept: they must do no harm where it is going to stand. */
export function harmless(text: string, kept = ''): string {
  return text.replace(HARMFUL, (one) => (kept.includes(one) ? one : codeOf(one)));
}

/** The same in JSON, which begins no line with a text, and writes most controls as codes anyway. */
const HARMFUL_IN_JSON = new RegExp(String.raw`[\u007F-\u009F${TURNS}]|${ORDER}`, 'gi');

/** JSON that is the same JSON, and does no harm on its way through a terminal or the log of a CI system. */
export function harmlessJson(json: string): string {
  return json.replace(HARMFUL_IN_JSON, codeOf);
}

/** A character as JSON writes it: its code. */
export function codeOf(one: string): string {
  return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
