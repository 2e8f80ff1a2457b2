/**
 * Marks for what only the cluster knows, put into texts where it will stand. They are characters that no manifest has a
 * use for (Unicode's private use area), so that what was put in can be told from what was written.
 */

/** Opens the name of a value that is not known; see {@link unknownMark}. */
export const UNKNOWN_START = '\uE000';

/** Closes it. */
export const UNKNOWN_END = '\uE001';

/** Source of a regular expression for a whole mark of what is not known. */
export const UNKNOWN_MARK = `${UNKNOWN_START}[^${UNKNOWN_END}]*${UNKNOWN_END}`;

/** Stands for the pod-template-hash of the new version. */
export const CANARY_HASH = '\uE002';

/** Stands for the pod-template-hash of the old version. */
export const STABLE_HASH = '\uE003';

/** Every mark of what is not known in a text. */
const EVERY_MARK = new RegExp(`${UNKNOWN_START}([^${UNKNOWN_END}]*)${UNKNOWN_END}`, 'g');

/** Stands for a value that is not known, and says why. */
export function unknownMark(why: string): string {
  return `${UNKNOWN_START}${withoutMarks(why)}${UNKNOWN_END}`;
}

/** Why the first value in a text is not known; undefined if all of it is. */
export function unknownIn(text: string): string | undefined {
  const start = text.indexOf(UNKNOWN_START);
  const end = start < 0 ? -1 : text.indexOf(UNKNOWN_END, start);
  return end < 0 ? undefined : text.slice(start + 1, end);
}

/** A text from outside, so that nobody else's marks are taken for ours. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000-\uE003]/g, '');
}

/** A text for people: what is not known stands in angle brackets. */
export function showMarks(text: string): string {
  return text.replace(EVERY_MARK, '<$1>');
}
