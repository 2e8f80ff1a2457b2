import type { Budget, Contradiction, Wish, Cost } from '../model/suggestion';
import type { Candidate } from './candidate';

/** What a budget can limit. */
export const WISHES: readonly Wish[] = ['detectionSeconds', 'weightMinutes', 'totalSeconds'];

const SPOKEN: Readonly<Record<Wish, [name: string, unit: string]>> = {
  detectionSeconds: ['detection', 's'],
  weightMinutes: ['exposure', 'weight-minutes'],
  totalSeconds: ['the whole rollout', 's'],
};

/** First a wish no plan meets at all, then two that no plan meets together, then all three. */
export function contradiction(candidates: readonly Candidate[], first: Candidate, budget: Budget): Contradiction {
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
