import { execFile } from 'node:child_process';
import { isAbsolute, resolve } from 'node:path';
import { AlertTestError } from './error';

/** What one run of promtool said. */
export interface PromtoolRun {
  /** True if it found nothing wrong. */
  readonly passed: boolean;
  /** Everything that it printed. */
  readonly output: string;
}

/**
 * Runs promtool in a folder.
 * @throws AlertTestError where it is absent or cannot be run
 */
export function callPromtool(promtool: string, args: readonly string[], cwd: string): Promise<PromtoolRun> {
  // a path is meant from where the user is, not from the folder of the tests
  const program = promtool.includes('/') && !isAbsolute(promtool) ? resolve(promtool) : promtool;
  return new Promise((done, reject) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // an exit code is a number; where there is none, nothing ran, or it was killed
      if (error !== null && typeof error.code !== 'number') {
        reject(new AlertTestError(reasonOf(promtool, error)));
        return;
      }
      done({ passed: error === null, output: `${stdout}${stderr}` });
    });
  });
}

function reasonOf(promtool: string, { code, message }: Error & { readonly code?: unknown }): string {
  const hint =
    'It comes with Prometheus: "apt install prometheus", "brew install prometheus", or https://prometheus.io/download.';
  return code === 'ENOENT'
    ? `"${promtool}" was not found, and the alerts are tested by it. ${hint}`
    : `"${promtool}" could not be run, and the alerts are tested by it: ${message}. ${hint}`;
}
