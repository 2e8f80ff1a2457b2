import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../support/tools';
import type { Files } from './files';

/** The compiler's view of some files, as if they lay in the project; whatever they do not hold is read from disk. */
export function programOf(files: Files, roots: readonly string[], settings: ts.CompilerOptions = {}): ts.Program {
  const options = { ...projectSettings(), ...settings, noEmit: true, incremental: false };
  const host = ts.createCompilerHost(options, true);
  const held = (name: string) => files.get(pathOf(name));
  const disk = ts.createCompilerHost(options, true);
  host.fileExists = (name) => held(name) !== undefined || disk.fileExists(name);
  host.readFile = (name) => held(name) ?? disk.readFile(name);
  host.directoryExists = (name) =>
    [...files.keys()].some((path) => path.startsWith(`${pathOf(name)}/`)) || disk.directoryExists?.(name) !== false;
  const rootNames = roots.map((root) => join(ROOT, root));
  return ts.createProgram({ rootNames, options, host });
}

/** Path from the project's root, with `/`. */
export function pathOf(name: string): string {
  return relative(ROOT, name).split(sep).join('/');
}

/** `lib/app.ts:12`. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${pathOf(source.fileName)}:${line + 1}`;
}

/** tsconfig.check.json, the settings that everything of ours is checked with. */
function projectSettings(): ts.CompilerOptions {
  const path = join(ROOT, 'tsconfig.check.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent({ ...(config as object), include: [], files: ['lib/index.ts'] }, ts.sys, ROOT)
    .options;
}
