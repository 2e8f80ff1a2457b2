import { InvalidArgumentError, Option, type Command } from 'commander';
import { runAlertTests, type AlertTestResult } from '../../../lib/monitoring/alert-test-run';
import { junitReport } from '../../../lib/reports/junit';
import type { TestSuite } from '../../../lib/reports/test-run';
import { testRunText } from '../../../lib/reports/text/test-run';
import type { Io } from './io';
import { PROGRESS_GONE, progressLine } from './progress';
import { styleFor } from './style';
import { writeOutputs } from './writing';

const EXAMPLES = `
Examples:
  stepgate alerts test
  stepgate alerts test dist --parallel 4 --junit alerts.xml

Exit codes: 0 all passed; 1 could not run: no promtool, no tests, or some that cannot be read; 2 a test failed.`;

interface TestFlags {
  readonly parallel?: number;
  readonly junit?: string;
  readonly promtool: string;
}

/** Adds `stepgate alerts`; `done` is told the exit code. */
export function addAlerts(root: Command, io: Io, done: (code: number) => void) {
  root
    .command('alerts')
    .description('The alerts on objectives.')
    .command('test')
    .description('Runs promtool over the tests that were synthesized beside the rules.')
    .argument('[dir]', 'folder with *.test.yml, however deep', 'dist')
    .addOption(
      new Option('--parallel <n>', 'files at the same time (default: the number of processors)').argParser(wholeNumber),
    )
    .option('--junit <file>', 'write what passed and failed as JUnit XML, too')
    .option('--promtool <path>', 'the program', 'promtool')
    .addHelpText('after', EXAMPLES)
    .action(async (dir: string, flags: TestFlags) => done(await testAlerts(dir, flags, io)));
}

async function testAlerts(dir: string, { parallel, junit, promtool }: TestFlags, io: Io): Promise<number> {
  let failed = 0;
  const onResult = ({ passed }: AlertTestResult, ready: number, all: number) => {
    failed += passed ? 0 : 1;
    if (io.errIsTerminal) io.err(progressLine(ready, all, failed));
  };
  const results = await runAlertTests(dir, {
    promtool,
    onResult,
    ...(parallel === undefined ? {} : { parallel }),
  }).finally(() => {
    if (io.errIsTerminal) io.err(PROGRESS_GONE);
  });
  const suites = results.map(suiteOf);
  if (junit !== undefined) writeOutputs([{ path: junit, text: junitReport('stepgate alerts test', suites) }]);
  io.out(testRunText(suites, styleFor(io.colors)));
  if (results.some(({ error }) => error !== undefined)) return 1;
  return results.every(({ passed }) => passed) ? 0 : 2;
}

function suiteOf({ path, cases, error, seconds }: AlertTestResult): TestSuite {
  return { name: path, cases, seconds, ...(error === undefined ? {} : { error }) };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number from 1 on.');
  }
  return value;
}
