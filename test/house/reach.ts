import { join } from 'node:path/posix';
import { type Import, show } from './imports';
import { type Files, folderOf, sourcesIn } from './files';

/** The packages that everybody who installs stepgate has: peers, and readers that come with it, since gates read what is written. */
const ALWAYS = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'yaml', '@lezer/common', '@prometheus-io/lezer-promql'];

/** All files reached from one, itself included. */
export function reachedFrom(start: string, imports: readonly Import[]): Set<string> {
  const reached = new Set([start]);
  for (const path of reached) {
    for (const { from, file } of imports) {
      if (from === path && file !== undefined) {
        reached.add(file);
      }
    }
  }
  return reached;
}

/** Packages that a file pulls in and not everybody has. Types count: a missing one breaks the compiler instead. */
export function foreignPackages(entry: string, imports: readonly Import[]): string[] {
  const reached = reachedFrom(entry, imports);
  const foreign = imports.filter(
    (asked) => reached.has(asked.from) && asked.package !== undefined && !isAlwaysThere(asked.package),
  );
  return foreign.map((asked) => `${show(asked)}: ${entry} would need it, and it is no peer that all users have`);
}

function isAlwaysThere(name: string): boolean {
  return name.startsWith('node:') || ALWAYS.includes(name);
}

/** Files of the product that no public entry leads to. */
export function orphans(files: Files, entries: readonly string[], imports: readonly Import[]): string[] {
  const reached = new Set(entries.flatMap((entry) => [...reachedFrom(entry, imports)]));
  const lost = sourcesIn(files, 'lib', 'policies').filter(([path]) => !reached.has(path));
  return lost.map(([path]) => `${path} is reached from no entry of package.json (${entries.join(', ')})`);
}

/**
 * The sources of the entries in `exports` and `bin`: `./build/lib/index.js` -> `lib/index.ts`; and what a package inside the package
 * names as its `main`, as Pulumi's policy pack does.
 */
export function publicEntries(files: Files): string[] {
  const inner = [...files].filter(([path]) => /^policies\/.*\/package\.json$/.test(path));
  const mains = inner.map(([path, text]) => join(folderOf(path), (JSON.parse(text) as { main: string }).main));
  const { exports, bin } = JSON.parse(files.get('package.json') ?? '{}') as Record<string, Record<string, unknown>>;
  const own = Object.values({ ...exports, ...bin }).flatMap((target) => {
    const path = typeof target === 'string' ? target : (target as { default?: string }).default;
    return path?.endsWith('.js') ? [path] : [];
  });
  return [...own, ...mains].map((path) => path.replace(/^(?:\.\/)?build\//, '').replace(/\.js$/, '.ts'));
}
