import { runInNewContext } from 'node:vm';

/** Values by name; undefined where there are none. */
export type Values = Readonly<Record<string, number | undefined>>;

type Functions = Readonly<Record<string, (...values: number[]) => number>>;

/**
 * The value of an arithmetic formula, which vendors write as JavaScript does. What is missing is NaN, which every sum it gets into
 * becomes, and dividing by 0 leaves nothing; no answer is undefined.
 */
export function valueOf(formula: string, values: Values, functions: Functions): number | undefined {
  const known = Object.entries(values).map(([name, value]) => [name, value ?? NaN] as const);
  // a name that is neither a value nor a function throws
  const value: unknown = runInNewContext(formula, { ...functions, ...Object.fromEntries(known) });
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Requests of a side. */
export interface SideCounts {
  readonly bad: number;
  readonly total: number;
}

/** What the forms of a canary's judgement are by definition: written anew, to hold the vendors' formulas against it. */
export const expected = {
  rise: (canary: SideCounts, stable: SideCounts) => canary.bad / canary.total - stable.bad / stable.total,
  level: (canary: SideCounts) => canary.bad / canary.total,
  significance: (canary: SideCounts, stable: SideCounts) => {
    const p = (canary.bad + stable.bad) / (canary.total + stable.total);
    const perRequest = 1 / canary.total + 1 / stable.total;
    const standardError = Math.sqrt(Math.max(p * (1 - p), 1e-12) * perRequest);
    return (canary.bad / canary.total - stable.bad / stable.total - perRequest / 2) / standardError;
  },
};
