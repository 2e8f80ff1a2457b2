import { unknownMark, withoutMarks } from '../../../lib/facts/kubernetes/marks';

/**
 * The JSON text of a property that may be joined from texts and tokens, with a mark for each token; undefined if it is something
 * else. A token that stands for a number has no quotes around it, and its mark gets some.
 */
export function textOfProperty(property: unknown): string | undefined {
  if (typeof property === 'string') return withoutMarks(property);
  const [delimiter, parts] = joined(property);
  if (parts === undefined) return undefined;
  let text = '';
  let quoted = false;
  for (const [index, part] of parts.entries()) {
    const known = typeof part === 'string' ? part : '';
    const piece = withoutMarks((index > 0 ? delimiter : '') + known);
    quoted = isQuotedAfter(piece, quoted);
    text += piece;
    if (typeof part !== 'string') text += quoted ? markOf(part) : `"${markOf(part)}"`;
  }
  return text;
}

/** `Fn::Join` as its delimiter and its parts. */
function joined(property: unknown): readonly [string, readonly unknown[] | undefined] {
  const join: unknown = (Object(property) as Record<string, unknown>)['Fn::Join'];
  const [delimiter, parts] = Array.isArray(join) ? (join as unknown[]) : [];
  return typeof delimiter === 'string' && Array.isArray(parts) ? [delimiter, parts] : ['', undefined];
}

/** What the token asks for, without the characters that would end a text in JSON. */
function markOf(token: unknown): string {
  const said = JSON.stringify(token).replace(/["\\{}[\]]/g, '');
  return unknownMark(`${said} is only known once it is deployed`);
}

/** Whether a text of JSON lies inside quotes once this piece of it is over. */
function isQuotedAfter(piece: string, before: boolean): boolean {
  const quotes = piece.replace(/\\./gs, '').split('"').length - 1;
  return quotes % 2 === 0 ? before : !before;
}
