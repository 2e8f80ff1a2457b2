import { didYouMean } from '../../../lib/closest';
import type { Exemption, SaidExemption } from '../../../lib/verdict';
import { packs } from '../../packs';
import type { Pack } from '../../packs/pack';

/** What a stack's configuration says of its gates. */
export interface StackSettings {
  readonly pack?: Pack;
  /** Which of the pack's levels hold. */
  readonly environment?: string;
  readonly exemptions: readonly SaidExemption[];
  /** `open`: what is missing may be in another stack. */
  readonly world?: 'open' | 'closed';
  /** Whether what is not known counts as a fault. */
  readonly strictUnknown?: boolean;
}

const names = packs.map(({ name }) => name);

const NAMESPACE = 'stepgate:';

/** Reads one key: its text, and how it is called in messages. */
type Reader = (text: string, name: string) => Partial<StackSettings>;

const READERS: Readonly<Record<string, Reader>> = {
  pack: (text, name) => packNamed(oneOf(text, name, names)),
  environment: (environment) => ({ environment }),
  exemptions: (text, name) => ({ exemptions: exemptionsIn(text, name) }),
  world: (text, name) => ({ world: oneOf(text, name, ['open', 'closed'] as const) }),
  strictUnknown: (text, name) => ({ strictUnknown: oneOf(text, name, ['true', 'false'] as const) === 'true' }),
};

/**
 * The settings under `stepgate:` in a stack's configuration (`pulumi config set stepgate:environment production`), which Pulumi
 * hands to a policy pack as it does to a program: in the variable PULUMI_CONFIG.
 * @throws Error for a key that is none, or a value that can't be read
 */
export function settingsFrom(config: string | undefined): StackSettings {
  const all = Object(config === undefined || config === '' ? {} : JSON.parse(config)) as Record<string, unknown>;
  const own = Object.entries(all).filter(([key]) => key.startsWith(NAMESPACE));
  return own.reduce<StackSettings>(
    (settings, [key, value]) => {
      const name = key.slice(NAMESPACE.length);
      const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
      if (!read) throw new Error(`there is no setting ${key}: ${didYouMean(name, Object.keys(READERS))}`);
      return { ...settings, ...read(String(value), key) };
    },
    { exemptions: [] },
  );
}

function packNamed(wanted: string): Partial<StackSettings> {
  const pack = packs.find(({ name }) => name === wanted);
  return pack ? { pack } : {};
}

function oneOf<T extends string>(text: string, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined)
    throw new Error(`${name} is ${JSON.stringify(text)}, and it must be ${values.join(' or ')}.`);
  return found;
}

/** A list of exemptions as JSON; whether each holds is judged with all others. */
function exemptionsIn(text: string, name: string): readonly SaidExemption[] {
  const list = parsed(text);
  if (!Array.isArray(list)) throw new Error(`${name} must be a JSON list of exemptions.`);
  return list.map((one: unknown, index) => {
    const { rule, reason, owner, expires, target } = Object(one) as Partial<Exemption>;
    const texts = [rule, reason, owner, expires];
    if (texts.some((value) => typeof value !== 'string') || typeof target !== 'object') {
      throw new Error(`${name}[${index}] must have rule, target, reason, owner and expires, such as "2026-12-31".`);
    }
    // that it has what an exemption has was just made sure
    return { ...(one as Exemption), saidAt: `${name}[${index}] of the stack's configuration` };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
