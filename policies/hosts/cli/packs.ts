import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closest, didYouMean } from '../../../lib/closest';
import { GATE_IDS } from '../../../lib/verdict';
import { packs } from '../../packs';
import { PackError, type Pack } from '../../packs/pack';
import { Failure } from './failure';

/** A pack that comes with stepgate, or the one that a module exports. */
export async function loadPack(asked: string): Promise<Pack> {
  const own = packs.find(({ name }) => name === asked);
  if (own) return own;
  const [, path = asked, wanted] = /^(.+)#([^#]+)$/.exec(asked) ?? [];
  const exported = await exportsOf(path, asked);
  const found = Object.entries(exported).filter((entry): entry is [string, Pack] => isPack(entry[1]));
  const named = wanted === undefined ? found : found.filter(([name]) => name === wanted);
  const different = [...new Map(named.map(([name, pack]) => [pack, name]))];
  const [only, ...others] = different;
  if (only && others.length === 0) return only[0];
  if (different.length > 1) {
    const names = different.map(([, name]) => name);
    throw new Failure(`"${path}" exports several packs: ${names.join(', ')}. Say which, as ${path}#${names[0]}.`);
  }
  const has =
    found.length === 0
      ? 'exports no pack'
      : `exports no pack "${wanted}", but ${found.map(([name]) => name).join(', ')}`;
  throw new Failure(`"${path}" ${has}. A pack is what definePack of stepgate/gates returns.`);
}

async function exportsOf(path: string, asked: string): Promise<Readonly<Record<string, unknown>>> {
  const isFile = /^\.{0,2}[\\/]|^[A-Za-z]:[\\/]|\.[cm]?[jt]s$/.test(path);
  const require = createRequire(join(process.cwd(), 'pack.js'));
  try {
    const file = isFile ? resolve(path) : require.resolve(path);
    const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    // of a CommonJS module all exports are also those of its default
    const { default: inner, ...rest } = loaded;
    return isPack(inner) ? { ...rest, default: inner } : { ...(Object(inner) as object), ...rest };
  } catch (error) {
    if (error instanceof PackError) throw new Failure(error.message);
    const names = packs.map(({ name }) => name);
    const near = isFile ? undefined : closest(asked, names);
    const hint = near !== undefined ? ` Did you mean "${near}"?` : ` Packs of stepgate are ${names.join(', ')}.`;
    const typescript = /\.[cm]?ts$/.test(path) ? ' Compile it first: Node reads JavaScript.' : '';
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split(/\n| imported from /);
    throw new Failure(`the pack "${path}" cannot be loaded: ${message}.${typescript}${hint}`);
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

/** The pack with only some of its gates and rules. */
export function onlyOf(pack: Pack, only: string | undefined): Pack {
  if (only === undefined) return pack;
  const known = [...GATE_IDS, ...pack.settings.map(({ rule }) => rule.id)];
  const ids = only.split(',').map((part) => part.trim());
  const stranger = ids.find((id) => !known.includes(id));
  if (stranger !== undefined) {
    throw new Failure(
      `--only: the pack ${pack.name} has no gate or rule "${stranger}": ${didYouMean(stranger, known)}`,
    );
  }
  return { ...pack, settings: pack.settings.filter(({ rule }) => ids.includes(rule.id) || ids.includes(rule.gate)) };
}

/** What to say of an environment that the pack says nothing of; undefined if it does. */
export function aboutEnvironment({ name, environments }: Pack, asked: string | undefined): string | undefined {
  if (asked === undefined || Object.hasOwn(environments, asked)) return undefined;
  const known = Object.keys(environments);
  const near = closest(asked, known);
  if (near !== undefined) throw new Failure(`the pack ${name} has no environment "${asked}": did you mean "${near}"?`);
  const has = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return `the pack ${name} sets nothing for "${asked}" (${has}): its own levels hold.`;
}
