import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Command } from 'commander';
import { readExemptions } from '../policies/exemptions/file';
import { program } from '../policies/hosts/cli/run';
import { printedBy, TABLES, tablesIn, withOutputs, withTables } from '../scripts/docs';
import { folderOf, madeUp, projectFiles } from './house/files';
import { blocksIn, commandsIn, relativeLinks, sectionOf } from './house/markdown';
import { faultsOfSnippets } from './house/snippets';
import { ROOT } from './support/tools';

const files = projectFiles();
const pages = new Map([...files].filter(([path]) => path.endsWith('.md')));
const readme = files.get('README.md') ?? '';

describe('TypeScript in Markdown', () => {
  test('compiles against the source, on every page', () => {
    expect(faultsOfSnippets(pages)).toEqual([]);
  }, 180_000);

  test('is found wanting at its own line, in a block that stands alone, continues the page or is a file', () => {
    const page = [
      '<!-- preamble',
      "import { Strategy } from 'stepgate';",
      'declare const name: string;',
      '-->',
      '```ts',
      'Strategy.canary({});',
      'const wrong: number = name;',
      '```',
      '```ts',
      "import { Strateg } from 'stepgate';",
      '```',
      '```ts',
      '// shop/shop.ts',
      'export const shop = 1;',
      '```',
      '```ts',
      "import { shop } from './shop/shop';",
      'const text: string = shop;',
      '```',
    ].join('\n');
    expect(faultsOfSnippets(madeUp({ 'PAGE.md': page }))).toEqual([
      expect.stringMatching(/^PAGE\.md:7: Type 'string' is not assignable/),
      expect.stringMatching(/^PAGE\.md:10: .*Strateg/),
      expect.stringMatching(/^PAGE\.md:18: Type 'number' is not assignable/),
    ]);
  }, 180_000);
});

describe('generated tables', () => {
  test.each([...pages.keys()])(
    'of %s are what the registries say (else run `npm run docs`)',
    (page) => {
      const markdown = pages.get(page) ?? '';
      expect(markdown).toBe(withTables(markdown));
    },
    120_000,
  );

  test.each(Object.keys(TABLES))('%s is shown on some page', (name) => {
    expect([...pages.values()].flatMap(tablesIn)).toContain(name);
  });

  test('are made anew, with what stands around them left alone', () => {
    const page = (rows: string) => `a\n<!-- generated:routers -->${rows}<!-- /generated -->\nb\n`;
    expect(withTables(page('\nold\n'))).toBe(page(`\n\n${TABLES.routers?.()}\n\n`));
    expect(tablesIn(page('\nold\n'))).toEqual(['routers']);
  });

  test('cannot be asked for by a name that no registry has', () => {
    expect(() => withTables('<!-- generated:sailors -->\n<!-- /generated -->')).toThrow(
      `"sailors" is not a generated table. Known are: ${Object.keys(TABLES).join(', ')}.`,
    );
  });
});

describe('relative links', () => {
  const dead = (markdown: string, folder: string) =>
    relativeLinks(markdown).filter((target) => !existsSync(join(ROOT, posix.join(folder, target))));

  test('lead to something that exists', () => {
    expect(
      [...pages].flatMap(([page, markdown]) => dead(markdown, folderOf(page)).map((to) => `${page} -> ${to}`)),
    ).toEqual([]);
  });

  test('that are dead are found, and nothing else', () => {
    const page = [
      '[a](lost.md#there) ![b](../lost.png "title") [c](https://example.com/x) [d](#here) [e](markdown.ts)',
      '[f]: lost-too.md',
      '`[g](code.md)`',
      '```ts',
      '[h](code.md)',
      '```',
    ].join('\n');
    expect(dead(page, 'test/house')).toEqual(['lost.md', '../lost.png', 'lost-too.md']);
  });
});

describe('the README', () => {
  test('opens with the two commands', () => {
    const [first] = blocksIn(readme);
    expect(first?.line).toBeLessThanOrEqual(15);
    expect(commandsIn(first?.text ?? '').slice(0, 2)).toEqual(['npm ci', 'npm start']);
  });

  test('tells how to use it in an app of one’s own', () => {
    expect(blocksIn(sectionOf(readme, /in your app repo/i) ?? '').map(({ file }) => file)).toContain('main.ts');
  });
});

