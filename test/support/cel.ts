import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools';

/** Why a test that needs CEL is skipped. */
export const NO_CEL = 'no .tools/cel: scripts/build-tools.sh builds it where Go is at hand';

/** The program in test/tools/cel, the interpreter that API servers link; undefined where nobody built it. */
export function celProgram(): string | undefined {
  const file = join(ROOT, '.tools', 'cel');
  return existsSync(file) ? file : undefined;
}

/** What an expression comes to: true, false, or why it cannot be evaluated. */
export interface CelAnswer {
  readonly value?: boolean;
  readonly error?: string;
}

/** Evaluates expressions, each over its object. */
export function cel(
  inputs: readonly { readonly expression: string; readonly object: unknown }[],
): readonly CelAnswer[] {
  const file = celProgram();
  if (file === undefined) throw new Error(NO_CEL);
  const run = spawnSync(file, [], { input: JSON.stringify(inputs), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error ?? run.status !== 0) throw new Error(`cel: ${run.error?.message ?? run.stderr}`);
  // the shape is that of the Go struct
  return JSON.parse(run.stdout) as readonly CelAnswer[];
}
