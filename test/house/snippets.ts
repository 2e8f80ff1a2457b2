import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../support/tools';
import type { Files } from './files';
import { type Block, blocksIn } from './markdown';
import { pathOf, programOf } from './program';

/** A snippet as the compiler sees it. */
interface Compiled {
  readonly path: string;
  readonly text: string;
  /** How a line of the compiled text is told to its author. */
  readonly place: (line: number) => string;
}

const { peerDependenciesMeta } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};
const OPTIONAL = Object.keys(peerDependenciesMeta);

const LANGUAGES = ['ts', 'typescript'];

/**
 * What the compiler says of the TypeScript blocks of Markdown files: `README.md:12: message`.
 *
 * A block that imports stands alone. One that does not continues the page: the last comment `<!-- preamble ... -->`
 * above it goes before it. A block whose first line names a file is that file, for the other blocks of its page.
 * Blocks that import an optional peer are left out.
 */
export function faultsOfSnippets(pages: Files): string[] {
  const snippets = [...pages].flatMap(([page, markdown]) =>
    blocksIn(markdown)
      .filter(({ language, text }) => LANGUAGES.includes(language) && !needsOptionalPeer(text))
      .map((block) => compiledOf(page, block)),
  );
  const files = new Map(snippets.map(({ path, text }) => [path, text]));
  const program = programOf(files, [...files.keys()], { noUnusedLocals: false, noUnusedParameters: false });
  return snippets.flatMap(({ path, place }) => {
    const source = program.getSourceFiles().find(({ fileName }) => pathOf(fileName) === path);
    const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return faults.map((fault) => {
      const line = source?.getLineAndCharacterOfPosition(fault.start ?? 0).line ?? 0;
      return `${place(line)}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`;
    });
  });
}

/** Optional peers are not installed here: test/policies/hosts/sdk-types.test.ts compiles what imports them. */
export function needsOptionalPeer(text: string): boolean {
  return OPTIONAL.some((name) => text.includes(`from '${name}'`));
}

function compiledOf(page: string, { text, line, file, preamble }: Block): Compiled {
  const standsAlone = /^import\b/m.test(text);
  const above = standsAlone ? '' : preamble;
  const shift = above.split('\n').length - 1;
  return {
    path: `snippets/${page}/${file ?? `at-line-${line}.ts`}`,
    // a file without imports and exports would share its names with every other
    text: `${above}${text}\nexport {};\n`,
    place: (at) => (at < shift ? `${page}: preamble of line ${line}` : `${page}:${line + at - shift}`),
  };
}
