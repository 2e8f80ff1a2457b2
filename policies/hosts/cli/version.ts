import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the package.json above this file, built or not. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      if (name === 'stepgate') return String(version);
    } catch {
      // it is further up
    }
    if (folder === dirname(folder)) return 'unknown';
  }
}
