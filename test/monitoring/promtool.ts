import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program, if it is there. */
export const promtool = spawnSync('promtool', ['--version']).status === 0 ? 'promtool' : undefined;

/** What a run of promtool said. */
export interface Run {
  readonly status: number;
  readonly output: string;
}

/** Runs promtool in a folder that has these files and no others. */
export async function runPromtool(args: readonly string[], files: Readonly<Record<string, string>>): Promise<Run> {
  const cwd = await mkdtemp(join(tmpdir(), 'stepgate-promtool-'));
  try {
    await Promise.all(Object.entries(files).map(([path, text]) => writeFile(join(cwd, path), text)));
    return await new Promise((resolve) => {
      execFile('promtool', args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}${stderr}` });
      });
    });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
