import { all, METRIC, rollout, STRATEGY, template } from '../../policies/rules/example';
import { deployment, SERVICE } from '../../policies/rules/deployment-safety/examples';
import { progressiveRolloutRules } from '../../policies/rules/progressive-rollout';
import { noAnalysis } from '../../policies/rules/progressive-rollout/no-analysis';
import { notProgressive } from '../../policies/rules/progressive-rollout/not-progressive';
import { cannotFail } from '../../policies/rules/progressive-rollout/cannot-fail';
import { exposureBudget } from '../../policies/rules/progressive-rollout/exposure-budget';
import { firstExposure } from '../../policies/rules/progressive-rollout/first-exposure';
import { roundedWeight } from '../../policies/rules/progressive-rollout/rounded-weight';
import { soak } from '../../policies/rules/progressive-rollout/soak';
import { undetected } from '../../policies/rules/progressive-rollout/undetected';
import { weightJump } from '../../policies/rules/progressive-rollout/weight-jump';
import { found, judged } from './judging';

const canary = (steps: string) => rollout({ strategy: `canary: { steps: [${steps}] }` });

test('no rule of the gate finds fault with the release of the examples', () => {
  const release = all(rollout({ strategy: STRATEGY }), template(METRIC));
  expect(progressiveRolloutRules.flatMap((rule) => found(rule, release))).toEqual([]);
});

describe('a plain Deployment', () => {
  const served = all(deployment('replicas: 2'), SERVICE);

  test('that serves requests is one fault, not two', () => {
    expect(found(notProgressive, served)).toHaveLength(1);
    expect(found(noAnalysis, served)).toEqual([]);
  });
});

describe('an option moves the limit', () => {
  test('of the first share', () => {
    const third = canary('{ setWeight: 50 }, { pause: { duration: 5m } }');
    expect(found(firstExposure, third)).toEqual([
      'Rollout/web spec.strategy.canary.steps[0]: the first share of the traffic is 50 %, more than 20 %.',
    ]);
    expect(found(firstExposure, third, { rule: { maxPercent: 50 } })).toEqual([]);
  });

  test('of a jump, the last of which no manifest shows', () => {
    const steps = canary(
      '{ setWeight: 25 }, { pause: { duration: 5m } }, { setWeight: 50 }, { pause: { duration: 5m } }',
    );
    expect(found(weightJump, steps)).toEqual([]);
    expect(found(weightJump, steps, { rule: { maxPoints: 30 } })).toEqual([
      'Rollout/web spec.strategy.canary.steps: after the last step all traffic follows at once, from 50 %.',
    ]);
  });

  test('of what a bad version may cost', () => {
    const release = all(rollout({ strategy: STRATEGY }), template(METRIC));
    expect(found(exposureBudget, release, { rule: { maxWeightMinutes: 0.01 } })).toHaveLength(1);
  });
});

describe('soak', () => {
  test.each([
    ['a pause of a minute', '{ setWeight: 20 }, { pause: { duration: 1m } }', []],
    [
      'two pauses that make a minute',
      '{ setWeight: 20 }, { pause: { duration: 30s } }, { pause: { duration: 30s } }',
      [],
    ],
    ['a pause that a person ends', '{ setWeight: 20 }, { pause: {} }', []],
    ['nothing before the next weight', '{ setWeight: 20 }, { setWeight: 40 }, { pause: { duration: 5m } }', ['0']],
    ['nothing after the last weight', '{ setWeight: 20 }, { pause: { duration: 5m } }, { setWeight: 80 }', ['2']],
  ])('%s', (_, steps, at) => {
    expect(found(soak, canary(steps)).map((said) => /steps\[(\d)\]/.exec(said)?.[1])).toEqual(at);
  });
});

test('an analysis that only is shown is undetected, one that cannot fail is said once', () => {
  const shown = STRATEGY.replace('analysis:', 'analysis:\n      dryRun: [{ metricName: success-rate }]');
  const late = STRATEGY.replace('startingStep: 1', 'startingStep: 9');
  const counts = (strategy: string) =>
    [cannotFail, undetected].map((rule) => found(rule, all(rollout({ strategy }), template(METRIC))).length);
  expect(counts(shown)).toEqual([0, 1]);
  expect(counts(late)).toEqual([1, 0]);
});

test('two pods cannot give a tenth, ten can', () => {
  const counted = 'canary: { steps: [{ setWeight: 10 }, { pause: { duration: 5m } }] }';
  expect(judged(roundedWeight, rollout({ strategy: counted, spec: 'replicas: 2' })).findings).toHaveLength(1);
  expect(judged(roundedWeight, rollout({ strategy: counted, spec: 'replicas: 10' })).findings).toEqual([]);
});
