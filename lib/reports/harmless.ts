/**
 * What does something to whoever shows a text, in place of being shown: what moves the cursor, colours the terminal or turns
 * the direction of a line; and what a CI system that reads the line takes for an order. GitHub's runner obeys `::name` at the
 * start of a line and `##[name` anywhere in it (actions/runner, ActionCommand.cs), Azure Pipelines `##vso[`, TeamCity
 * `##teamcity[`. Texts are broken at spaces, so every word may come to start a line.
 */
const HARMFUL =
  /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cs}]|(?<=^|\s):(?=:[a-z])|#(?=#(?:vso|teamcity)?\[)/giu;

/** The text with all of that as its code, but for characters that are kept: they must do no harm where it is going to stand. */
export function harmless(text: string, kept = ''): string {
  return text.replace(HARMFUL, (one) => (kept.includes(one) ? one : codeOf(one)));
}

/** The same in JSON, which begins no line with a text, and writes most controls as codes anyway. */
const HARMFUL_IN_JSON =
  /[\u007F-\u009F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|#(?=#(?:vso|teamcity)?\[)/gi;

/** JSON that is the same JSON, and does no harm on its way through a terminal or the log of a CI system. */
export function harmlessJson(json: string): string {
  return json.replace(HARMFUL_IN_JSON, codeOf);
}

/** A character as JSON writes it: its code. */
export function codeOf(one: string): string {
  return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
