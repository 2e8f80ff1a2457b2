import { unknown, type Known } from '../../plan/model/known';
import { CANARY_HASH, STABLE_HASH, unknownIn } from './marks';
import { selectorsOf, type Matcher, type Query, type Selector } from './promql/ast';

/** The words by which a query can tell the new version from the old one. */
export interface Sides {
  /** Names of Services, routes, nodes and pods that only the new version is behind. */
  readonly canary: readonly string[];
  /** The same for the old version. */
  readonly stable: readonly string[];
  /** Labels that only pods of the new version have. */
  readonly canaryLabels: readonly (readonly [string, string])[];
  /** Labels that only pods of the old version have. */
  readonly stableLabels: readonly (readonly [string, string])[];
}

/** Which version something is about. */
export type Side = 'canary' | 'stable' | 'service' | 'unknown';

/** Whose name a word is, and whose nobody has. */
const SUSPICIOUS = /(?:^|[^a-z])(?:canary|preview)(?:[^a-z]|$)/i;

/** What a single word tells of sides: a sign that words alike have; undefined for one whose letters matter. */
export function signOfWord(word: string, { canary, stable, canaryLabels, stableLabels }: Sides): string | undefined {
  if (canaryLabels.some(([, value]) => value === word) || stableLabels.some(([, value]) => value === word)) {
    return undefined;
  }
  if (canary.includes(word)) return 'c';
  if (SUSPICIOUS.test(word)) return undefined;
  return stable.includes(word) ? 's' : '';
}

/** What sides tell of a text in which words with a sign are left out: texts of one answer are about the same versions. */
export function keyOfSides(text: string, { canary, stable, canaryLabels, stableLabels }: Sides): unknown {
  const isNamed = [...canary, ...stable].some((name) => text.includes(name));
  return [isNamed ? [canary, stable] : [], canaryLabels, stableLabels];
}

/** The side a text names. */
export function sideOfText(text: string, sides: Sides): Side {
  const words = new Set(text.split(/[^A-Za-z0-9-]+/));
  const named = (names: readonly string[]) => names.some((name) => words.has(name));
  const labelled = (labels: Sides['canaryLabels']) => labels.some(([key, value]) => hasLabel(text, key, value));
  if (text.includes(CANARY_HASH) || named(sides.canary) || labelled(sides.canaryLabels)) return 'canary';
  if (text.includes(STABLE_HASH) || named(sides.stable) || labelled(sides.stableLabels)) return 'stable';
  return unknownIn(text) !== undefined || SUSPICIOUS.test(text) ? 'unknown' : 'service';
}

/** `role="canary"` and `role:canary`; monitoring systems write other characters of a key as `_`. */
function hasLabel(text: string, key: string, value: string): boolean {
  const keys = new Set([key, key.replaceAll(/[^A-Za-z0-9]/g, '_')]);
  return [...keys].some((one) =>
    [`${one}="${value}"`, `${one}=~"${value}"`, `${one}='${value}'`, `${one}:${value}`, `${one}=${value}`].some(
      (label) => {
        const at = text.indexOf(label);
        return at >= 0 && !/[A-Za-z0-9-]/.test(text.charAt(at + label.length));
      },
    ),
  );
}

/** The side whose requests a selector counts. */
export function sideOfSelector({ metric, matchers }: Selector, sides: Sides): Side {
  const of = (found: readonly Matcher[]) => found.map(({ label, value }) => `${label}="${value}"`).join(' ');
  const included = matchers.filter(({ operator }) => !operator.startsWith('!'));
  // beside a list of both, another condition may still choose one
  const choosing = included.filter(({ value }) => !namesBoth(value, sides));
  const side = sideOfText(`${metric} ${of(choosing)}`, sides);
  if (side !== 'service') return side;
  // without one version the other is left
  const excluded = sideOfText(of(matchers.filter(({ operator }) => operator.startsWith('!'))), sides);
  return excluded === 'stable' ? 'canary' : excluded === 'canary' ? 'stable' : 'service';
}

/** `shop|shop-canary` */
function namesBoth(pattern: string, sides: Sides): boolean {
  const found = pattern.split('|').map((one) => sideOfText(one, sides));
  return found.includes('canary') && found.includes('stable');
}

/** Whose requests a PromQL query sees. */
export function scopeOfQuery(query: Query, sides: Sides): Known<'canary' | 'service'> {
  const selectors = selectorsOf(query);
  const texts = selectors.flatMap(({ metric, matchers }) => [metric, ...matchers.map(({ value }) => value)]);
  return scopeOf(
    selectors.map((selector) => sideOfSelector(selector, sides)),
    texts.join(' '),
  );
}

/** Whose requests a request to some other monitoring system sees. */
export function scopeOfText(text: string, sides: Sides): Known<'canary' | 'service'> {
  return scopeOf([sideOfText(text, sides)], text);
}

function scopeOf(found: readonly Side[], text: string): Known<'canary' | 'service'> {
  const has = (side: Side) => found.includes(side);
  if (has('canary')) {
    // beside the old version it is a comparison; beside all requests it is neither
    const partly = has('service') || has('unknown');
    return partly ? unknown('scope: only a part of the query is about the canary') : 'canary';
  }
  if (has('unknown')) return unknown(`scope: ${unknownIn(text) ?? `"${suspect(text)}" names nothing of this rollout`}`);
  if (has('stable')) return unknown('scope: it names only what the old version is behind');
  return 'service';
}

/** The word that looks like the name of a version. */
function suspect(text: string): string {
  return text.split(/[^A-Za-z0-9-]+/).find((word) => SUSPICIOUS.test(word)) ?? 'canary';
}
