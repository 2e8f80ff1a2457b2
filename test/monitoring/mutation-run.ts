import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PromtoolFile } from '../../lib/monitoring/prometheus/tests';
import type { GroupText, Mutant } from './mutate';

interface TestFile {
  readonly tests: readonly {
    readonly name: string;
    readonly alert_rule_test: readonly { readonly exp_alerts: readonly unknown[] }[];
    readonly promql_expr_test?: readonly unknown[];
  }[];
}

/** So many mutants share a run of promtool, most of which is its start. */
const TOGETHER = 16;

/** How many tests a mutant has gone through after each round. */
const ROUNDS = [1, 3, 7, Infinity];

/**
 * Mutants that pass all tests. Those tests come first that are likely to notice, and a mutant that is caught needs no
 * others: most are caught by the first.
 */
export async function survivors(
  [rules, tests]: readonly [PromtoolFile, PromtoolFile],
  mutants: readonly Mutant[],
): Promise<readonly Mutant[]> {
  // the body is what this file says
  const body = tests.body as TestFile;
  let left = mutants;
  for (const [round, end] of ROUNDS.entries()) {
    const begin = ROUNDS[round - 1] ?? 0;
    left = await living(rules.path, left, (mutant) => ({
      ...body,
      tests: likelyFirst(body, mutant).slice(begin, end),
    }));
  }
  return left;
}

/** Tests of the changed rule's windows, and of these the ones that see what such a mistake does. */
function likelyFirst({ tests }: TestFile, { mistake, what, right }: Mutant): TestFile['tests'] {
  const windows = (right.labels.window ?? '').split('/');
  const isMatcher = what.startsWith('matcher');
  const score = ({ name, alert_rule_test: [alert], promql_expr_test = [] }: TestFile['tests'][number]) => {
    const ofLeg = windows.some((window) => name.split(' ')[0]?.split('/').includes(window));
    const fires = (alert?.exp_alerts ?? []).length > 0;
    const likely =
      right.alert === undefined && mistake !== 'label'
        ? promql_expr_test.length > 0
        : isMatcher
          ? name.includes('neighbours')
          : mistake === 'label'
            ? fires || promql_expr_test.length > 0
            : ofLeg;
    return (likely ? 4 : 0) + (ofLeg ? 2 : 0) + (/^\d+d/.test(name) ? 0 : 1);
  };
  return [...tests].sort((a, b) => score(b) - score(a));
}

async function living(
  rulesPath: string,
  mutants: readonly Mutant[],
  testsFor: (mutant: Mutant) => object,
): Promise<readonly Mutant[]> {
  const lived: Mutant[] = [];
  const waiting = Array.from({ length: Math.ceil(mutants.length / TOGETHER) }, (_, index) =>
    mutants.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );
  const work = async () => {
    for (let some = waiting.shift(); some !== undefined; some = waiting.shift()) {
      const passed = await passes(some.map((mutant) => [mutant.groups, testsFor(mutant)] as const));
      lived.push(...some.filter((_, index) => passed[index]));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return lived;

  /** Whether each of them passes its tests. */
  async function passes(all: readonly (readonly [readonly GroupText[], object])[]): Promise<readonly boolean[]> {
    const cwd = await mkdtemp(join(tmpdir(), 'stepgate-mutants-'));
    try {
      const paths = all.map(([groups, tests], index) => {
        mkdirSync(join(cwd, `${index}`));
        writeFileSync(join(cwd, `${index}`, rulesPath), JSON.stringify({ groups }));
        writeFileSync(join(cwd, `${index}`, 'tests.json'), JSON.stringify(tests));
        return join(`${index}`, 'tests.json');
      });
      const said = (await outputOf(['test', 'rules', ...paths], cwd)).split(/^Unit Testing: +/m).slice(1);
      if (said.length !== all.length) throw new Error(`promtool spoke of ${said.length} of ${all.length} files`);
      return said.map((text) => {
        // a mutant that is no rule at all would count as caught, though no test did it
        if (/parse error|could not parse/.test(text)) throw new Error(`no rules: ${text}`);
        return text.includes('SUCCESS');
      });
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  }
}

/** Both streams in the order of what was written: success goes to one and failure to the other. */
function outputOf(args: readonly string[], cwd: string): Promise<string> {
  const path = join(cwd, 'output');
  const output = openSync(path, 'w');
  return new Promise((resolve, reject) => {
    const run = spawn('promtool', args, { cwd, stdio: ['ignore', output, output] });
    run.on('error', reject);
    run.on('close', () => {
      closeSync(output);
      resolve(readFileSync(path, 'utf8'));
    });
  });
}
