import type { SyntaxNode } from '@lezer/common';
import { firstError, LONGEST_QUERY, parseTree } from './grammar';
import { patternFault } from './pattern';
import { contentOf } from './text';

/** For what Prometheus would refuse a query. */
export interface Fault {
  /** Position in the text. */
  readonly at: number;
  /** What is wrong there, without a stop. */
  readonly what: string;
}

/** The first fault of a query; undefined where none is found. Types are not checked. */
export function faultIn(text: string): Fault | undefined {
  if (text.length > LONGEST_QUERY) {
    return { at: LONGEST_QUERY, what: `it is longer than ${LONGEST_QUERY} characters` };
  }
  const tree = parseTree(text);
  const error = firstError(tree);
  if (error !== undefined) {
    return {
      at: error,
      what: text.slice(error).trim() === '' ? 'it ends too early' : 'something else should stand here',
    };
  }
  const cursor = tree.cursor();
  do {
    const fault = faultOf(cursor.node, text);
    if (fault !== undefined) return fault;
  } while (cursor.next());
  return undefined;
}

function faultOf(node: SyntaxNode, text: string): Fault | undefined {
  const written = (part: SyntaxNode | null) => (part ? text.slice(part.from, part.to) : '');
  switch (node.name) {
    case 'StringLiteral':
      return contentOf(written(node)) === undefined
        ? { at: node.from, what: 'a backslash in it begins no escape (write two, or quote it with `)' }
        : undefined;
    case 'UnquotedLabelMatcher':
    case 'QuotedLabelMatcher': {
      const value = node.getChild('StringLiteral');
      const pattern = written(node.getChild('MatchOp')).endsWith('~') ? contentOf(written(value)) : undefined;
      const wrong = pattern === undefined ? undefined : patternFault(pattern);
      return wrong === undefined
        ? undefined
        : { at: value?.from ?? node.from, what: `it is no regular expression: ${wrong}` };
    }
    case 'VectorSelector':
      return namesOf(node, written)[1];
    default:
      return undefined;
  }
}

/** Where a selector names its metric once it has a name: in front, quoted in the braces, or as the label `__name__`. */
function namesOf(selector: SyntaxNode, written: (part: SyntaxNode | null) => string): readonly Fault[] {
  const inside = selector.getChild('LabelMatchers');
  const names = [...selector.getChildren('Identifier'), ...(inside?.getChildren('QuotedLabelName') ?? [])];
  const labels = inside?.getChildren('UnquotedLabelMatcher') ?? [];
  const again = names.length === 0 ? [] : labels.filter((one) => written(one.getChild('LabelName')) === '__name__');
  return [...names, ...again].map(({ from }) => ({ at: from, what: 'the metric is named twice' }));
}
