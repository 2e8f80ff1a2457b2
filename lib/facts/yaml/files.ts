import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file that may hold manifests. */
export interface FoundFile {
  readonly path: string;
  /** False where a folder was named and this lies in it: such a file need not be a manifest. */
  readonly named: boolean;
}

/** A path that cannot be read. */
export interface MissingPath {
  readonly path: string;
  readonly message: string;
}

const EXTENSIONS = /\.(ya?ml|json)$/i;

/** Folders that never hold manifests people mean. */
const SKIPPED = /^(\..+|node_modules)$/;

/** More than any manifest: an API server takes 3 MiB an object. */
const MOST_BYTES = 256 * 1024 * 1024;
const TOO_LARGE = `it is larger than ${MOST_BYTES / 1024 / 1024} MiB`;

/** The files that were named, and in folders, however deep, every *.yaml, *.yml and *.json, in the order of their names. */
export function filesIn(paths: readonly string[]): { files: FoundFile[]; missing: MissingPath[] } {
  const files: FoundFile[] = [];
  const missing: MissingPath[] = [];
  const entered = new Set<string>();
  const enter = (path: string, named: boolean) => {
    try {
      const stats = statSync(path);
      if (!stats.isDirectory()) {
        if (named || (stats.isFile() && EXTENSIONS.test(path))) files.push({ path, named });
        return;
      }
      const real = realpathSync(path);
      // links can lead in circles
      if (entered.has(real)) return;
      entered.add(real);
      for (const name of readdirSync(path).sort()) {
        if (!SKIPPED.test(name)) enter(join(path, name), false);
      }
    } catch (error) {
      missing.push({ path, message: messageOf(error) });
    }
  };
  for (const path of paths) {
    if (path === STDIN) files.push({ path, named: true });
    else enter(path, true);
  }
  return { files, missing };
}

/** Stands for standard input. */
export const STDIN = '-';

/**
 * The text of a file.
 * @throws Error where it cannot be read or is no UTF-8
 */
export function textOf(path: string): string {
  const bytes = bytesOf(path);
  try {
    // drops a byte order mark
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8 text');
  }
}

/** A device may have no end, and a socket cannot be opened; what a shell pipes, as `<(helm template .)`, is read like standard input. */
function bytesOf(path: string): Buffer {
  if (path === STDIN) return streamed(0);
  const stats = statSync(path);
  if (stats.isFile()) {
    if (stats.size > MOST_BYTES) throw new Error(TOO_LARGE);
    return readFileSync(path);
  }
  if (stats.isDirectory()) throw new Error('it is a folder');
  if (!stats.isFIFO()) throw new Error('it is neither a file nor a pipe; - stands for standard input');
  const descriptor = openSync(path, 'r');
  try {
    return streamed(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Nobody can say how long a stream is before its end. */
function streamed(descriptor: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const count = readSync(descriptor, chunk);
    if (count === 0) return Buffer.concat(chunks, total);
    total += count;
    if (total > MOST_BYTES) throw new Error(TOO_LARGE);
    chunks.push(chunk.subarray(0, count));
  }
}

/** What went wrong, without the path that Node repeats in it. */
export function messageOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'it may not be read',
    EISDIR: 'it is a folder',
    ELOOP: 'its links lead in a circle',
  };
  return (code !== undefined ? known[code] : undefined) ?? message;
}
