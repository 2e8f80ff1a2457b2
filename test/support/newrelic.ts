import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools';

/** Why a test that needs New Relic's client is skipped. */
export const NO_NEW_RELIC = 'no .tools/newrelic: scripts/build-tools.sh builds it where Go is at hand';

/** The program in test/tools/newrelic; undefined where nobody built it. */
export function newRelicClient(): string | undefined {
  const file = join(ROOT, '.tools', 'newrelic');
  return existsSync(file) ? file : undefined;
}

/** What the client made of the variables of a mutation. */
export interface NewRelicReading {
  /** What it would send; undefined where it could not read them at all. */
  readonly read?: unknown;
  /** Unknown keys, missing ones, values of no enum. */
  readonly errors: readonly string[];
}

/** Lets the client read the variables of mutations. */
export function readMutations(inputs: readonly { kind: string; body: unknown }[]): readonly NewRelicReading[] {
  const file = newRelicClient();
  if (file === undefined) {
    throw new Error(NO_NEW_RELIC);
  }
  const input = JSON.stringify(inputs.map(({ kind, body }) => ({ kind, body })));
  const run = spawnSync(file, [], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error ?? run.status !== 0) {
    throw new Error(`newrelic: ${run.error?.message ?? run.stderr}`);
  }
  // the shape is that of the Go struct
  return JSON.parse(run.stdout) as readonly NewRelicReading[];
}
