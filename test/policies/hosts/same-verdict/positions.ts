import { isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Subject } from '../../../../lib/verdict';

/** Documents, and where each begins, by a parser that is not the one of the product. */
function read(manifests: string) {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(manifests, { lineCounter }) as Document.Parsed[];
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, col };
  };
  return { documents, at };
}

/** Which document, from 0, a line is in. */
export function documentAt(manifests: string, line: number): number {
  const { documents, at } = read(manifests);
  return documents.findLastIndex(({ contents }) => at(contents?.range?.[0] ?? 0).line <= line);
}

/** `line:column` of a field of an object, or of the deepest part of its path that is there. */
export function positionOf(
  manifests: string,
  index: number,
  subject: Subject,
  field: readonly (string | number)[],
): string {
  const { documents, at } = read(manifests);
  const document = documents[index];
  const kind = document?.get('kind');
  const inList = typeof kind === 'string' && kind.endsWith('List') && kind !== subject.kind;
  const items = document?.get('items');
  const nth = isSeq(items) && inList ? items.items.findIndex((one) => isNamed(one, subject)) : -1;
  const path = nth >= 0 ? ['items', nth, ...field] : field;
  let node: unknown = document?.contents;
  let offset = document?.contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isPair(one) && isScalar(one.key) && one.key.value === key);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? 0;
      node = pair.value;
    } else if (isSeq(node)) {
      const next: unknown = node.items[Number(key)];
      if (!isMap(next) && !isSeq(next) && !isScalar(next)) break;
      offset = next.range?.[0] ?? 0;
      node = next;
    } else break;
  }
  const { line, col } = at(offset);
  return `${line}:${col}`;
}

function isNamed(object: unknown, { kind, name }: Subject): boolean {
  return isMap(object) && object.get('kind') === kind && object.getIn(['metadata', 'name']) === name;
}
