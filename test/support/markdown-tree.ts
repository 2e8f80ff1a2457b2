import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools';

const REAL = join(ROOT, 'test/real');

export const NO_MARKDOWN = 'no reader of Markdown in test/real: npm ci --prefix test/real';

/** A node as a reader of GitHub's Markdown sees it (mdast). */
export interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly checked?: boolean | null;
  readonly children?: readonly MarkdownNode[];
}

/** Reads Markdown as GitHub does (micromark); undefined where that is not installed. */
export function markdownTree(): ((text: string) => MarkdownNode) | undefined {
  if (!existsSync(join(REAL, 'node_modules/mdast-util-gfm'))) return undefined;
  // they are modules that jest cannot load
  const script = `import { fromMarkdown } from 'mdast-util-from-markdown';
    import { gfm } from 'micromark-extension-gfm';
    import { gfmFromMarkdown } from 'mdast-util-gfm';
    import { readFileSync } from 'node:fs';
    const text = readFileSync(0, 'utf8');
    console.log(JSON.stringify(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })));`;
  return (text) =>
    // what it prints is a tree of mdast
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: REAL,
        input: text,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      }),
    ) as MarkdownNode;
}

/** A node and all below it. */
export function nodesOf(node: MarkdownNode): readonly MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}
