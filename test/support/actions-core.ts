import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './tools';

const CORE = join(ROOT, 'test/real/node_modules/@actions/core/lib/core.js');

export const NO_ACTIONS_CORE = 'no @actions/core in test/real: npm ci --prefix test/real';

/** An annotation as actions make one. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly at: {
    readonly title: string;
    readonly file?: string;
    readonly startLine?: number;
    readonly startColumn?: number;
  };
}

/** What GitHub's own library writes for annotations; undefined where it is not installed. */
export function actionsCore(): ((annotations: readonly Annotation[]) => string) | undefined {
  if (!existsSync(CORE)) return undefined;
  // it is a module that jest cannot load
  const script = `import * as core from ${JSON.stringify(pathToFileURL(CORE).href)};
    import { readFileSync } from 'node:fs';
    for (const { kind, message, at } of JSON.parse(readFileSync(0, 'utf8'))) core[kind](message, at);`;
  return (annotations) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      input: JSON.stringify(annotations),
      encoding: 'utf8',
    });
}
