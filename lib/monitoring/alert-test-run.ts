import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

/** What promtool said about the tests of one objective. */
export interface AlertTestResult {
  /** Path of the file, from the folder on. */
  readonly path: string;
  /** How many tests are in it. */
  readonly tests: number;
  /** Names of those that failed. Empty with `passed: false` where promtool could not run the file at all. */
  readonly failed: readonly string[];
  /** True if promtool found nothing wrong. */
  readonly passed: boolean;
  /** How long it took. */
  readonly seconds: number;
  /** Everything that promtool printed. */
  readonly output: string;
}

/** Options of {@link runAlertTests}. */
export interface AlertTestOptions {
  /** Files that are tested at the same time. @default - the number of processors */
  readonly parallel?: number;
  /** The program. @default promtool */
  readonly promtool?: string;
  /** Called after each file, for a progress bar. @default - nobody is told */
  readonly onResult?: (result: AlertTestResult, done: number, all: number) => void;
}

/** Why no test was run, and what to do. */
export class AlertTestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AlertTestError';
  }
}

/** How the files of `alertTestFiles` end. */
const ENDING = '.test.yml';

/**
 * Runs every alert test file in a folder and below it with promtool, and answers in the order of their names.
 * @throws AlertTestError where promtool is absent, or the folder has no such file: a run without tests proves nothing
 */
export async function runAlertTests(dir: string, options: AlertTestOptions = {}): Promise<readonly AlertTestResult[]> {
  const { parallel = availableParallelism(), promtool = 'promtool', onResult = () => undefined } = options;
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING))
    .sort();
  if (paths.length === 0) {
    throw new AlertTestError(`There is no file *${ENDING} in ${dir}, so there is nothing to test: synthesize first.`);
  }
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

async function testFile(promtool: string, dir: string, path: string): Promise<AlertTestResult> {
  const file = join(dir, path);
  const names = testNames(readFileSync(file, 'utf8'));
  const started = performance.now();
  const { passed, output } = await callPromtool(promtool, ['test', 'rules', basename(file)], dirname(file));
  const printed = new Set([...output.matchAll(/^ *name: (.*),$/gm)].map(([, name]) => name));
  return {
    path,
    tests: names.length,
    failed: names.filter((name) => printed.has(name)),
    passed,
    seconds: (performance.now() - started) / 1000,
    output,
  };
}

/** A file that is no YAML has no tests; promtool says what is wrong with it. */
function testNames(text: string): readonly string[] {
  try {
    const body: unknown = parse(text);
    const tests = typeof body === 'object' && body !== null && 'tests' in body ? body.tests : [];
    return Array.isArray(tests) ? tests.map(nameOf) : [];
  } catch {
    return [];
  }
}

function nameOf(test: unknown): string {
  return typeof test === 'object' && test !== null && 'name' in test ? String(test.name) : '';
}

function callPromtool(
  promtool: string,
  args: readonly string[],
  cwd: string,
): Promise<{ readonly passed: boolean; readonly output: string }> {
  return new Promise((resolve, reject) => {
    execFile(promtool, args, { cwd, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(
          new AlertTestError(
            `"${promtool}" is not on the PATH, and the alerts are tested by it. It comes with Prometheus: "apt install prometheus", "brew install prometheus", or https://prometheus.io/download.`,
          ),
        );
        return;
      }
      resolve({ passed: error === null, output: `${stdout}${stderr}` });
    });
  });
}
