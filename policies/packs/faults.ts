import { GATE_IDS } from '../../lib/verdict';

/** Teams may write packs and rules in JavaScript, where no type holds them to anything. */
type Unchecked = Readonly<Record<string, unknown>>;

const TEXTS = ['title', 'why', 'fix', 'source', 'since'] as const;
const JUDGES: readonly unknown[] = ['object', 'relation', 'unit'];
const LEVELS: readonly unknown[] = ['error', 'warning', 'info', 'off'];

/** Why something is no rule, as half a sentence that names it; undefined where it is one. */
export function faultOfRule(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return `${shown(rule)} is no rule`;
  const { id, gate, judges, kinds, level, check, ...rest } = rule as Unchecked;
  if (!isText(id)) return 'a rule has no id';
  const missing = TEXTS.find((key) => !isText(rest[key]));
  if (missing !== undefined) return `the rule "${id}" has no \`${missing}\`, a text`;
  if (!GATE_IDS.some((one) => one === gate)) {
    return `the rule "${id}" is asked at the gate ${shown(gate)}, which is none of ${GATE_IDS.join(', ')}`;
  }
  if (!JUDGES.includes(judges))
    return `the rule "${id}" judges ${shown(judges)}, which is none of ${JUDGES.join(', ')}`;
  const asksKinds = judges === 'unit' || (Array.isArray(kinds) && kinds.every(isText));
  if (!asksKinds) return `the rule "${id}" has no \`kinds\`, a list such as ["apps/Deployment"]`;
  if (typeof check !== 'function') return `the rule "${id}" has no \`check\`, a function`;
  return faultOfLevel(id, level);
}

/** The same of a level that is given to a rule. */
export function faultOfLevel(rule: string, level: unknown): string | undefined {
  if (LEVELS.includes(level)) return undefined;
  return `the rule "${rule}" has the level ${shown(level)}, which is none of ${LEVELS.join(', ')}`;
}

/** Why something that looks like a pack is none. */
export function faultOfPack({ settings, environments }: { settings: readonly unknown[]; environments: unknown }) {
  for (const setting of settings) {
    if (typeof setting !== 'object' || setting === null) return `${shown(setting)} among its settings is none`;
    const { rule, level, options } = setting as Unchecked;
    const fault = faultOfRule(rule) ?? faultOfLevel((rule as { readonly id: string }).id, level);
    if (fault !== undefined) return fault;
    if (!isMap(options)) return `the rule "${(rule as { readonly id: string }).id}" is set without \`options\`, a map`;
  }
  const levels = isMap(environments) ? Object.entries(environments) : undefined;
  if (levels === undefined) return 'its `environments` are no map';
  const odd = levels.find(([, one]) => !isMap(one));
  return odd && `its environment "${odd[0]}" is ${shown(odd[1])}, where a map of levels is wanted`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isMap(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in few characters, whatever it is. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'a map';
  return typeof value === 'function' ? 'a function' : String(value);
}
