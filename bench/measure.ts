import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a script of this folder in a process of its own, so that heaps do not disturb each other. */
export function runScript(
  script: string,
  ...args: string[]
): { readonly milliseconds: number; readonly output: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'stepgate-bench-'));
  try {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, script), ...args], {
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

/** Measures the two in turns, so that whatever else the machine does falls on both. Each answers in milliseconds. */
export function compare(rounds: number, ours: () => number, theirs: () => number): Comparison {
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
