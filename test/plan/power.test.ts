import {
  isUnknown,
  powerOf,
  requestsForPower,
  type Assumptions,
  type Known,
  type Metric,
  type PowerProof,
  type Settled,
} from '../../lib/plan';
import { DEFAULT_ASSUMPTIONS } from '../../lib/plan';
import { chanceOfBad, type Window } from '../../lib/plan/prove/bad-chance';
import { binomial } from '../../lib/plan/prove/binomial';
import { normalBelow, normalQuantile } from '../../lib/plan/prove/normal';
import { runChances } from '../../lib/plan/prove/run-chance';
import { zScore } from '../../lib/plan/simulate/judge';
import { knownMetric } from './plans';
import { random, successes } from './random';

const known = <T>(value: Known<T>): T => {
  if (isUnknown(value)) throw new Error(`not known: ${value.unknown}`);
  return value;
};

describe('distributions', () => {
  test('the binomial distribution adds up and has its mean and variance', () => {
    for (const [n, p] of [
      [10, 0.5],
      [1000, 0.001],
      [1_000_000, 0.01],
      [50, 0.999],
    ] as const) {
      const { from, chances } = binomial(n, p);
      const mean = chances.reduce((sum, chance, index) => sum + chance * (from + index), 0);
      const variance = chances.reduce((sum, chance, index) => sum + chance * (from + index - n * p) ** 2, 0);
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
      expect(mean / (n * p)).toBeCloseTo(1, 9);
      expect(variance / (n * p * (1 - p))).toBeCloseTo(1, 9);
    }
  });

  test('the normal distribution has its well-known quantiles', () => {
    expect(normalQuantile(0.95)).toBeCloseTo(1.6449, 4);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416, 4);
    expect(normalBelow(1.959963985)).toBeCloseTo(0.975, 9);
  });
});

/** The table of reference "monitoring" §4.5: canary requests to see one point more, by baseline and requests per canary request. */
test.each([
  [0.001, [737, 359, 275, 236, 196]],
  [0.005, [1224, 676, 567, 520, 477]],
  [0.01, [1826, 1059, 912, 850, 793]],
  [0.02, [3013, 1806, 1580, 1485, 1398]],
  [0.05, [6426, 3947, 3487, 3293, 3118]],
])('at a baseline of %d one test needs %j requests with k = 1, 4, 9, 19 and a known rate', (baseline, requests) => {
  const needed = [1, 4, 9, 19, Infinity].map((stablePerCanary) =>
    requestsForPower({ baseline, rise: 0.01, stablePerCanary }),
  );
  expect(needed).toEqual(requests);
});

test('a rule "one point more fails it" gives false alarms in 9 of 10 runs with few requests, and misses half of one point', () => {
  // as ">=": by Monte Carlo, reference "monitoring" §4.5 has 90, 63, 20 and 2.5 %
  const judged = { quantity: 'errorRateRise', threshold: 0.01 - 1e-6 } as const;
  const window = (requests: number, rise: number): Window => ({
    canaryRequests: requests,
    stableRequests: 9 * requests,
    canaryErrorRate: 0.005 + rise,
    stableErrorRate: 0.005,
    scope: 'canary',
  });
  const falseAlarm = (requests: number) => {
    const chance = chanceOfBad(judged, window(requests, 0)) ?? NaN;
    return runChances([{ measurements: 10, chanceOfBad: chance }], { badLimit: 0, successLimit: 0, overlap: 1 }).bad;
  };
  expect([50, 100, 300, 600].map((requests) => falseAlarm(requests).toFixed(2))).toEqual([
    '0.90',
    '0.62',
    '0.21',
    '0.03',
  ]);
  for (const requests of [300, 3000, 30_000]) expect(chanceOfBad(judged, window(requests, 0.01))).toBeCloseTo(0.48, 1);
});

const RUNS = 4_000;
/** Four standard errors of a share seen in `RUNS` runs. */
const TOLERANCE = 4 * Math.sqrt(0.25 / RUNS);

interface Case {
  readonly name: string;
  readonly metric: Settled<Metric>;
  readonly exposures: readonly number[];
  readonly given: Partial<Assumptions>;
}

