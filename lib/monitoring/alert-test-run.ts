import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { callPromtool } from './promtool/call';
import { testFile, type AlertTestResult } from './promtool/test-file';
import { AlertTestError } from './promtool/error';

export { AlertTestError } from './promtool/error';
export type { AlertTestCase, AlertTestResult } from './promtool/test-file';

/** Options of {@link runAlertTests}. */
export interface AlertTestOptions {
  /** Files that are tested at the same time. @default - the number of processors */
  readonly parallel?: number;
  /** The program. @default promtool */
  readonly promtool?: string;
  /** Called after each file, for a progress bar. @default - nobody is told */
  readonly onResult?: (result: AlertTestResult, done: number, all: number) => void;
}

/** How the files of `alertTestFiles` end. */
const ENDING = '.test.yml';

/**
 * Runs every alert test file in a folder and below it with promtool, and answers in the order of their names.
 * @throws AlertTestError where promtool is absent, or the folder has no such file: a run without tests proves nothing
 */
export async function runAlertTests(dir: string, options: AlertTestOptions = {}): Promise<readonly AlertTestResult[]> {
  const { parallel = availableParallelism(), promtool = 'promtool', onResult = () => undefined } = options;
  const paths = testFilesIn(dir);
  await callPromtool(promtool, ['--version'], dir);
  const results = new Map<string, AlertTestResult>();
  const waiting = [...paths];
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const result = await testFile(promtool, dir, path);
      results.set(path, result);
      onResult(result, results.size, paths.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(parallel, paths.length)) }, work));
  return paths.flatMap((path) => results.get(path) ?? []);
}

function testFilesIn(dir: string): readonly string[] {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new AlertTestError(
      `"${dir}" is no folder, and alert tests are looked for in one: name the folder that your app synthesizes into.`,
    );
  }
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING))
    .sort();
  if (paths.length === 0) {
    throw new AlertTestError(
      `There is no file *${ENDING} in "${dir}", so there is nothing to test: synthesize an app that has objectives, or name its folder.`,
    );
  }
  return paths;
}
