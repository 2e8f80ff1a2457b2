import { judgementOf } from '../../lib/monitoring/judgement';
import { requestsForPrecision, standardErrorsFor } from '../../lib/plan';
import { normalBelow } from '../../lib/plan/prove/normal';
import { istioSignals, Objective } from '../../lib/slo';

const promising = (target: number) =>
  Objective.availability({
    service: 'checkout',
    namespace: 'shop',
    owner: 'shop',
    runbook: 'https://wiki/checkout',
    signals: istioSignals({ workload: 'checkout', namespace: 'shop' }),
    target,
  });

describe('standard errors', () => {
  test('are those of Bonferroni where no bad look is borne', () => {
    const z = standardErrorsFor({ looks: 10, failureLimit: 0, falseAlarm: 0.05 });
    expect(1 - normalBelow(z)).toBeCloseTo(0.005, 9);
    expect(z).toBeCloseTo(2.576, 3);
  });

  test('grow with the looks and with what is promised, and shrink with the bad looks that are borne', () => {
    const of = (looks: number, failureLimit: number, falseAlarm: number) =>
      standardErrorsFor({ looks, failureLimit, falseAlarm });
    expect(of(50, 0, 0.05)).toBeGreaterThan(of(25, 0, 0.05));
    expect(of(25, 0, 0.01)).toBeGreaterThan(of(25, 0, 0.05));
    expect(of(25, 1, 0.05)).toBeLessThan(of(25, 0, 0.05));
    expect(of(1, 9, 0.5)).toBe(of(1, 0, 0.5));
  });
});

describe('the requests that are enough', () => {
  test('make the rise, less half a request of either side, so many standard errors', () => {
    for (const rate of [0.0005, 0.001, 0.01, 0.05]) {
      const n = requestsForPrecision({ rate, rise: 0.01, standardErrors: 2.93, stablePerCanary: 1 });
      const errors = (requests: number) => (0.01 - 1 / requests) / Math.sqrt((2 * rate * (1 - rate)) / requests);
      expect(errors(n)).toBeGreaterThanOrEqual(2.93 - 1e-9);
      expect(errors(n - 1)).toBeLessThan(2.93);
    }
  });

  test('are half as many where stable is known exactly, and a few where nothing ever fails', () => {
    const of = (rate: number, stablePerCanary: number) =>
      requestsForPrecision({ rate, rise: 0.01, standardErrors: 3, stablePerCanary });
    expect(of(0.01, Infinity) / of(0.01, 1)).toBeCloseTo(0.5, 2);
    expect([of(0, 1), of(0, Infinity)]).toEqual([100, 50]);
  });
});

describe('a judgement', () => {
  test('has its defaults from the objective and the default steps', () => {
    expect(judgementOf(promising(0.99))).toMatchObject({
      windowMinutes: 5,
      minimumRequests: 1895,
      minimums: { rise: 1895, significance: 50, level: 948 },
      forms: ['rise', 'significance', 'level'],
      limits: { rise: 0.01, significance: 2.93, level: 0.02 },
      failureLimit: 1,
    });
  });

  test('asks for more requests where more may fail, and for fewer where a larger rise is meant', () => {
    const requests = (target: number, rise?: number) => judgementOf(promising(target), { rise }).minimumRequests;
    expect([0.9995, 0.999, 0.995, 0.99, 0.95].map((target) => requests(target))).toEqual(
      [0.9995, 0.999, 0.995, 0.99, 0.95].map((target) => requests(target)).toSorted((a, b) => a - b),
    );
    expect(requests(0.99, 0.02)).toBeLessThan(requests(0.99));
  });

  test('takes what it is given: numbers of its own, other limits, one form', () => {
    const own = judgementOf(promising(0.99), { minimumRequests: 7, standardErrors: 4, level: 0.5, forms: ['level'] });
    expect(own).toMatchObject({
      minimumRequests: 7,
      minimums: { rise: 7, significance: 7, level: 7 },
      limits: { rise: 0.01, significance: 4, level: 0.5 },
      forms: ['level'],
    });
    expect(judgementOf(promising(0.99), { forms: ['significance'] }).minimumRequests).toBe(50);
    // a level within the budget is meant as it is: no number of requests makes it right
    expect(judgementOf(promising(0.99), { level: 0.005 }).minimums.level).toBe(948);
  });

  test('writes a level without float noise', () => {
    expect(judgementOf(promising(0.999)).limits.level).toBe(0.011);
  });
});