const CASES: Case[] = [
  {
    name: 'a success rate of the canary, one failure allowed',
    metric: knownMetric({
      lookBackSeconds: 60,
      failureLimit: 1,
      judged: { quantity: 'successRate', threshold: 0.985 },
    }),
    exposures: [0.1, 0.1, 0.2, 0.2, 0.5],
    given: { requestRate: 20, baselineErrorRate: 0.005 },
  },
  {
    name: 'an error rate of the whole service',
    metric: knownMetric({ lookBackSeconds: 60, scope: 'service', judged: { quantity: 'errorRate', threshold: 0.008 } }),
    exposures: [0.2, 0.5, 0.5],
    given: { requestRate: 30, baselineErrorRate: 0.005 },
  },
  {
    name: 'a difference of error rates',
    metric: knownMetric({ lookBackSeconds: 60, judged: { quantity: 'errorRateRise', threshold: 0.008 } }),
    exposures: [0.1, 0.25, 0.25],
    given: { requestRate: 50, baselineErrorRate: 0.005 },
  },
  {
    name: 'a significance, with requests it must have',
    metric: knownMetric({
      lookBackSeconds: 60,
      judged: { quantity: 'errorRateSignificance', threshold: 2.3, minimumRequests: 100 },
    }),
    exposures: [0.02, 0.1, 0.2, 0.2],
    given: { requestRate: 40, baselineErrorRate: 0.01 },
  },
  {
    name: 'a significance corrected for whole numbers, with requests that stable must have',
    metric: knownMetric({
      lookBackSeconds: 60,
      judged: {
        quantity: 'errorRateSignificance',
        threshold: 2,
        minimumStableRequests: 1000,
        continuityCorrected: true,
      },
    }),
    exposures: [0.1, 0.1, 0.2, 0.2, 0.5, 0.7],
    given: { requestRate: 40, baselineErrorRate: 0.01 },
  },
  {
    name: 'successes in a row that may come first',
    metric: knownMetric({
      lookBackSeconds: 60,
      failureLimit: 2,
      consecutiveSuccessLimit: 3,
      judged: { quantity: 'errorRate', threshold: 0.01 },
    }),
    exposures: Array<number>(12).fill(0.2),
    given: { requestRate: 20, baselineErrorRate: 0.005 },
  },
];

/** Runs of the metric with requests that fail by chance: the share that ends badly. */
function simulated({ metric: one, exposures, given }: Case, rise: number, seed: number): number {
  const next = random(seed);
  const { requestRate = 0, baselineErrorRate: base = 0 } = given;
  const { judged } = one;
  if (judged.quantity === 'other') throw new Error('nothing to simulate');
  let stopped = 0;
  for (let run = 0; run < RUNS; run++) {
    let failed = 0;
    let inARow = 0;
    for (const exposure of exposures) {
      const n = Math.round(requestRate * one.lookBackSeconds * exposure);
      const m = Math.round(requestRate * one.lookBackSeconds * (1 - exposure));
      const errors = successes(n, base + rise, next);
      const others = successes(m, base, next);
      const rate = one.scope === 'canary' ? errors / n : (errors + others) / (n + m);
      const value = {
        errorRate: rate,
        successRate: -(1 - rate),
        errorRateRise: errors / n - others / m,
        errorRateSignificance: zScore(errors / n, n, others / m, m, 'continuityCorrected' in judged ? judged : {}),
      }[judged.quantity];
      const threshold = judged.quantity === 'successRate' ? -judged.threshold : judged.threshold;
      const leastOfStable = 'minimumStableRequests' in judged ? (judged.minimumStableRequests ?? 0) : 0;
      const enough = n >= (judged.minimumRequests ?? 0) && m >= leastOfStable;
      const bad = enough && value > threshold + 1e-9;
      failed += Number(bad);
      inARow = bad ? 0 : inARow + 1;
      if (failed > one.failureLimit) {
        stopped++;
        break;
      }
      if (one.consecutiveSuccessLimit > 0 && inARow >= one.consecutiveSuccessLimit) break;
    }
  }
  return stopped / RUNS;
}

test.each(CASES)('chances agree with $name, request by request', (one) => {
  const looks = one.exposures.map((exposure) => ({ exposure, measurements: 1 }));
  const proof = known(powerOf(one.metric, looks, { ...DEFAULT_ASSUMPTIONS, ...one.given }));
  expect(Math.abs(proof.power - simulated(one, 0.01, 41))).toBeLessThan(TOLERANCE);
  expect(Math.abs(proof.falseAlarm - simulated(one, 0, 42))).toBeLessThan(TOLERANCE);
  // a case in which nothing happens, or always, shows nothing
  expect(proof.power).toBeGreaterThan(0.1);
  expect(proof.power).toBeLessThan(0.995);
});

