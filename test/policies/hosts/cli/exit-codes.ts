import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../../support/tools';

/** What a process said, and how it ended. */
export interface Ended {
  /** Its exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** What a process is given beside its arguments. */
export interface Given {
  /** Standard input; `never` never ends. @default - empty */
  readonly input?: string;
  /** A shell's line, in which `stepgate` is the command. @default - the arguments alone */
  readonly shell?: string;
  /** Sent as soon as it has been running for a while. */
  readonly signal?: NodeJS.Signals;
}

const MAIN = join(ROOT, 'build/policies/hosts/cli/main.js');

/** Runs the built command in a folder, as people do. */
export function ran(cwd: string, args: readonly string[], { input = '', shell, signal }: Given): Promise<Ended> {
  const line = `stepgate() { "${process.execPath}" "${MAIN}" "$@"; }; set -o pipefail; ${shell ?? ''}`;
  const [program, given] = shell === undefined ? [process.execPath, [MAIN, ...args]] : ['bash', ['-c', line]];
  const child = spawn(program, given, { cwd });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  if (input !== 'never') child.stdin.end(input);
  const timer = signal === undefined ? undefined : setTimeout(() => child.kill(signal), 1500);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, by) => {
      clearTimeout(timer);
      resolve({ code: code ?? by ?? 'neither', out, err });
    });
  });
}

/** Runs all of them, two at a time, and answers in their order. */
export async function twoAtATime<T>(all: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  const waiting = [...all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all([work(), work()]);
  return results;
}
