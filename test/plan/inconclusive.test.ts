import { simulate, type Assumptions, type Step } from '../../lib/plan';
import { analyse, analysis, canaryPlan, metric, pause, setWeight } from './plans';

/**
 * An inconclusive background analysis marks the rollout as paused, but the controller (Argo v1.9.1, seen by running its
 * own reconcile) only stops to start and end pods: it completes steps that need none, and promotes if all pods are there.
 */
const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0, routePropagationSeconds: 0 };

/** Inconclusive at the first measurement, `afterSeconds` into the given step. */
function unsure(steps: Step[], startingStep: number, afterSeconds: number) {
  const doubtful = metric({
    initialDelaySeconds: afterSeconds,
    verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Inconclusive' },
  });
  const plan = canaryPlan({ steps, background: { analysis: analysis(doubtful), startingStep } });
  return simulate(plan, { kind: 'noData' }, GIVEN);
}

test('it holds the weight where the next step needs pods', () => {
  const { outcome, reason, stepIndex, finalExposure, detection } = unsure(
    [setWeight(20), pause(100), setWeight(40)],
    1,
    50,
  );
  expect({ outcome, reason, finalExposure }).toEqual({ outcome: 'paused', reason: 'inconclusive', finalExposure: 0.2 });
  expect(detection).toMatchObject({ verdict: 'Inconclusive', measurement: 1 });
  // the pause it was in ran out all the same
  expect(stepIndex).toBe(2);
});

test('an indefinite pause that had begun goes on, one that had not is over at once', () => {
  expect(unsure([setWeight(20), pause('indefinite'), setWeight(40)], 1, 50).stepIndex).toBe(1);
  expect(unsure([setWeight(20), pause(100), pause('indefinite'), setWeight(40)], 1, 50).stepIndex).toBe(3);
});

test('it does not stop the promotion of a canary that has all its pods: a final soak is no soak', () => {
  const { outcome, detection, finalExposure } = unsure([setWeight(100), pause(100)], 1, 50);
  expect({ outcome, finalExposure }).toEqual({ outcome: 'promoted', finalExposure: 1 });
  expect(detection?.verdict).toBe('Inconclusive');
});

test('no inline analysis begins after it', () => {
  expect(unsure([setWeight(20), pause(100), analyse(metric({ count: 1 }))], 1, 50)).toMatchObject({
    outcome: 'paused',
    stepIndex: 2,
  });
});

test('an inconclusive inline analysis does hold its step', () => {
  const doubtful = metric({ count: 1, verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Failed' } });
  const plan = canaryPlan({ steps: [setWeight(100), analyse(doubtful), pause(10)] });
  expect(simulate(plan, { kind: 'noData' }, GIVEN)).toMatchObject({
    outcome: 'paused',
    stepIndex: 1,
    finalExposure: 1,
  });
});
