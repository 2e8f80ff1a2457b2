import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Item } from '../../lib/facts/item';
import { CONSTRUCT_PATHS, pathKey } from '../../lib/synth/construct-paths';
import type { ExemptionTarget, SaidExemption } from '../../lib/verdict';

interface Sidecar {
  readonly paths: ReadonlyMap<string, string>;
  readonly exemptions: readonly SaidExemption[];
}

/** What apps of stepgate wrote beside their manifests: which construct an object is of, and what constructs exempt. */
export class Sidecars {
  /** Those of all apps. */
  readonly exemptions: readonly SaidExemption[];
  private readonly byFile = new Map<string, Sidecar>();

  /** @throws Error if one is there and is not what an app writes: it would exempt nothing, or anything */
  constructor(manifests: readonly string[]) {
    const read = new Map<string, Sidecar>();
    for (const manifest of manifests) {
      // a chart may have a folder of its own
      const folders = [dirname(manifest), dirname(dirname(manifest))];
      const file = folders.map((folder) => join(folder, CONSTRUCT_PATHS)).find((path) => existsSync(path));
      if (file === undefined) continue;
      const sidecar = read.get(file) ?? readSidecar(file);
      read.set(file, sidecar);
      this.byFile.set(manifest, sidecar);
    }
    this.exemptions = [...read.values()].flatMap(({ exemptions }) => exemptions);
  }

  /** The same object, which knows its construct if anybody recorded it. */
  withConstruct(item: Item): Item {
    const { object, origin } = item;
    if (origin.kind !== 'file') return item;
    const { apiVersion, kind, metadata } = object;
    const construct = this.byFile.get(origin.path)?.paths.get(pathKey({ apiVersion, kind, ...metadata }));
    return construct === undefined ? item : { ...item, origin: { ...origin, construct } };
  }
}

function readSidecar(file: string): Sidecar {
  const { paths, exemptions } = parsed(file);
  if (!isMap(paths)) throw strange(file, '"paths" is no map');
  const entries = Object.entries(paths).map(([key, path]) => [key, textIn(file, `paths["${key}"]`, path)] as const);
  if (!Array.isArray(exemptions)) throw strange(file, '"exemptions" is no list');
  return { paths: new Map(entries), exemptions: exemptions.map((one: unknown, at) => readExemption(file, one, at)) };
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw strange(file, (error as Error).message);
  }
  if (!isMap(value)) throw strange(file, 'it is no map');
  return value;
}

function readExemption(file: string, value: unknown, index: number): SaidExemption {
  const at = `exemptions[${index}]`;
  if (!isMap(value)) throw strange(file, `${at} is no map`);
  const text = (key: string) => textIn(file, `${at}.${key}`, value[key]);
  return {
    rule: text('rule'),
    target: targetIn(file, `${at}.target`, value.target),
    reason: text('reason'),
    owner: text('owner'),
    expires: text('expires'),
    saidAt: text('saidAt'),
  };
}

/** Keys that a target may have together; none of them stands for everything. */
const TARGETS = [['construct'], ['fingerprint'], ['kind', 'namespace', 'name']];

function targetIn(file: string, at: string, value: unknown): ExemptionTarget {
  if (!isMap(value)) throw strange(file, `${at} is no map`);
  const keys = Object.keys(value);
  if (!TARGETS.some((target) => keys.every((key) => target.includes(key)))) throw strange(file, `${at} is no target`);
  return Object.fromEntries(keys.map((key) => [key, textIn(file, `${at}.${key}`, value[key])]));
}

function textIn(file: string, at: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw strange(file, `${at} is no text`);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strange(file: string, what: string): Error {
  return new Error(`${file} is not as ReleaseApp writes it: ${what}. Delete it and synthesize again.`);
}
