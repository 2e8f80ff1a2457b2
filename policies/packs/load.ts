import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closest } from '../../lib/closest';
import { textOfThrown } from '../thrown';
import { audit } from './audit';
import { faultOfPack } from './faults';
import { PackError, type Pack } from './pack';
import { recommended } from './recommended';
import { strict } from './strict';

/** The packs that come with stepgate, the usual one first. */
export const packs: readonly Pack[] = [recommended, strict, audit];

/**
 * A pack that comes with stepgate, or the one that a module exports: `./pack.js`, `./pack.js#name`, `@acme/gates`. Paths are
 * from where the process runs.
 * @throws Error that says why there is none, and which one was meant
 */
export async function loadPack(asked: string): Promise<Pack> {
  const own = packs.find(({ name }) => name === asked);
  if (own) return own;
  const [, path = asked, wanted] = /^(.+)#([^#]+)$/.exec(asked) ?? [];
  const exported = await exportsOf(path, asked);
  const found = Object.entries(exported).filter((entry): entry is [string, Pack] => isPack(entry[1]));
  const named = wanted === undefined ? found : found.filter(([name]) => name === wanted);
  const different = [...new Map(named.map(([name, pack]) => [pack, name]))];
  const [only, ...others] = different;
  if (only && others.length === 0) return checked(only[0]);
  if (different.length > 1) {
    const names = different.map(([, name]) => name);
    throw new Error(`"${path}" exports several packs: ${names.join(', ')}. Say which, as ${path}#${names[0]}.`);
  }
  const has =
    found.length === 0
      ? 'exports no pack'
      : `exports no pack "${wanted}", but ${found.map(([name]) => name).join(', ')}`;
  throw new Error(`"${path}" ${has}. A pack is what definePack of stepgate/gates returns.`);
}

/** A pack need not come from definePack. */
function checked(pack: Pack): Pack {
  const fault = faultOfPack(pack);
  if (fault === undefined) return pack;
  throw new PackError(pack.name, `${fault}. A pack is what definePack of stepgate/gates returns.`);
}

async function exportsOf(path: string, asked: string): Promise<Readonly<Record<string, unknown>>> {
  const isFile = /^\.{0,2}[\\/]|^[A-Za-z]:[\\/]|\.[cm]?[jt]s$/.test(path);
  const require = createRequire(join(process.cwd(), 'pack.js'));
  try {
    const file = isFile ? resolve(path) : require.resolve(path);
    // a device or a pipe may never end
    if (existsSync(file) && !statSync(file).isFile()) throw new Error('it is no file');
    const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    // of a CommonJS module all exports are also those of its default
    const { default: inner, ...rest } = loaded;
    return isPack(inner) ? { ...rest, default: inner } : { ...(Object(inner) as object), ...rest };
  } catch (error) {
    if (error instanceof PackError) throw new Error(error.message);
    const names = packs.map(({ name }) => name);
    const near = isFile ? undefined : closest(asked, names);
    const hint = near !== undefined ? ` Did you mean "${near}"?` : ` Packs of stepgate are ${names.join(', ')}.`;
    const typescript = /\.[cm]?ts$/.test(path) ? ' Compile it first: Node reads JavaScript.' : '';
    const [message = ''] = textOfThrown(error).split(/\n| imported from /);
    throw new Error(`the pack "${path}" cannot be loaded: ${message}.${typescript}${hint}`);
  }
}

function isPack(value: unknown): value is Pack {
  const { name, version, settings, environments } = Object(value) as Partial<Record<keyof Pack, unknown>>;
  return (
    typeof name === 'string' &&
    typeof version === 'string' &&
    Array.isArray(settings) &&
    typeof environments === 'object'
  );
}
