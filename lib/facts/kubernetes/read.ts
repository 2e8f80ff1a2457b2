import { isKubeObject, type FileOrigin, type Item, type KubeObject } from '../item';
import type { Fault } from '../yaml/fault';
import { filesIn, messageOf, textOf, type FoundFile } from '../yaml/files';
import { parseText, type ParsedDocument, type Path } from '../yaml/parse';
import type { Position } from '../yaml/position';
import type { ReadProblem } from './problem';
import { rememberSource } from './source';

/** What was found in files. */
export interface Manifests {
  readonly items: readonly Item[];
  /** Everything that could not be read; what could be is in `items`. */
  readonly problems: readonly ReadProblem[];
  /** Documents in folders that do not claim to be Kubernetes objects, such as a chart's values. */
  readonly skipped: readonly Skipped[];
}

/** A document that was passed over. */
export interface Skipped {
  readonly path: string;
  readonly line: number;
}

/**
 * Reads the objects in files, in folders (every *.yaml, *.yml and *.json, however deep) and, for `-`, in standard input.
 * It never throws: what cannot be read is a problem with file and line.
 */
export function readManifests(paths: readonly string[]): Manifests {
  const { files, missing } = filesIn(paths);
  const read = files.map((file) => readFile(file));
  return {
    items: read.flatMap(({ items }) => items),
    problems: [
      ...missing.map(({ path, message }) => unreadable(path, message)),
      ...read.flatMap(({ problems }) => problems),
    ],
    skipped: read.flatMap(({ skipped }) => skipped),
  };
}

function readFile({ path, named }: FoundFile): Manifests {
  try {
    return readText(textOf(path), path, { named });
  } catch (error) {
    return { items: [], problems: [unreadable(path, messageOf(error))], skipped: [] };
  }
}

function unreadable(path: string, message: string): ReadProblem {
  return {
    rule: 'unreadable-file',
    severity: 'error',
    at: path,
    path,
    what: `${message}.`,
    why: 'nothing in it can be judged.',
    fix: 'name files or folders that can be read, or - for standard input.',
  };
}

/** Options of {@link readText}. */
export interface ReadTextOptions {
  /** Whether whoever asks says that this holds manifests; otherwise other documents are passed over. @default true */
  readonly named?: boolean;
}

/** Reads the objects in a text; `path` is how people call it. */
export function readText(text: string, path: string, { named = true }: ReadTextOptions = {}): Manifests {
  const items: Item[] = [];
  const problems: ReadProblem[] = [];
  const skipped: Skipped[] = [];
  const { documents, faults } = withoutNul(text) ?? parseText(text);
  for (const fault of faults) problems.push(problemAt(path, 'yaml-syntax', fault));
  for (const document of documents) {
    if (document.value === null) continue;
    if (!named && !claimsToBeOne(document.value)) {
      skipped.push({ path, line: document.line });
      continue;
    }
    for (const found of objectsIn(document)) {
      if ('what' in found) {
        problems.push(problemAt(path, 'kubernetes-object', found));
      } else {
        rememberSource(found.object, document.chunk, found.prefix);
        items.push({ object: found.object, origin: originOf(path, document, found) });
      }
    }
  }
  return { items, problems, skipped };
}

/** YAML allows no NUL, and a file with one is most often no text at all. */
function withoutNul(text: string): { documents: ParsedDocument[]; faults: Fault[] } | undefined {
  const at = text.indexOf('\0');
  if (at < 0) {
    return undefined;
  }
  const before = text.slice(0, at).split('\n');
  const fault: Fault = {
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    what: 'there is a NUL byte.',
    why: 'no YAML or JSON has one, so this is either no text or a damaged one.',
    fix: 'name another file, or write this one anew.',
  };
  return { documents: [], faults: [fault] };
}

function problemAt(path: string, rule: string, { line, column, ...fault }: Fault): ReadProblem {
  return { rule, severity: 'error', at: `${path}:${line}:${column}`, path, line, column, ...fault };
}

interface FoundObject extends Position {
  readonly object: KubeObject;
  readonly prefix: Path;
}

/** The object of a document, or those of a list. */
function objectsIn(document: ParsedDocument): (FoundObject | Fault)[] {
  const { value } = document;
  const { items, kind } = Object(value) as { items?: unknown; kind?: unknown };
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    const places = document.positionsIn(['items']);
    return items.map((item, index) =>
      toObject(item, places[index] ?? document, ['items', index], kind.slice(0, -'List'.length)),
    );
  }
  return [toObject(value, document, [])];
}

function toObject(value: unknown, { line, column }: Position, prefix: Path, listOf = ''): FoundObject | Fault {
  if (isKubeObject(value)) {
    return { object: value, prefix, line, column };
  }
  const missing = ['apiVersion', 'kind', 'metadata'].filter((field) => !(field in (Object(value) as object)));
  const inList = listOf === '' ? '' : ` of the ${listOf}List`;
  return {
    line,
    column,
    what: isMap(value)
      ? `it is no Kubernetes object${inList}: ${missing.length > 0 ? `it has no ${missing.join(', no ')}` : 'its apiVersion, kind, metadata, name or namespace has a wrong type'}.`
      : `it is ${Array.isArray(value) ? 'a list' : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`} and no Kubernetes object.`,
    why: 'no cluster would accept it, and nothing can tell what it is.',
    fix: 'give it apiVersion, kind and metadata, or take it out.',
  };
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Groups whose objects are never anything else but manifests; the core group is `v1`. */
const CERTAIN = /^(?:v1$|(?:apps|batch|autoscaling|policy|argoproj\.io)\/)/;

/** Values of charts and settings of tools lie among manifests; those have no apiVersion and kind, or no metadata. */
function claimsToBeOne(value: unknown): boolean {
  const { apiVersion, kind, metadata, items } = Object(value) as Partial<KubeObject>;
  if (apiVersion === undefined || kind === undefined) return false;
  return metadata !== undefined || items !== undefined || CERTAIN.test(String(apiVersion));
}

function originOf(path: string, { chunk }: ParsedDocument, { line, column }: Position): FileOrigin {
  const helmTemplate = /^# Source: (\S.*)$/m.exec(chunk.text.slice(0, 1000))?.[1]?.trim();
  return { kind: 'file', path, line, column, document: chunk.number, ...(helmTemplate ? { helmTemplate } : {}) };
}
