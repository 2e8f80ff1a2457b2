import { DEFAULT_ASSUMPTIONS } from '../model/assumptions';
import type { Budget, Contradiction, Cost, Suggestion, SuggestionRequest, Wish } from '../model/suggestion';
import { candidate, type Candidate } from './candidate';
import { ladders } from './ladder';

const WISHES: readonly Wish[] = ['detectionSeconds', 'weightMinutes', 'totalSeconds'];

const SPOKEN: Readonly<Record<Wish, [name: string, unit: string]>> = {
  detectionSeconds: ['detection', 's'],
  weightMinutes: ['exposure', 'weight-minutes'],
  totalSeconds: ['the whole rollout', 's'],
};

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

/** First a wish no plan meets at all, then two that no plan meets together, then all three. */
function contradiction(candidates: readonly Candidate[], first: Candidate, budget: Budget): Contradiction {
  const least = (some: readonly Candidate[], wish: Wish) =>
    some.reduce((best, one) => (one.cost[wish] < best.cost[wish] ? one : best), some[0] ?? first);
  for (const wish of WISHES) {
    const closest = least(candidates, wish);
    if (closest.cost[wish] > (budget[wish] ?? Infinity)) return say(['sensitivity', wish], closest, budget);
  }
  const pairs = WISHES.flatMap((kept) => WISHES.filter((wish) => wish !== kept).map((wish) => [kept, wish] as const));
  const contradictions = pairs.flatMap(([kept, wish]) => {
    const meeting = candidates.filter(({ cost }) => cost[kept] <= (budget[kept] ?? Infinity));
    const closest = least(meeting, wish);
    return closest.cost[wish] > (budget[wish] ?? Infinity) ? [say([kept, wish], closest, budget)] : [];
  });
  const smallest = [...contradictions].sort(
    (one, other) => one.missedBy / one.budget - other.missedBy / other.budget,
  )[0];
  if (smallest) return smallest;

  // any two go together, only all three do not: the last is what the plans that meet the other two miss
  const triples = WISHES.map((wish): readonly [Wish, Wish, Wish] => {
    const [one = wish, other = wish] = WISHES.filter((kept) => kept !== wish);
    return [one, other, wish];
  });
  const [nearest] = triples
    .map((between) => {
      const [one, other, wish] = between;
      const within = (cost: Cost, kept: Wish) => cost[kept] <= (budget[kept] ?? Infinity);
      const meeting = candidates.filter(({ cost }) => within(cost, one) && within(cost, other));
      return say(between, least(meeting, wish), budget);
    })
    .sort((one, other) => one.missedBy / one.budget - other.missedBy / other.budget);
  return nearest ?? say(['sensitivity', 'totalSeconds'], first, budget);
}

function say(between: Contradiction['between'], closest: Candidate, budget: Budget): Contradiction {
  const wish = between.length === 3 ? between[2] : between[1];
  const allowed = budget[wish] ?? Infinity;
  const least = closest.cost[wish];
  const [name, unit] = SPOKEN[wish];
  const kept = between
    .slice(0, -1)
    .flatMap((one) =>
      one === 'sensitivity' ? [] : [`${SPOKEN[one][0]} within ${budget[one] ?? '∞'} ${SPOKEN[one][1]}`],
    );
  const condition =
    kept.length === 0 ? 'to see the rise as surely as asked at this request rate' : `with ${kept.join(' and ')}`;
  const why = `${name} takes at least ${round(least)} ${unit} ${condition}, ${round(least - allowed)} ${unit} more than the ${allowed} allowed`;
  return {
    kind: 'contradiction',
    between,
    budget: allowed,
    least,
    missedBy: least - allowed,
    why,
    closest: closest.plan,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
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
