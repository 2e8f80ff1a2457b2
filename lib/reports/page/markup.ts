import { ANY_ORDER, UNSEEN_CHARACTER } from '../harmless';

/** Text that is safe to stand in a page: only `markup` makes it, from literals and escaped values. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand between the literals of `markup`; undefined and false are nothing. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** The most characters of somebody's text that are shown in one place. */
const LONGEST = 2000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup from a template: every value is escaped, for text and for quoted attributes, unless it is markup itself. */
export function markup(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(
    tightened(literals)
      .map((literal, index) => literal + markupOf(values[index]))
      .join(''),
  );
}

/** Somebody's text, escaped and at most 2,000 characters of it. */
export function escape(text: string): string {
  return clip(text, LONGEST)
    .replace(/[\n\t]/g, ' ')
    .replace(UNSEEN_CHARACTER, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(ANY_ORDER, (character) => `&#${character.charCodeAt(0)};`);
}

/** The first characters of a long text, with an ellipsis in place of the rest. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** A name that somebody gave: whatever direction it is written in, it does not turn its surroundings. */
export function name(text: string, most = 120): Html {
  const shown = breakable(text, most);
  return text.length > most ? markup`<bdi title="${text}">${shown}</bdi>` : markup`<bdi>${shown}</bdi>`;
}

/** After what a name, path or URN is rather broken than within a word. */
const SEPARATORS = /(?<=[/.:_@$|,;=\-])(?=[^/.:_@$|,;=\-\s])/;

/** A text that has no spaces to be broken at, and may be too long for its line. */
export function breakable(text: string, most = LONGEST): Html {
  return new Html(clip(text, most).split(SEPARATORS).map(escape).join('<wbr>'));
}

/** Breaks that show nothing, since what follows begins a line of its own. */
const BETWEEN_BLOCKS = />\n<(?!b>|span|code|bdi|a |small|label|input)/g;

const tightenedBefore = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Without the indentation that only our sources need; a template is the same object each time it is used. */
function tightened(literals: TemplateStringsArray): readonly string[] {
  const before = tightenedBefore.get(literals);
  if (before) return before;
  const tight = literals.map((literal) => literal.replace(/\s*\n\s*/g, '\n').replace(BETWEEN_BLOCKS, '><'));
  tightenedBefore.set(literals, tight);
  return tight;
}

function markupOf(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return value.map(markupOf).join('');
}
