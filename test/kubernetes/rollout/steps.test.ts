import { Duration } from 'cdk8s';
import { Rollout, Steps, Strategy, type Step } from '../../../lib';
import { defaultStartingStep } from '../../../lib/kubernetes/rollout/schedule';
import { emptyChart } from '../../support/synth';

const bake = Duration.minutes(5);
const weights = (steps: readonly Step[]) => steps.flatMap((step) => ('setWeight' in step ? [step.setWeight] : []));

test.each([
  ['linear', Steps.linear({ bake }), [20, 40, 60, 80, 100]],
  ['linear by 30', Steps.linear({ by: 30, bake }), [30, 60, 90, 100]],
  ['exponential', Steps.exponential({ bake }), [5, 10, 20, 40, 80, 100]],
  ['exponential by 10', Steps.exponential({ first: 1, factor: 10, bake }), [1, 10, 100]],
  ['exponential by 1.5', Steps.exponential({ first: 10, factor: 1.5, bake }), [10, 15, 23, 34, 51, 76, 100]],
  ['one then bake', Steps.oneThenBake({ bake }), [10, 100]],
  ['one small step then bake', Steps.oneThenBake({ weight: 2, bake }), [2, 100]],
])('%s climbs to 100 and holds every weight', (_name, steps, expected) => {
  expect(weights(steps)).toEqual(expected);
  expect(steps).toHaveLength(expected.length * 2);
  expect(steps.filter((_, index) => index % 2 === 1)).toEqual(expected.map(() => ({ pause: { duration: bake } })));
});

test.each([
  ['linear by nothing', Steps.linear({ by: 0, bake })],
  ['exponential that stays', Steps.exponential({ first: 5, factor: 1, bake })],
  ['exponential from above', Steps.exponential({ first: 150, bake })],
  ['exponential from nowhere', Steps.exponential({ first: Number.NaN, bake })],
  ['one step that is all', Steps.oneThenBake({ weight: 100, bake })],
])('a ladder that does not climb is refused by the Rollout: %s', (_name, steps) => {
  const strategy = Strategy.canary({ steps });
  expect(() => new Rollout(emptyChart(), 'web', { containers: [{ image: 'shop:1' }], strategy })).toThrow(/setWeight/);
});

describe('a background analysis starts', () => {
  test('with the step after the first weight, where the canary has traffic', () => {
    expect(defaultStartingStep(Steps.exponential({ bake }))).toBe(1);
    expect(
      defaultStartingStep([{ setCanaryScale: { replicas: 1 } }, { setWeight: 0 }, { setWeight: 5 }, { pause: {} }]),
    ).toBe(3);
  });

  test('with the weight itself if that is the last step', () => {
    expect(defaultStartingStep([{ setWeight: 50 }])).toBe(0);
  });

  test('nowhere if no step gives the canary traffic', () => {
    expect(defaultStartingStep([{ pause: {} }])).toBeUndefined();
  });
});
