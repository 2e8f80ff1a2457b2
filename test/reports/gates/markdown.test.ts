import { gatesMarkdown } from '../../../lib/reports/gates';
import { markdownTree, NO_MARKDOWN, nodesOf, type MarkdownNode } from '../../support/markdown-tree';
import { testWith } from '../../support/tools';
import { everything, shownWith } from './reports';

/** What Markdown, or GitHub around it, makes something of. */
const MARKUP = [
  ...[
    'a | b',
    '`code`',
    '``two',
    '<img src=x onerror=y>',
    '[x](javascript:y)',
    '![x](https://a.example/x.png)',
    '~~no~~',
  ],
  ...[
    '@everyone',
    '#123',
    'GH-123',
    'https://evil.example/x',
    'www.evil.example',
    'me@evil.example',
    '<!-- c',
    '&lt;b&gt;',
  ],
  ...['**b** _i_ *i*', '[^1]', '\\| back', '- [ ] todo', '> quote', '# heading', '| - | - |', '1. one', '---', '$x$'],
];

/** All that we write ourselves is made of these. */
const OURS = ['root', 'heading', 'paragraph', 'text', 'strong', 'list', 'listItem', 'inlineCode'];
const TABLE = ['table', 'tableRow', 'tableCell'];

testWith(markdownTree(), NO_MARKDOWN, 'a reader of Markdown finds texts where texts are, and nothing else', (read) => {
  for (const parts of [[MARKUP.join(' ')], [MARKUP.join('\n')], MARKUP]) {
    const text = (field: string) => `${parts.join(' ')} ${field}`;
    const nodes = nodesOf(read(gatesMarkdown(everything(undefined, text), shownWith(text))));
    const types = new Set(nodes.map(({ type }) => type));
    expect([...types].filter((type) => ![...OURS, ...TABLE].includes(type))).toEqual([]);
    expect(nodes.filter(({ checked }) => typeof checked === 'boolean')).toEqual([]);
    const rows = nodes.filter(({ type }) => type === 'tableRow').map(({ children = [] }) => children.length);
    expect(rows).toEqual([5, 5, 5, 5, 5, 5]);
    const said = flat(nodes.map(textOf).join(''));
    for (const field of ['what is wrong.', 'why it matters.', 'whether anybody knows']) {
      expect(said).toContain(flat(text(field)));
    }
    // after rendering GitHub looks for these in what is no code
    const outside = nodes
      .filter(({ type }) => type === 'text')
      .map(textOf)
      .join('\n');
    expect(/@\w|#\d|\bGH-\d|:\/\/|\bwww\./.exec(outside)).toBeNull();
  }
});

function textOf({ type, value }: MarkdownNode): string {
  return type === 'text' || type === 'inlineCode' ? (value ?? '') : '';
}

/** As people see it: in one line, without what has no width. */
function flat(text: string): string {
  return text.replaceAll('\u200b', '').replace(/\s+/g, ' ');
}
