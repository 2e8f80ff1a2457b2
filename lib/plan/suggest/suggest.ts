import { DEFAULT_ASSUMPTIONS } from '../model/assumptions';
import type { Budget, Cost, Suggestion, SuggestionRequest, Wish } from '../model/suggestion';
import { candidate } from './candidate';
import { contradiction, WISHES } from './contradiction';
import { ladders } from './ladder';

/**
 * The shortest plan that sees what must be seen within the budget, or which wishes contradict each other and by how
 * much. Plans are canaries behind a router with one gate per weight, built from the formulas and then simulated and
 * proved: what comes back has been checked, not estimated.
 *
 * The exposure a rise takes to be seen is requests / request rate, whatever the weight: a small first step makes the
 * rollout longer, not safer against a small rise. It limits the harm of a version that fails outright.
 *
 * @throws Error if a number is out of range: it says which, and what it may be.
 */
export function suggest(request: SuggestionRequest): Suggestion {
  check(request);
  const objective = { rise: 0.01, power: 0.8, falseAlarm: 0.05, ...request.objective };
  const given = {
    ...DEFAULT_ASSUMPTIONS,
    baselineErrorRate: 1 - objective.target,
    ...request.assumptions,
    requestRate: request.requestRate,
  };
  const { firstWeightAtMost = 20, weightRiseAtMost = 50, replicas = 10, budget } = request;
  const candidates = ladders(firstWeightAtMost, weightRiseAtMost)
    .map((weights) => candidate(weights, replicas, objective, given))
    .filter((one) => one !== undefined)
    .sort((one, other) => one.cost.totalSeconds - other.cost.totalSeconds);

  const shortest = candidates.find(({ cost }) => missed(cost, budget).length === 0);
  if (shortest) return { kind: 'plan', ...shortest };
  const [first] = candidates;
  if (!first) {
    throw new Error(
      `suggest: no gate sees a rise of ${objective.rise} with power ${objective.power} and ${objective.falseAlarm} false alarms ` +
        `at a baseline error rate of ${given.baselineErrorRate}: ask for a larger rise or less power`,
    );
  }
  return contradiction(candidates, first, budget);
}

function missed(cost: Cost, budget: Budget): Wish[] {
  return WISHES.filter((wish) => cost[wish] > (budget[wish] ?? Infinity));
}

function check({
  objective,
  requestRate,
  replicas = 1,
  firstWeightAtMost = 20,
  weightRiseAtMost = 50,
}: SuggestionRequest) {
  const { target, rise = 0.01, power = 0.8, falseAlarm = 0.05 } = objective;
  const within = (name: string, value: number, low: number, high: number) => {
    if (!(value > low && value < high))
      throw new Error(`suggest: ${name} is ${value}, but must be between ${low} and ${high}`);
  };
  within('objective.target', target, 0, 1);
  within('objective.rise', rise, 0, 1);
  within('objective.power', power, 0, 1);
  within('objective.falseAlarm', falseAlarm, 0, 1);
  within('requestRate', requestRate, 0, Infinity);
  within('replicas', replicas, 0, Infinity);
  within('firstWeightAtMost', firstWeightAtMost, 0, 101);
  within('weightRiseAtMost', weightRiseAtMost, 0, 101);
}
