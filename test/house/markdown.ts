/** A fenced block of a Markdown text. */
export interface Block {
  /** What stands behind the fence, such as `ts`. */
  readonly language: string;
  readonly text: string;
  /** Number of its first line within the Markdown text, from 1. */
  readonly line: number;
  /** Text of the HTML comment directly above it, such as `output of: npm start`. */
  readonly comment: string | undefined;
  /** The file that its first line names in a comment (`// main.ts`, `# cdk8s.yaml`): the block is that file. */
  readonly file: string | undefined;
  /** Text of the HTML comment that begins with `preamble` and stands last above it. */
  readonly preamble: string;
}

/** All fenced blocks, in order. */
export function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = [];
  let preamble = '';
  const parts = /^<!-- preamble\n(?<preamble>[^]*?)-->|^```(?<language>\S*)\n(?<text>[^]*?)^```$/gm;
  for (const match of markdown.matchAll(parts)) {
    const { language = '', text, preamble: declared } = match.groups ?? {};
    if (text === undefined) {
      preamble = declared ?? '';
      continue;
    }
    const before = markdown.slice(0, match.index);
    blocks.push({
      language,
      text,
      line: before.split('\n').length + 1,
      comment: /<!-- (?!preamble)([^\n]*) -->\s*$/.exec(before)?.[1],
      file: /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1],
      preamble,
    });
  }
  return blocks;
}

/** The text below a heading, up to the next heading that is no deeper; undefined if there is no such heading. */
export function sectionOf(markdown: string, title: RegExp): string | undefined {
  const lines = markdown.split('\n');
  const outside = lines.map(
    (_, index) => lines.slice(0, index).filter((line) => line.startsWith('```')).length % 2 === 0,
  );
  const depth = (line: string | undefined, index: number) =>
    outside[index] ? /^#+(?= )/.exec(line ?? '')?.[0].length : undefined;
  const start = lines.findIndex((line, index) => depth(line, index) !== undefined && title.test(line));
  const level = depth(lines[start], start);
  if (level === undefined) {
    return undefined;
  }
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line, index) => (depth(line, start + 1 + index) ?? Infinity) <= level);
  return rest.slice(0, end === -1 ? undefined : end).join('\n');
}

/** Targets of links and images that are relative, without their `#...`; those in code do not count. */
export function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)/gm)].map(
    ([, inline, named]) => inline ?? named ?? '',
  );
  const paths = targets
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
    .map((target) => target.split('#')[0] ?? '');
  return paths.filter((path) => path !== '');
}

/** Commands of a shell block: one a line or joined by `&&`; comments are left out. */
export function commandsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''));
  return lines
    .flatMap((line) => line.split('&&'))
    .map((command) => command.trim())
    .filter((command) => command !== '');
}
