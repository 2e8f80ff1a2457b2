import { closest } from '../../lib/closest';
import type { Level, Rule, RuleOptions } from '../rule';
import { faultOfLevel, faultOfRule } from './faults';

/** What a pack says of one rule. */
export interface RuleSetting {
  /** The rule. */
  readonly rule: Rule;
  /** @default - as the pack it extends says, otherwise the rule's own */
  readonly level?: Level;
  /** Options that differ from the rule's own. @default - none */
  readonly options?: RuleOptions;
}

/** What an environment changes, by id of the rule. */
export type EnvironmentLevels = Readonly<Record<string, Level>>;

/** Props of {@link definePack}. */
export interface PackProps {
  /** Such as `acme`. */
  readonly name: string;
  /** Of the pack, as in semantic versioning: a rule more, or a higher level, is a change that breaks. */
  readonly version: string;
  /** Packs whose rules it takes over; later ones win. @default - none */
  readonly extends?: readonly Pack[];
  /** Its rules; each replaces what the packs above say of it. @default - none */
  readonly rules?: readonly (Rule | readonly [rule: Rule, level: Level, options?: RuleOptions])[];
  /** Levels that differ in an environment, such as `staging`. @default - none */
  readonly environments?: Readonly<Record<string, EnvironmentLevels>>;
  /** Only reports: nothing blocks, whatever its level. @default false */
  readonly reportOnly?: boolean;
}

/** A versioned list of rules with their levels: data, whose content a test can pin. */
export interface Pack {
  /** Such as `acme`. */
  readonly name: string;
  /** As in semantic versioning. */
  readonly version: string;
  /** Its rules, each with its level and all of its options. */
  readonly settings: readonly Required<RuleSetting>[];
  /** Levels that differ in an environment. */
  readonly environments: Readonly<Record<string, EnvironmentLevels>>;
  /** Whether nothing blocks, whatever its level. */
  readonly reportOnly: boolean;
}

/** A pack that cannot be what its author meant. */
export class PackError extends Error {
  constructor(pack: string, message: string) {
    super(`pack "${pack}": ${message}`);
    this.name = 'PackError';
  }
}

/**
 * Makes a pack from rules and other packs.
 * @throws PackError for what is no rule, two rules of one id, an option a rule does not have, an environment's level of a rule that is not in it
 */
export function definePack(props: PackProps): Pack {
  const { name, version, rules = [], reportOnly = false } = props;
  const nameless = Object.entries({ name, version }).find(([, said]) => typeof said !== 'string' || said === '');
  if (nameless) throw new PackError(String(name), `it has no \`${nameless[0]}\`, a text.`);
  const above = props.extends ?? [];
  const settings = new Map<string, Required<RuleSetting>>();
  for (const pack of above) {
    for (const setting of pack.settings) settings.set(setting.rule.id, setting);
  }
  const own = new Set<string>();
  for (const entry of rules) {
    const [rule, level, options] = isRule(entry) ? [entry] : entry;
    const fault = faultOfRule(rule) ?? faultOfLevel(rule.id, level ?? rule.level);
    if (fault !== undefined) throw new PackError(name, `${fault}.`);
    const before = settings.get(rule.id);
    if (own.has(rule.id) || (before && before.rule !== rule)) {
      throw new PackError(name, `there are two rules "${rule.id}". Give one of them another id.`);
    }
    own.add(rule.id);
    settings.set(rule.id, {
      rule,
      level: level ?? before?.level ?? rule.level,
      options: checkedOptions(name, rule, { ...before?.options, ...options }),
    });
  }
  const environments = mergeEnvironments([...above.map((pack) => pack.environments), props.environments ?? {}]);
  for (const [environment, levels] of Object.entries(environments)) {
    const stranger = Object.keys(levels).find((id) => !settings.has(id));
    if (stranger !== undefined) {
      throw new PackError(name, `${environment} sets "${stranger}", ${noSuch(stranger, [...settings.keys()])}`);
    }
  }
  return { name, version, settings: [...settings.values()], environments, reportOnly };
}

function isRule(entry: Rule | readonly unknown[]): entry is Rule {
  return !Array.isArray(entry);
}

/** The settings that hold in an environment. */
export function settingsIn(pack: Pack, environment: string | undefined): readonly Required<RuleSetting>[] {
  if (environment === undefined) return pack.settings;
  const levels = Object.hasOwn(pack.environments, environment) ? pack.environments[environment] : undefined;
  return pack.settings.map((setting) => {
    const { id } = setting.rule;
    return levels && Object.hasOwn(levels, id) ? { ...setting, level: levels[id] ?? setting.level } : setting;
  });
}

function checkedOptions(pack: string, rule: Rule, given: RuleOptions): RuleOptions {
  const known = rule.options ?? {};
  for (const [key, value] of Object.entries(given)) {
    const wanted = Object.hasOwn(known, key) ? known[key] : undefined;
    if (wanted === undefined) {
      throw new PackError(pack, `rule "${rule.id}" has no option "${key}", ${noSuch(key, Object.keys(known))}`);
    }
    if (typeof value !== typeof wanted || Number.isNaN(value)) {
      const said = `${JSON.stringify(value)}, and it must be a ${typeof wanted} like ${JSON.stringify(wanted)}.`;
      throw new PackError(pack, `option "${key}" of rule "${rule.id}" is ${said}`);
    }
  }
  return { ...known, ...given };
}

function noSuch(id: string, known: readonly string[]): string {
  const near = closest(id, known);
  if (near !== undefined) return `which it does not know. Did you mean "${near}"?`;
  return known.length === 0 ? 'as it has none at all.' : `which it does not know. It knows ${known.join(', ')}.`;
}

function mergeEnvironments(all: readonly Pack['environments'][]): Pack['environments'] {
  const merged: Record<string, EnvironmentLevels> = {};
  for (const [name, levels] of all.flatMap((one) => Object.entries(one))) {
    merged[name] = { ...(Object.hasOwn(merged, name) ? merged[name] : {}), ...levels };
  }
  return merged;
}
