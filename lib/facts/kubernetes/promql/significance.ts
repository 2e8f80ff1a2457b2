import { zScore } from '../../../plan/simulate/judge';
import { partsOf, type Operation, type Query, type Selector } from './ast';
import { countOf } from './count';
import { outcomeOf } from './evaluate';
import { NotUnderstood } from './not-understood';
import { polarityOf, sameSeries } from './polarity';
import { ratioOf } from './ratio';
import { countedIn } from './requests';
import { sidesIn, type SideOf } from './side-of';
import { valuesOf, type Given } from './world';

/** A difference of error rates in standard errors. */
export interface Significance {
  readonly measures: 'errorRateSignificance';
  readonly scale: 1;
  readonly guards: readonly [];
  readonly continuityCorrected: boolean;
}

/** Requests of one version, and how many of them failed. */
interface Counts {
  readonly requests: number;
  readonly failed: number;
}

type Sides<T> = Readonly<Record<'canary' | 'stable', T>>;

/** Counts on which no other formula comes to the same by accident. */
const SAMPLES: readonly Sides<Counts>[] = [
  { canary: { requests: 1_009, failed: 31 }, stable: { requests: 9_973, failed: 89 } },
  { canary: { requests: 4_001, failed: 47 }, stable: { requests: 1_511, failed: 5 } },
  { canary: { requests: 211, failed: 3 }, stable: { requests: 317, failed: 19 } },
];

/**
 * Whether a division is the z of a test of two proportions. There are many ways to write it, so what counts is what it comes
 * to: it is computed for some numbers of requests and failures and held against the formula.
 */
export function significanceOf(query: Operation, sideOf: SideOf): Significance | undefined {
  if (query.operator !== '/') return undefined;
  const all = allRequestsIn(query, sideOf);
  const values = all && SAMPLES.map((sample) => valueOf(query, sample, all, sideOf));
  const continuityCorrected = [false, true].find((corrected) =>
    SAMPLES.every(({ canary, stable }, index) => {
      const z = zScore(rateOf(canary), canary.requests, rateOf(stable), stable.requests, {
        continuityCorrected: corrected,
      });
      return Math.abs(z - (values?.[index] ?? NaN)) < 1e-6;
    }),
  );
  return continuityCorrected === undefined
    ? undefined
    : { measures: 'errorRateSignificance', scale: 1, guards: [], continuityCorrected };
}

function rateOf({ requests, failed }: Counts): number {
  return failed / requests;
}

/** What stands below the error rates of both sides. */
function allRequestsIn(query: Query, sideOf: SideOf): Sides<readonly Selector[]> | undefined {
  const ratios = operationsIn(query).filter((part) => ratioOf(part) !== undefined);
  const of = (side: 'canary' | 'stable') => {
    const below = ratios.find((ratio) => sidesIn(ratio, sideOf) === side)?.right;
    return below && countOf(below)?.added;
  };
  const [canary, stable] = [of('canary'), of('stable')];
  return canary && stable && { canary, stable };
}

function operationsIn(query: Query): readonly Operation[] {
  const inner = partsOf(query).flatMap(operationsIn);
  return query.kind === 'operation' ? [query, ...inner] : inner;
}

function valueOf(query: Query, sample: Sides<Counts>, all: Sides<readonly Selector[]>, sideOf: SideOf) {
  const given = leavesOf(query).flatMap((part): Given[] => {
    const value = counted(part, sample, all, sideOf);
    return value === undefined ? [] : [{ part, value }];
  });
  try {
    const [value, ...more] = valuesOf(outcomeOf(query, { series: Number.NaN, given, assumed: Number.NaN }));
    return more.length === 0 ? value : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** The largest parts that count one thing. */
function leavesOf(query: Query): readonly Query[] {
  const count = query.kind === 'operation' ? undefined : countOf(query);
  return count?.added.length === 1 && count.removed.length === 0 ? [query] : partsOf(query).flatMap(leavesOf);
}

/** How many requests a part counts in the sample; undefined if nobody can tell which. */
function counted(
  part: Query,
  sample: Sides<Counts>,
  all: Sides<readonly Selector[]>,
  sideOf: SideOf,
): number | undefined {
  const side = sidesIn(part, sideOf);
  const count = countedIn(part);
  if (!count || (side !== 'canary' && side !== 'stable')) return undefined;
  const { requests, failed } = sample[side];
  const perUnit = count.factor / count.seconds;
  if (all[side].some((one) => sameSeries(one, count.selector))) return requests * perUnit;
  const polarity = polarityOf(count.selector, all[side]);
  return polarity && (polarity === 'bad' ? failed : requests - failed) * perUnit;
}
