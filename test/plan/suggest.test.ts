import { isUnknown, prove, simulate, suggest, type Assumptions, type SuggestionRequest } from '../../lib/plan';

const ASK: SuggestionRequest = { objective: { target: 0.995 }, requestRate: 10, budget: {} };

function suggested(request: Partial<SuggestionRequest> = {}) {
  const suggestion = suggest({ ...ASK, ...request });
  if (suggestion.kind !== 'plan') throw new Error(suggestion.why);
  return suggestion;
}

function contradiction(request: Partial<SuggestionRequest>) {
  const suggestion = suggest({ ...ASK, ...request });
  if (suggestion.kind !== 'contradiction') throw new Error('it found a plan');
  return suggestion;
}

const given = (requestRate = 10): Partial<Assumptions> => ({ requestRate, baselineErrorRate: 1 - 0.995 });

test('what it suggests does what it says: simulated, and proved gate by gate', () => {
  const { plan, cost, power, falseAlarm } = suggested();
  expect(simulate(plan, { kind: 'healthy' }, given())).toMatchObject({
    outcome: 'promoted',
    durationSeconds: cost.totalSeconds,
  });
  const bad = simulate(plan, { kind: 'errorRise', rise: 0.01 }, given());
  expect(bad).toMatchObject({
    outcome: 'aborted',
    badWeightMinutes: cost.weightMinutes,
    detection: { secondsToDetect: cost.detectionSeconds },
  });
  const gates = prove(plan, given()).filter(({ role }) => role === 'step');
  expect(gates.length).toBeGreaterThan(1);
  for (const { canFail, metrics } of gates) {
    expect(canFail).toBe(true);
    const chances = metrics[0]?.power;
    if (!chances || isUnknown(chances)) throw new Error('no chances');
    expect(chances.power).toBeGreaterThanOrEqual(0.8);
  }
  expect(power).toBeGreaterThanOrEqual(0.8);
  expect(falseAlarm).toBeLessThanOrEqual(0.05);
});

test('it judges at every weight, the last time with all traffic, and never jumps further than asked', () => {
  const { plan } = suggested({ firstWeightAtMost: 10, weightRiseAtMost: 30 });
  if (plan.strategy.kind !== 'canary') throw new Error('not a canary');
  const weights = plan.strategy.steps.flatMap((step) => (step.kind === 'setWeight' ? [Number(step.weight)] : []));
  expect(weights[0]).toBeLessThanOrEqual(10);
  expect(weights[weights.length - 1]).toBe(100);
  weights.reduce((before, weight) => {
    expect(weight - before).toBeLessThanOrEqual(30);
    return weight;
  }, 0);
  expect(plan.strategy.steps.map(({ kind }) => kind)).toEqual(weights.flatMap(() => ['setWeight', 'analysis']));
});

test('a version that fails outright is stopped long before the statistics are done', () => {
  const { plan, cost } = suggested();
  const { detection } = simulate(plan, { kind: 'badFromStart' }, given());
  expect(detection?.secondsToDetect).toBeLessThan(cost.detectionSeconds / 3);
});

test('more requests make a shorter plan, less exposure and faster detection', () => {
  const [slow, fast] = [suggested().cost, suggested({ requestRate: 100 }).cost];
  for (const wish of ['detectionSeconds', 'weightMinutes', 'totalSeconds'] as const)
    expect(fast[wish]).toBeLessThan(slow[wish]);
});

test('a budget that can be met is met by the shortest plan', () => {
  const free = suggested();
  expect(suggested({ budget: { totalSeconds: free.cost.totalSeconds } }).plan).toEqual(free.plan);
  const careful = suggested({ budget: { weightMinutes: free.cost.weightMinutes * 0.95 } });
  expect(careful.cost.weightMinutes).toBeLessThanOrEqual(free.cost.weightMinutes * 0.95);
  expect(careful.cost.totalSeconds).toBeGreaterThanOrEqual(free.cost.totalSeconds);
});

test('a detection faster than the requests allow contradicts what must be seen, and it says by how much', () => {
  const { between, budget, least, missedBy, why } = contradiction({ budget: { detectionSeconds: 60 } });
  expect(between).toEqual(['sensitivity', 'detectionSeconds']);
  expect(budget).toBe(60);
  expect(missedBy).toBe(least - 60);
  expect(why).toMatch(
    /^detection takes at least \d+ s to see the rise as surely as asked at this request rate, \d+ s more than the 60 allowed$/,
  );
  // and that least is possible
  expect(suggested({ budget: { detectionSeconds: least } }).cost.detectionSeconds).toBe(least);
});

test('two wishes that each could be met alone contradict each other', () => {
  const careful = contradiction({ budget: { weightMinutes: 0 } }).least;
  const fastest = suggested().cost.detectionSeconds;
  const both = contradiction({ budget: { weightMinutes: careful * 1.01, detectionSeconds: fastest * 1.01 } });
  expect(new Set(both.between)).toEqual(new Set(['weightMinutes', 'detectionSeconds']));
  expect(both.missedBy).toBeGreaterThan(0);
  expect(both.why).toMatch(/with (exposure|detection) within/);
});

test.each([
  [{ objective: { target: 1.5 } }, /objective.target is 1.5, but must be between 0 and 1/],
  [{ requestRate: 0 }, /requestRate is 0, but must be between 0 and Infinity/],
  [{ requestRate: NaN }, /requestRate is NaN/],
  [{ firstWeightAtMost: 500 }, /firstWeightAtMost is 500/],
])('a request of %j is refused', (wrong, message) => {
  expect(() => suggest({ ...ASK, ...wrong })).toThrow(message);
});
