import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import { parseGoDuration } from '../duration';
import { ExprArray } from '../expr/values';
import { unknownIn } from '../marks';
import { partsOf, unknownOf, type Query } from '../promql/ast';
import { outcomeOf } from '../promql/evaluate';
import { NotUnderstood } from '../promql/not-understood';
import { parseQuery } from '../promql/parse';
import { quantityOf, type Quantity } from '../promql/quantity';
import { lookBackOf, needsTraffic } from '../promql/window';
import { valuesOf, type World } from '../promql/world';
import { scopeOfQuery, scopeOfText, sideOfSelector } from '../sides';
import type { Result, Samples } from '../verdicts/assess';
import { lengthAskedBy } from '../verdicts/shape';
import { textAt, type Asked, type Reading } from './provider';

/** Prometheus: a vector or range gives a list of floats, a scalar a float. */
export function readPrometheus({ spec, judge, sides }: Asked): Reading {
  const text = textAt(spec, 'query');
  const ranged = typeof spec === 'object' && spec !== null && 'rangeQuery' in spec;
  let query: Query;
  try {
    query = parseQuery(text);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return notUnderstood(text, error.message, scopeOfText(text, sides));
  }
  const quantity = quantityOf(query, (selector) => sideOfSelector(selector, sides));
  const window = lookBackOf(query);
  const doubt = unknownOf(query);
  return {
    answers: samplesOf(query, quantity, { ranged, length: lengthAskedBy(judge.nodes) }),
    lookBackSeconds: ranged ? add(window, rangeOf(spec)) : window,
    needsTraffic: quantity.measures === 'other' ? needsTraffic(query) : true,
    scope: scopeOfQuery(query, sides),
    quantity,
    query,
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Results of the query as a whole are lists of one number; what no data is can't be told. */
function notUnderstood(text: string, why: string, scope: Known<'canary' | 'service'>): Reading {
  const reason = unknownIn(text) ?? `${why} is not understood`;
  const refuse = (): never => {
    throw new NotUnderstood(reason);
  };
  return {
    answers: {
      data: { kind: 'line', at: (value) => listOf([value]), domain: [-Infinity, Infinity], constants: [] },
      noData: refuse,
      notANumber: refuse,
    },
    lookBackSeconds: unknown(`look-back: ${reason}`),
    needsTraffic: unknown(`whether the query needs traffic: ${reason}`),
    scope,
  };
}

function listOf(values: readonly number[]): Result {
  return { value: new ExprArray(values, 'float') };
}

/** Whether each series has several points, and how many values the conditions look at. */
interface Shown {
  readonly ranged: boolean;
  readonly length: number;
}

/** Least and most a quantity can be. */
const DOMAINS: Readonly<Record<Quantity['measures'], readonly [number, number]>> = {
  errorRate: [0, 1],
  successRate: [0, 1],
  errorRateRise: [-1, 1],
  errorRateSignificance: [-Infinity, Infinity],
  other: [-Infinity, Infinity],
};

function samplesOf(query: Query, { part, scale, measures, guards }: Quantity, { ranged, length }: Shown): Samples {
  const result = (world: World): Result => {
    const outcome = outcomeOf(query, world);
    if (outcome.kind === 'scalar' && !ranged) return { value: outcome.value };
    const values = valuesOf(outcome);
    // where there can be several series or points, as many answer as the conditions look at, all alike
    const several = ranged || (outcome.kind === 'vector' && outcome.series.some(({ labels }) => labels.length > 0));
    return listOf(
      several && values.length > 0
        ? Array.from({ length: Math.max(length, values.length) }, (_, i) => values[i % values.length] ?? 0)
        : values,
    );
  };
  return {
    data: {
      kind: 'line',
      at: (value, assumed) => result({ series: 1, given: [{ part, value: value * scale }], guards, assumed }),
      domain: DOMAINS[measures],
      constants: numbersIn(query),
    },
    noData: (assumed) => [result({ series: 'none', assumed })],
    // counters are there and stand still: a ratio of them is 0/0
    notANumber: (assumed) => [result({ series: 0, assumed })],
  };
}

function numbersIn(query: Query): number[] {
  if (query.kind === 'number') return [query.value];
  return partsOf(query).flatMap(numbersIn);
}

/** How far back `rangeQuery.start` lies, where it is written as `now() - duration("10m")`. */
function rangeOf(spec: unknown): Known<number> {
  const start = textAt(spec, 'rangeQuery', 'start');
  const duration = /^\s*now\(\)\s*-\s*duration\(\s*["']([^"']*)["']\s*\)\s*$/.exec(start)?.[1];
  const seconds = duration === undefined ? undefined : parseGoDuration(duration);
  return seconds ?? unknown(`look-back: rangeQuery.start is ${unknownIn(start) ?? JSON.stringify(start)}`);
}

function add(one: Known<number>, other: Known<number>): Known<number> {
  if (isUnknown(one)) return one;
  return isUnknown(other) ? other : one + other;
}
