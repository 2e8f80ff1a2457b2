import type { Verdict, Verdicts } from '../../../plan/model/analysis';
import { unknown, type Known } from '../../../plan/model/known';
import { NotInterpreted } from '../expr/errors';
import type { Judge } from '../expr/judge';
import type { Value } from '../expr/values';
import { NotUnderstood } from '../promql/not-understood';
import { pointsAround, relatives, stretchesOf, type Stretch } from './line';

/** What a measurement hands to the conditions; `error` where the provider itself makes an Error of it. */
export type Result = { readonly value: Value } | 'error';

/** Results that stand for all that a provider may answer. */
export interface Samples {
  /** With data. */
  readonly data: Line | Cases;
  /** Without. Where there are several ways to have none, they must come to the same. */
  readonly noData: (assumed: number) => readonly Result[];
  /** With the result of 0/0, or without data where the provider has no NaN. */
  readonly notANumber: (assumed: number) => readonly Result[];
}

/** One number decides. */
export interface Line {
  readonly kind: 'line';
  /** The result where the quantity has this value. */
  readonly at: (quantity: number, assumed: number) => Result;
  /** Least and most it can be. */
  readonly domain: readonly [number, number];
  /** Numbers that stand in the query. */
  readonly constants: readonly number[];
}

/** Several parts decide. */
export interface Cases {
  readonly kind: 'cases';
  readonly results: readonly Value[];
}

/** What conditions make of all samples. */
export interface Assessment {
  readonly verdicts: Verdicts;
  /** Verdicts along the line, if one number decides and all of it is known. */
  readonly stretches?: readonly Stretch[];
  /** The verdict that every value comes to, if it is not Successful: then nothing is ever good. */
  readonly always?: Verdict;
  /** Why a number in the conditions or the query is not known. @default - all are */
  readonly doubt?: string;
}

/** Stand in for numbers that are not known: what holds for both holds whatever the number is. */
const ASSUMPTIONS = [0.25, 0.75] as const;

const WORST: readonly Verdict[] = ['Successful', 'Error', 'Inconclusive', 'Failed'];

/**
 * Asks the conditions about all samples.
 * @param doubt why a number in the conditions or the query is not known. @default - all are
 */
export function assess(judge: Judge, samples: Samples, constants: readonly number[], doubt?: string): Assessment {
  const assumptions = doubt === undefined ? [ASSUMPTIONS[0]] : ASSUMPTIONS;
  const ask = (result: Result, assumed: number): Verdict =>
    result === 'error' ? 'Error' : judge.verdict(result.value, assumed);
  const agreed = (what: string, of: (assumed: number) => readonly Verdict[]): Known<Verdict> =>
    understood(() => {
      const verdicts = [...new Set(assumptions.flatMap((assumed) => of(assumed)))];
      const [verdict, other] = verdicts;
      if (verdict !== undefined && other === undefined) return verdict;
      return unknown(`${what}: ${doubt ?? `it can be ${verdicts.join(' or ')}, by how the source answers`}`);
    }, what);
  const spread = memo((assumed: number) =>
    verdictsOf(samples.data, (result) => ask(result, assumed), assumed, constants),
  );

  const bad = agreed('the verdict of a bad value', (assumed) => [worst(spread(assumed).map(({ verdict }) => verdict))]);
  const verdicts: Verdicts = {
    bad,
    noData: agreed('no data', (assumed) => samples.noData(assumed).map((result) => ask(result, assumed))),
    notANumber: agreed('NaN', (assumed) => samples.notANumber(assumed).map((result) => ask(result, assumed))),
  };
  const stretches = assumptions.length === 1 ? understoodOr(() => spread(ASSUMPTIONS[0])) : undefined;
  const always = stretches?.length === 1 && stretches[0]?.verdict !== 'Successful' ? stretches[0]?.verdict : undefined;
  return {
    verdicts,
    ...(stretches && samples.data.kind === 'line' ? { stretches } : {}),
    ...(always ? { always } : {}),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function verdictsOf(
  data: Line | Cases,
  ask: (result: Result) => Verdict,
  assumed: number,
  constants: readonly number[],
): Stretch[] {
  if (data.kind === 'line') {
    const all = [...constants, ...data.constants, assumed];
    return stretchesOf((value) => ask(data.at(value, assumed)), pointsAround(all, data.domain), relatives(all));
  }
  const verdicts = [...new Set(data.results.map((value) => ask({ value })))];
  // a result of a wrong type is an Error, but a source has one type: what it can't be tells nothing
  const told = verdicts.length > 1 ? verdicts.filter((verdict) => verdict !== 'Error') : verdicts;
  return told.map((verdict) => ({ verdict, from: -Infinity }));
}

/** Asked twice about each assumption: for the verdict and for the line. */
function memo<V>(make: (key: number) => V): (key: number) => V {
  const made = new Map<number, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (one, other) => (WORST.indexOf(other) > WORST.indexOf(one) ? other : one),
    'Successful',
  );
}

function understood(run: () => Known<Verdict>, what: string): Known<Verdict> {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotInterpreted || error instanceof NotUnderstood) {
      return unknown(`${what}: ${error.message} is not interpreted`);
    }
    throw error;
  }
}

function understoodOr<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotInterpreted || error instanceof NotUnderstood) return undefined;
    throw error;
  }
}
