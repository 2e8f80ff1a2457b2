import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { isUnsupported, prometheusVendor } from '../../lib/monitoring';
import { istioSignals, Objective, ObjectiveError, type BurnWindow } from '../../lib/slo';

const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };

/** What Prometheus reads: the object as YAML. */
function yamlOf(objective: Objective): string {
  const answer = prometheusVendor.alerts(objective);
  if (isUnsupported(answer)) throw new Error(answer.unsupported);
  return stringify(answer.artefacts.map(({ body }) => body));
}

/** Digits that say something; zeros in front do not. */
function significant(number: string): number {
  return number.replace(/e.*$/i, '').replace('.', '').replace(/^0+/, '').length;
}

const leg: fc.Arbitrary<BurnWindow> = fc
  .record({
    severity: fc.constantFrom('page' as const, 'ticket' as const),
    shortMinutes: fc.integer({ min: 5, max: 600 }),
    times: fc.integer({ min: 2, max: 24 }),
    budget: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
  })
  .map(({ times, ...one }) => ({ ...one, longMinutes: one.shortMinutes * times }));

/** An objective with any numbers; where they do not fit, there is none. */
const objectives = fc
  .record({
    target: fc.oneof(
      fc.double({ min: 0.97, max: 0.999999, noNaN: true }),
      fc.integer({ min: 97_000, max: 99_999 }).map((percent) => percent / 1000 / 100),
    ),
    windowDays: fc.oneof(fc.constantFrom(7, 14, 28, 30, 90), fc.integer({ min: 1, max: 366 })),
    burnWindows: fc.array(leg, { minLength: 1, maxLength: 4 }),
    scrapeSeconds: fc.integer({ min: 5, max: 75 }),
  })
  .map((props) => {
    try {
      return Objective.availability({ ...common, signals, ...props });
    } catch (error) {
      if (error instanceof ObjectiveError) return undefined;
      throw error;
    }
  });

describe('the numbers in the rules', () => {
  test('have no float noise, whatever the target and the windows', () => {
    let made = 0;
    fc.assert(
      fc.property(objectives, (objective) => {
        if (objective === undefined) return;
        made += 1;
        const numbers = yamlOf(objective).match(/(?<![\w.])\d+(\.\d+)?(e[-+]?\d+)?/gi) ?? [];
        expect(numbers.length).toBeGreaterThan(10);
        expect(numbers.filter((number) => significant(number) > 12)).toEqual([]);
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(made).toBeGreaterThan(40);
  });

  test('make every leg reachable, and fire only on what breaks the objective', () => {
    fc.assert(
      fc.property(objectives, (objective) => {
        for (const { threshold, factor } of objective?.legs ?? []) {
          expect(threshold).toBeLessThan(1);
          expect(factor).toBeGreaterThanOrEqual(0.9);
        }
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  test.each([
    [0.95, ['0.72', '0.3', '0.05']],
    [0.99, ['0.144', '0.06', '0.01']],
    [0.99999, ['0.000144', '0.00006', '0.00001']],
    [0.999999, ['0.0000144', '0.000006', '0.000001']],
  ])('a target of %d has the thresholds %j', (target, thresholds) => {
    const { legs } = Objective.availability({ ...common, signals, target });
    expect(legs.map(({ threshold }) => threshold)).toEqual(thresholds.map(Number));
  });
});
