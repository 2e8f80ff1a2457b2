import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A ratio and what it may be at most. */
export interface Bench {
  readonly measured: string;
  readonly against: string;
  readonly limit: number;
  /** A text says why it was not measured. */
  readonly run: () => Comparison | string;
}

/**
 * Threads that collect garbage wait for each other where the machine does more than one thing, and their waiting counts as CPU
 * time: of 8,000 objects that more than doubled it.
 */
const ONE_THREAD = '--single-threaded-gc';

/** Runs a script that measures its own CPU time, and answers with the JSON that it prints. */
export function figuresOf(script: string, ...args: string[]): unknown {
  return JSON.parse(run([ONE_THREAD], script, ...args).output);
}

/** Runs a script of this folder in a process of its own, so that heaps do not disturb each other. */
export function runScript(script: string, ...args: string[]): ReturnType<typeof run> {
  return run([], script, ...args);
}

function run(
  flags: readonly string[],
  script: string,
  ...args: string[]
): { readonly milliseconds: number; readonly output: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));
  try {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, join(__dirname, script), ...args], {
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: outdir },
    });
    const milliseconds = performance.now() - start;
    if (status !== 0) {
      throw new Error(`${script} ${args.join(' ')} ended with ${status}:\n${stderr}`);
    }
    return { milliseconds, output: stdout };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Medians over several rounds, in milliseconds, and the median of the ratios of the pairs. */
export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

/** So many rounds at most, for whoever only wants to see that every row can be run, as CI does. */
const MOST_ROUNDS = Number(process.env.STEPGATE_BENCH_ROUNDS ?? Infinity);

/** Measures the two in turns, so that whatever else the machine does falls on both. Each answers in milliseconds. */
export function compare(wanted: number, ours: () => number, theirs: () => number): Comparison {
  const rounds = Math.min(wanted, MOST_ROUNDS);
  const pairs = Array.from({ length: rounds }, (_, round) => {
    // The one that goes first differs from round to round.
    const first = round % 2 === 0 ? ours() : undefined;
    const other = theirs();
    return { ours: first ?? ours(), theirs: other };
  });
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}