describe('the page of the command line', () => {
  const page = pages.get('docs/cli.md') ?? '';
  const io = { out: () => undefined, err: () => undefined, colors: false, errIsTerminal: false };
  const named = (command: Command, above = ''): string[] =>
    command.commands.flatMap((one) => {
      const name = `${above}${one.name()}`;
      return one.commands.length === 0 ? [name] : named(one, `${name} `);
    });
  const commands = named(program(io, () => undefined));

  test('has a section for each command, with its help', () => {
    expect(commands).toContain('alerts test');
    for (const name of commands) {
      expect(page).toContain(`\n## \`stepgate ${name}\`\n`);
      expect(page).toContain(`<!-- output of: node build/policies/hosts/cli/main.js ${name} --help -->`);
    }
  });

  test('has an example of a file of exemptions that can be read', () => {
    const [example] = blocksIn(sectionOf(page, /^### Exemptions/) ?? '');
    const { exemptions, problems } = readExemptions(example?.text ?? '', 'cli.md', ['no-analysis']);
    expect({ problems, rules: exemptions.map(({ rule }) => rule) }).toEqual({ problems: [], rules: ['no-analysis'] });
  });
});

describe('what is pasted', () => {
  const pasted = (kind: string) =>
    [...pages].flatMap(([page, markdown]) =>
      blocksIn(markdown)
        .filter(({ comment }) => comment?.startsWith(`${kind}: `))
        .map(({ comment = '', text, line }) => ({
          what: comment.slice(kind.length + 2),
          text,
          place: `${page}:${line}`,
        })),
    );

  test('as the output of a command is what the command prints (else run `npm run docs`)', () => {
    const outputs = pasted('output of');
    expect(outputs.map(({ what }) => what)).toContain('npm start');
    for (const { what, text, place } of outputs) {
      expect({ place, text: `${printedBy(what)}\n` }).toEqual({ place, text });
    }
  }, 180_000);

  test('as a copy of a file is in that file', () => {
    for (const { what, text, place } of pasted('copy of')) {
      expect({ place, found: files.get(what)?.includes(text) }).toEqual({ place, found: true });
    }
  });

  test('is printed anew by `npm run docs`, and only what a command prints', () => {
    const page = (text: string) =>
      `a\n\n<!-- output of: node -p 7 -->\n\`\`\`text\n${text}\`\`\`\n\n\`\`\`\nmine\n\`\`\`\n`;
    expect(withOutputs(page('old\n'))).toBe(page('7\n'));
    expect(withOutputs(page(''))).toBe(page('7\n'));
    expect(() => printedBy('node -e "process.exit(3)"')).toThrow('ended with exit code 3');
  });
});

describe('reading Markdown', () => {
  test('finds blocks with what is said above and in them', () => {
    const page = '# Title\n\n<!-- output of: npm start -->\n\n```\nout\n```\n\n```yaml\n# cdk8s.yaml\napp: x\n```\n';
    expect(blocksIn(page)).toEqual([
      { language: '', text: 'out\n', line: 6, comment: 'output of: npm start', file: undefined, preamble: '' },
      {
        language: 'yaml',
        text: '# cdk8s.yaml\napp: x\n',
        line: 10,
        comment: undefined,
        file: 'cdk8s.yaml',
        preamble: '',
      },
    ]);
  });

  test('finds a section with what is deeper in it, and no heading in code', () => {
    const page = '# A\n## In your app\n1\n```sh\n# comment\n```\n### Deeper\n2\n## Next\n3\n';
    expect(sectionOf(page, /your app/)).toBe('1\n```sh\n# comment\n```\n### Deeper\n2');
    expect(sectionOf(page, /nowhere/)).toBeUndefined();
  });

  test('finds commands, one a line or joined', () => {
    expect(commandsIn('npm ci && npm start   # a table\n\n# then\nnpm test\n')).toEqual([
      'npm ci',
      'npm start',
      'npm test',
    ]);
  });
});
