import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';

/** A text and the path, relative to a folder, where it belongs. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files so that each is, at any moment, the old one or the new one as a whole: all are first written under
 * temporary names beside their places, and then renamed. If anything fails, the temporary files are removed. A device or a
 * pipe is no place for another file: it is written to, after all others are known to fit.
 *
 * @param folder is created if absent, even if there are no files
 */
export function writeFiles(folder: string, files: readonly TextFile[]): void {
  mkdirSync(folder, { recursive: true });
  const mark = randomUUID();
  const moves: { readonly from: string; readonly to: string }[] = [];
  const streams: { readonly to: string; readonly text: string }[] = [];
  try {
    for (const { path, text } of files) {
      const to = join(folder, path);
      const there = statSync(to, { throwIfNoEntry: false });
      if (there?.isDirectory()) throw new Error(`${to} is a folder: remove it, or choose another place`);
      if (there && !there.isFile()) {
        streams.push({ to, text });
        continue;
      }
      // Short, so that a long but valid name stays valid; no `.yaml`, so that no tool takes it for a manifest.
      const from = join(dirname(to), `.${mark}-${moves.length}.tmp`);
      mkdirSync(dirname(to), { recursive: true });
      moves.push({ from, to });
      writeFileSync(from, text);
    }
    for (const { to, text } of streams) {
      writeFileSync(to, text);
    }
    for (const { from, to } of moves) {
      renameSync(from, to);
    }
  } catch (error) {
    for (const { from } of moves) {
      rmSync(from, { force: true });
    }
    throw error;
  }
}
