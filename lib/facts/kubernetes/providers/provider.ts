import type { Verdicts } from '../../../plan/model/analysis';
import type { Known } from '../../../plan/model/known';
import type { Judge } from '../expr/judge';
import type { Query } from '../promql/ast';
import type { Quantity } from '../promql/quantity';
import type { Sides } from '../sides';
import type { Samples } from '../verdicts/assess';

/** What a provider is read with: its settings with all arguments put in. */
export interface Asked {
  readonly spec: unknown;
  readonly judge: Judge;
  readonly sides: Sides;
  /** Seconds between two measurements. @default - measured once */
  readonly intervalSeconds?: Known<number>;
}

/** What a metric provider measures and how it answers. */
export interface Reading {
  /** Results that the conditions are asked about, or the verdicts where the provider decides on its own. */
  readonly answers: Samples | Verdicts;
  readonly lookBackSeconds: Known<number>;
  readonly needsTraffic: Known<boolean>;
  readonly scope: Known<'canary' | 'service'>;
  /** What a PromQL query measures. @default - it is no PromQL, or none that is understood */
  readonly quantity?: Quantity;
  /** @default - as `quantity` */
  readonly query?: Query;
  /** Why a number in the query is not known. @default - all are */
  readonly doubt?: string;
  /** Why Argo makes an Error of every measurement without asking anyone. @default - it does not */
  readonly fault?: string;
}

/** Reads one kind of provider. */
export type ReadProvider = (asked: Asked) => Reading;

/** No query is longer; what is beyond is not looked at. */
const LONGEST = 100_000;

/** Text at a path of settings; empty where there is none. */
export function textAt(spec: unknown, ...path: readonly string[]): string {
  const value = path.reduce<unknown>((inner, key) => (Object(inner) as Record<string, unknown>)[key], spec);
  return typeof value === 'string' ? value.slice(0, LONGEST) : '';
}

/** All texts in settings, however deep: what they name may stand anywhere. */
export function textsIn(value: unknown): string {
  return allTexts(value).join('\n').slice(0, LONGEST);
}

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(allTexts);
}
