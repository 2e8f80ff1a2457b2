import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { callPromtool } from './call';
import { difference } from './difference';

/** One test and how it ended. */
export interface AlertTestCase {
  /** What is said to happen. */
  readonly name: string;
  /** What promtool expected and got, shortened. @default - it passed */
  readonly failure?: string;
}

/** What promtool said about the tests of one objective. */
export interface AlertTestResult {
  /** Path of the file, from the folder on. */
  readonly path: string;
  /** Its tests. */
  readonly cases: readonly AlertTestCase[];
  /** Why the file could not be tested as a whole: it, or its rules, cannot be read. @default - it could */
  readonly error?: string;
  /** True if it has tests, and promtool found nothing wrong. */
  readonly passed: boolean;
  /** Seconds that it took. */
  readonly seconds: number;
}

interface TestBody {
  readonly rule_files: readonly string[];
  readonly tests: readonly { readonly name?: unknown }[];
}

/** A warning of promtool: without rules whatever shall stay quiet passes. */
const NO_RULES = 'no file match pattern';

/** Tests one file. */
export async function testFile(promtool: string, dir: string, path: string): Promise<AlertTestResult> {
  const file = resolve(dir, path);
  const started = performance.now();
  const { passed, output } = await callPromtool(promtool, ['test', 'rules', basename(file)], dirname(file));
  const body = bodyOf(file);
  const cases =
    body === undefined ? [] : await casesOf(promtool, dirname(file), body, passed || output.includes(NO_RULES));
  const error = errorOf(passed, output, cases);
  return {
    path,
    cases,
    passed: passed && error === undefined,
    seconds: (performance.now() - started) / 1000,
    ...(error === undefined ? {} : { error }),
  };
}

function errorOf(passed: boolean, output: string, cases: readonly AlertTestCase[]): string | undefined {
  if (output.includes(NO_RULES)) {
    return `Its rules are not where it says: ${/no file match pattern .*/.exec(output)?.[0] ?? ''}.`;
  }
  if (passed) {
    // promtool is content with a file that tests nothing
    return cases.length === 0 ? 'There are no tests in it.' : undefined;
  }
  return cases.some(({ failure }) => failure !== undefined) ? undefined : faultIn(output);
}

/**
 * Each test of a file that failed is run once more, alone: promtool names a test only where an alert is wrong, not where a
 * recorded value is.
 */
async function casesOf(
  promtool: string,
  dir: string,
  body: TestBody,
  passed: boolean,
): Promise<readonly AlertTestCase[]> {
  const names = body.tests.map(({ name }, index) => (typeof name === 'string' ? name : `test ${index + 1}`));
  if (passed) {
    return names.map((name) => ({ name }));
  }
  const alone = await mkdtemp(join(tmpdir(), 'stepgate-alert-test-'));
  try {
    const rules = body.rule_files.map((one) => resolve(dir, one));
    const cases: AlertTestCase[] = [];
    for (const [index, name] of names.entries()) {
      // promtool reads JSON wherever it reads YAML
      writeFileSync(
        join(alone, 'test.json'),
        JSON.stringify({ ...body, rule_files: rules, tests: [body.tests[index]] }),
      );
      const run = await callPromtool(promtool, ['test', 'rules', 'test.json'], alone);
      cases.push(run.passed ? { name } : { name, failure: difference(run.output) ?? faultIn(run.output) });
    }
    // where none can be tested, the fault is not that of a test
    return cases.every(({ failure }) => failure !== undefined && failure === cases[0]?.failure)
      ? names.map((name) => ({ name }))
      : cases;
  } finally {
    await rm(alone, { recursive: true, force: true });
  }
}

/** Undefined for a file that is no YAML, or something else: promtool says what is wrong with it. */
function bodyOf(file: string): TestBody | undefined {
  try {
    const body: unknown = parse(readFileSync(file, 'utf8'), { version: '1.1' });
    return isTestBody(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isTestBody(body: unknown): body is TestBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'tests' in body &&
    Array.isArray(body.tests) &&
    body.tests.every((test) => typeof test === 'object' && test !== null) &&
    'rule_files' in body &&
    Array.isArray(body.rule_files) &&
    body.rule_files.every((one) => typeof one === 'string')
  );
}

/** More lines than that are no help. */
const LINES = 12;

/** The lines of promtool that say what is wrong. */
function faultIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^(Unit Testing:|FAILED:|SUCCESS)/.test(line))
    .slice(0, LINES)
    .join('\n');
}