describe('what it would take', () => {
  const weak = CASES[3];
  const proofAt = (given: Partial<Assumptions>): PowerProof => {
    if (!weak) throw new Error('no such case');
    return known(
      powerOf(weak.metric, [{ exposure: 0.1, measurements: 1 }], { ...DEFAULT_ASSUMPTIONS, ...weak.given, ...given }),
    );
  };

  test('is told as requests, weight or minutes, each of which then gives the power', () => {
    const { power, needed } = proofAt({ requestRate: 5 });
    expect(power).toBeLessThan(0.8);
    const rate = needed?.requestRate ?? NaN;
    expect(proofAt({ requestRate: rate }).power).toBeGreaterThanOrEqual(0.8);
    expect(proofAt({ requestRate: rate * 0.9 }).power).toBeLessThan(0.82);
    expect(needed?.requestsPerMeasurement).toBe(Math.ceil(rate * 60 * 0.1));
    expect((needed?.windowSeconds ?? NaN) * 5).toBeCloseTo(rate * 60, -2);
    expect(proofAt({ requestRate: rate }).needed).toBeUndefined();
  });

  test('is never, with the reason, where the threshold is above the rise', () => {
    const deaf = knownMetric({ lookBackSeconds: 60, judged: { quantity: 'errorRateRise', threshold: 0.02 } });
    const { needed } = known(
      powerOf(deaf, [{ exposure: 0.2, measurements: 3 }], { ...DEFAULT_ASSUMPTIONS, requestRate: 10 }),
    );
    expect(needed?.factor).toBe('never');
    expect(needed?.why).toMatch(/threshold is not below the rise/);
  });

  test('is unknown without a request rate, a window or a quantity that means something', () => {
    const looks = [{ exposure: 0.2, measurements: 1 }];
    const given = { ...DEFAULT_ASSUMPTIONS, requestRate: 10 };
    const why = (one: Settled<Metric>, assumptions: Assumptions = given) => {
      const proof = powerOf(one, looks, assumptions);
      return isUnknown(proof) ? proof.unknown : 'known';
    };
    expect(why(knownMetric({ lookBackSeconds: 60 }), DEFAULT_ASSUMPTIONS)).toBe('the request rate');
    expect(why(knownMetric({ lookBackSeconds: 0 }))).toBe('how far back a measurement looks');
    expect(why(knownMetric({ lookBackSeconds: 60, judged: { quantity: 'other' } }))).toBe('what it compares with what');
    expect(why(knownMetric({ lookBackSeconds: 60, needsTraffic: false }))).toBe('it does not judge the traffic');
    expect(why(knownMetric({ lookBackSeconds: 60 }))).toBe('known');
  });
});

test('measurements of one window count once: looking more often at the same requests adds little', () => {
  const one = (intervalSeconds: number, measurements: number) =>
    known(
      powerOf(
        knownMetric({ lookBackSeconds: 300, intervalSeconds, judged: { quantity: 'errorRateRise', threshold: 0.005 } }),
        [{ exposure: 0.1, measurements }],
        {
          ...DEFAULT_ASSUMPTIONS,
          requestRate: 5,
        },
      ),
    );
  expect(one(300, 4).overlaps).toBe(false);
  expect(one(30, 40).overlaps).toBe(true);
  expect(one(30, 40).power).toBeCloseTo(one(300, 4).power, 1);
});

describe('measurements that overlap', () => {
  const bad = (chances: readonly number[], overlap: number, badLimit = 1) =>
    runChances(
      chances.map((chanceOfBad) => ({ measurements: 1, chanceOfBad })),
      { badLimit, successLimit: 0, overlap },
    ).bad;

  test('come out alike across steps too: a window that reaches back into the step before is no other luck', () => {
    const one = runChances([{ measurements: 6, chanceOfBad: 0.3 }], { badLimit: 1, successLimit: 0, overlap: 3 }).bad;
    expect(one).toBeCloseTo(1 - 0.7 ** 2, 12);
    expect(bad(Array<number>(6).fill(0.3), 3)).toBeCloseTo(one, 12);
    expect(
      runChances(
        [
          { measurements: 2, chanceOfBad: 0.3 },
          { measurements: 4, chanceOfBad: 0.3 },
        ],
        { badLimit: 1, successLimit: 0, overlap: 3 },
      ).bad,
    ).toBeCloseTo(one, 12);
  });

  test('are bad with the mean of their chances, so that as many bad ones are to be expected', () => {
    expect(bad([0.1, 0.2, 0.6], 3)).toBeCloseTo(0.3, 12);
    // a rest that is shorter than the limit decides nothing by itself
    expect(bad([0.1, 0.2, 0.6, 0.5], 3)).toBeCloseTo(0.3, 12);
  });
});
