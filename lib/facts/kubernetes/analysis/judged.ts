import type { Verdict, Verdicts } from '../../../plan/model/analysis';
import type { Judged } from '../../../plan/model/judged';
import { unknown } from '../../../plan/model/known';
import type { Quantity } from '../promql/quantity';
import { requestsAsked } from '../promql/requests';
import type { Reading } from '../providers/provider';
import { sideOfSelector, type Sides } from '../sides';
import type { Assessment } from '../verdicts/assess';
import type { Stretch } from '../verdicts/line';

/** What a metric judges, and the verdict of what is worse than its threshold. */
export interface JudgedMetric {
  readonly judged: Judged;
  readonly verdicts: Verdicts;
}

const OTHER: Judged = { quantity: 'other' };
const UNREAD: Judged = { quantity: 'other', unread: true };

/** The value that none is past, going from the best to the worst. */
const WORST = { errorRate: 1, successRate: 0, errorRateRise: 1, errorRateSignificance: Infinity } as const;

/** Finds where a rate becomes bad, going from the best value to the worst. */
export function judgedOf({ quantity }: Reading, assessment: Assessment, sides: Sides): JudgedMetric {
  const { verdicts, stretches } = assessment;
  if (!quantity) return { judged: UNREAD, verdicts };
  if (quantity.measures === 'other') return { judged: OTHER, verdicts };
  const { measures } = quantity;
  const said = { ...minimumRequests(quantity, sides), ...corrected(quantity) };
  if (!stretches) {
    const threshold = unknown(`threshold: ${assessment.doubt ?? 'the conditions are not interpreted'}`);
    return { judged: { quantity: measures, threshold, ...said }, verdicts };
  }
  const path = measures === 'successRate' ? falling(stretches) : rising(stretches, 0);
  const found = thresholdOn(path, WORST[measures]);
  // the best value is not good: it takes one quantity for another
  if (!found) return { judged: OTHER, verdicts };
  return {
    judged: { quantity: measures, threshold: found.threshold, ...said },
    verdicts: { ...verdicts, bad: found.bad },
  };
}

/** A part of the way from the best value to the worst: the verdict, and where it begins. */
interface Leg {
  readonly verdict: Verdict;
  readonly from: number;
}

/** From the least value up; `best` is where the way begins. */
function rising(stretches: readonly Stretch[], best: number): Leg[] {
  const start = stretches.findLastIndex(({ from }) => from <= best);
  return stretches.slice(Math.max(0, start)).map(({ verdict, from }) => ({ verdict, from: Math.max(best, from) }));
}

/** From 1 down: each stretch begins where the one above it does. */
function falling(stretches: readonly Stretch[]): Leg[] {
  return stretches.map(({ verdict }, index) => ({ verdict, from: stretches[index + 1]?.from ?? 1 })).toReversed();
}

/** `never` is the threshold that no value is past. */
function thresholdOn(path: readonly Leg[], never: number): { threshold: number; bad: Verdict } | undefined {
  const [best, ...rest] = path;
  if (best?.verdict !== 'Successful') {
    return undefined;
  }
  const worse = rest.filter(({ verdict }) => verdict !== 'Successful');
  const bad = worse.find(({ verdict }) => verdict === 'Failed') ?? worse[0];
  return bad ? { threshold: bad.from, bad: bad.verdict } : { threshold: never, bad: 'Successful' };
}

interface Minimums {
  readonly minimumRequests?: number;
  readonly minimumStableRequests?: number;
}

function minimumRequests({ guards, measures }: Quantity, sides: Sides): Minimums {
  const asked = guards.flatMap((guard) => requestsAsked(guard, (selector) => sideOfSelector(selector, sides)) ?? []);
  const of = (side: 'canary' | 'stable') => asked.find((one) => one.side === side)?.requests;
  const [canary, stable] = [of('canary'), of('stable')];
  const compares = measures === 'errorRateRise' || measures === 'errorRateSignificance';
  return {
    ...(canary === undefined ? {} : { minimumRequests: canary }),
    ...(stable === undefined || !compares ? {} : { minimumStableRequests: stable }),
  };
}

function corrected({ measures, continuityCorrected = false }: Quantity): { continuityCorrected?: true } {
  return measures === 'errorRateSignificance' && continuityCorrected ? { continuityCorrected: true } : {};
}
