import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { metricProviders } from '../lib/kubernetes/providers';
import { trafficRouters } from '../lib/kubernetes/routers';

/** The project, seen from build/scripts. */
const ROOT = resolve(__dirname, '..', '..');

/** Tables that are made from a registry, by the name that a Markdown file asks for them with. */
export const TABLES: Readonly<Record<string, () => string>> = {
  routers: () =>
    table(
      ['traffic router', 'id', 'since Argo Rollouts', 'objects it can make'],
      trafficRouters.map(({ title, id, since, owns }) => [title, `\`${id}\``, since, owns.map(kindOf).join(', ')]),
    ),
  providers: () =>
    table(
      ['metrics from', 'id', 'since Argo Rollouts', 'what is judged'],
      metricProviders.map(({ title, id, since, reads }) => [title, `\`${id}\``, since, reads]),
    ),
};

const REGION = /^(<!-- generated:(\S+) -->)$[^]*?^<!-- \/generated -->$/gm;

/** Names of the tables that a Markdown text asks for. */
export function tablesIn(markdown: string): string[] {
  return [...markdown.matchAll(REGION)].map(([, , name = '']) => name);
}

/**
 * The text with each region `<!-- generated:NAME -->` to `<!-- /generated -->` made anew; all else stays.
 * @throws Error if there is no table of that name
 */
export function withTables(markdown: string): string {
  return markdown.replace(REGION, (_region, start: string, name: string) => {
    const make = TABLES[name];
    if (!make) {
      throw new Error(`"${name}" is not a generated table. Known are: ${Object.keys(TABLES).join(', ')}.`);
    }
    return `${start}\n\n${make()}\n\n<!-- /generated -->`;
  });
}

/** `networking.istio.io/VirtualService` -> `VirtualService`. */
function kindOf(owned: string): string {
  return owned.slice(owned.lastIndexOf('/') + 1);
}

/** A Markdown table; an empty cell is shown as a dash. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Rewrites every Markdown file of the project that asks for a table. */
function rewrite() {
  const options = ['-z', '--cached', '--others', '--exclude-standard', '*.md'];
  const listed = execFileSync('git', ['ls-files', ...options], { cwd: ROOT, encoding: 'utf8' });
  for (const path of listed.split('\0').filter((name) => name !== '')) {
    const before = readFileSync(join(ROOT, path), 'utf8');
    const after = withTables(before);
    if (after !== before) {
      writeFileSync(join(ROOT, path), after);
      console.log(`${path}: ${tablesIn(before).join(', ')}`);
    }
  }
}

if (require.main === module) {
  rewrite();
}
