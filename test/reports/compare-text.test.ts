import fc from 'fast-check';
import { comparePlans, reportOn, type Plan } from '../../lib/plan';
import { compareText } from '../../lib/reports/compare-text';
import { anyAssumptions, anyPlan } from '../plan/generate';
import { analysis, canaryPlan, metric, pause, setWeight } from '../plan/plans';

const shop = (failureLimit: number, name = 'shop'): Plan =>
  canaryPlan(
    {
      steps: [setWeight(20), pause(600), setWeight(50), pause(600)],
      background: { analysis: analysis(metric({ failureLimit })), startingStep: 1 },
    },
    { identity: { name, kind: 'Rollout', namespace: 'store' } },
  );

const text = (before: readonly Plan[], after: readonly Plan[]) =>
  compareText(
    comparePlans(
      before.map((one) => reportOn(one)),
      after.map((one) => reportOn(one)),
    ),
  );

test('it says what was written, what became of the numbers, and whether that is better or worse', () => {
  const shown = text([shop(0)], [shop(3)]);
  expect(shown).toContain('1 changed, 0 added, 0 removed, 0 the same.');
  expect(shown).toContain('Rollout store/shop');
  expect(shown).toContain('~ background: error-rate failureLimit 0 -> 3');
  expect(shown).toMatch(/│bad from the start +│time to detect +│.+│.+│\+3 min 3 s +│worse/);
});

test('what is the same is named and not shown', () => {
  const shown = text([shop(0), shop(1, 'cart')], [shop(0), shop(1, 'cart')]);
  expect(shown).toBe(
    '0 changed, 0 added, 0 removed, 2 the same.\n\nThe same: Rollout store/shop, Rollout store/cart\n',
  );
});

test('what is new and what is gone is said', () => {
  const shown = text([shop(0)], [shop(0, 'cart')]);
  expect(shown).toMatch(/Rollout store\/shop\n {2}gone/);
  expect(shown).toMatch(/Rollout store\/cart\n {2}new; a good version is promoted/);
});

test('no line is wider than 100 columns, whatever is compared', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, anyAssumptions, (before, after, given) => {
      const shown = compareText(comparePlans([reportOn(before, given)], [reportOn(after, given)]));
      expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    }),
    { seed: 5, numRuns: 60 },
  );
});

test('long names are broken and controls in them are not printed', () => {
  const name = `${'x'.repeat(300)}\u001b[31m\u202e`;
  const shown = text([shop(0, name)], [shop(2, name)]);
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(shown).not.toMatch(/[\u001b\u202e]/u);
});
