import { realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { writeFiles, type TextFile } from '../../../lib/synth/write';
import { Failure } from './failure';

/**
 * Writes what was asked for to files, all or none.
 *
 * @throws Failure where one of them cannot be written
 */
export function writeOutputs(files: readonly TextFile[]) {
  if (files.length === 0) return;
  try {
    writeFiles(
      process.cwd(),
      files.map(({ path, text }) => ({ path: relative('', placeOf(path)), text })),
    );
  } catch (error) {
    const names = files.map(({ path }) => `"${path}"`).join(', ');
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      `${names} cannot be written, and nothing was: ${why}. Name files in folders that can be written.`,
    );
  }
}

/** A link to a file stays one, and the file is written: /dev/stdout is a link. */
function placeOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? realpathSync(path) : resolve(path);
}
