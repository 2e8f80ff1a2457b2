import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/tools';

/** Text by path from the project's root, with `/`. Rules read nothing else, so that a test can make up a project. */
export type Files = ReadonlyMap<string, string>;

/** What git tracks, and what it would track if it were added: faults are found before they are committed. */
export function projectFiles(): Files {
  const options = ['-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', ['ls-files', ...options], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  const paths = listed.filter((path) => path !== '' && existsSync(join(ROOT, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

/** A made-up project. */
export function madeUp(files: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(files));
}

/** The folder of a path, `` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** TypeScript below one of these folders, in the order of paths. */
export function sourcesIn(files: Files, ...folders: readonly string[]): [path: string, text: string][] {
  const inFolder = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  return [...files].filter(([path]) => path.endsWith('.ts') && inFolder(path)).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Lines as `wc -l` counts them. */
export function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
