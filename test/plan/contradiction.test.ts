import type { Budget } from '../../lib/plan';
import type { Candidate } from '../../lib/plan/suggest/candidate';
import { contradiction } from '../../lib/plan/suggest/contradiction';
import { canaryPlan } from './plans';

/** A plan of these costs, whatever its steps. */
function costing(detectionSeconds: number, weightMinutes: number, totalSeconds: number): Candidate {
  return {
    plan: canaryPlan({ steps: [] }),
    cost: { detectionSeconds, weightMinutes, totalSeconds },
    power: 0.9,
    falseAlarm: 0.01,
  };
}

function between(candidates: readonly [Candidate, ...Candidate[]], budget: Budget) {
  return contradiction(candidates, candidates[0], budget);
}

test('three wishes of which any two go together are all named, and the last is what it takes while the others are met', () => {
  const candidates = [costing(1, 1, 30), costing(1, 40, 1), costing(50, 1, 1)] as const;
  const found = between(candidates, { detectionSeconds: 10, weightMinutes: 10, totalSeconds: 10 });
  expect(found).toMatchObject({
    between: ['detectionSeconds', 'weightMinutes', 'totalSeconds'],
    budget: 10,
    least: 30,
    missedBy: 20,
    why: 'the whole rollout takes at least 30 s with detection within 10 s and exposure within 10 weight-minutes, 20 s more than the 10 allowed',
  });
});

test('two wishes that do not go together are named before a third', () => {
  const found = between([costing(1, 40, 1), costing(50, 1, 1)], {
    detectionSeconds: 10,
    weightMinutes: 10,
    totalSeconds: 10,
  });
  expect(found.between).toEqual(['detectionSeconds', 'weightMinutes']);
  expect(found).toMatchObject({ least: 40, missedBy: 30 });
});

test('a wish that no plan meets stands against what must be seen', () => {
  const found = between([costing(20, 1, 1), costing(30, 1, 1)], { detectionSeconds: 10 });
  expect(found).toMatchObject({ between: ['sensitivity', 'detectionSeconds'], least: 20, missedBy: 10 });
});
