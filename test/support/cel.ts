import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../lib/facts/item';
import { ROOT } from './tools';

/** Why a test that needs the admission of Kubernetes is skipped. */
export const NO_CEL = 'no .tools/cel: scripts/build-tools.sh builds it where Go is at hand';

/** The program in test/tools/cel, the admission plugin that API servers link; undefined where nobody built it. */
export function celProgram(): string | undefined {
  const file = join(ROOT, '.tools', 'cel');
  return existsSync(file) ? file : undefined;
}

/** An object that somebody applies; `old`: as it was before. */
export interface AdmissionRequest {
  readonly object: KubeObject;
  readonly old?: KubeObject;
}

/** What became of it; nothing: it passed without a word. */
export interface AdmissionAnswer {
  readonly denied?: string;
  readonly warnings?: readonly string[];
  readonly audited?: readonly string[];
}

/** What an API server makes of policies and requests. */
export interface AdmissionVerdict {
  /** Why it does not take the policies: then it is asked nothing. */
  readonly problems: readonly string[];
  readonly answers: readonly AdmissionAnswer[];
}

/** Applies policies with their bindings to an API server's admission, then the objects of the requests. */
export function admit(policies: readonly KubeObject[], requests: readonly AdmissionRequest[]): AdmissionVerdict {
  const file = celProgram();
  if (file === undefined) throw new Error(NO_CEL);
  const input = JSON.stringify({ policies, requests });
  const run = spawnSync(file, [], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error ?? run.status !== 0) throw new Error(`cel: ${run.error?.message ?? run.stderr}`);
  // the shape is that of the Go struct
  return JSON.parse(run.stdout) as AdmissionVerdict;
}
