import type { Parser, Tree } from '@lezer/common';
import { createRequire } from 'node:module';

// the package has a build for us, but declares its types for ECMAScript modules alone
const { parser } = createRequire(__filename)('@prometheus-io/lezer-promql') as { readonly parser: Parser };

/** The parser's time for garbage grows faster than its length. */
export const LONGEST_QUERY = 20_000;

/** The tree of a query; of any text, for the parser mends what it can. Names of nodes are those of Prometheus' grammar. */
export function parseTree(text: string): Tree {
  return parser.parse(text);
}

/** Where the text first is no PromQL. */
export function firstError(tree: Tree): number | undefined {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return cursor.from;
  } while (cursor.next());
  return undefined;
}
