import type { Item } from '../../../lib/facts/item';
import type { DeliveryUnit } from '../../../lib/facts/unit';
import { isUnknown } from '../../../lib/plan';
import type { UnitRule } from '../../rule';
import { all } from '../example';
import { budget, safe } from './examples';
import { oncePer } from '../once-per';
import { mapIn } from './values';

/** That there is a budget at all is for `disruption-budget`. */
export const budgetBlocks: UnitRule = {
  id: 'budget-blocks',
  gate: 'deployment-safety',
  judges: 'unit',
  title: 'A disruption budget lets at least one pod go',
  why: 'no node with such a pod can ever be drained, until somebody deletes the budget or the pod by force.',
  fix: 'set maxUnavailable: 1, and run two pods at least.',
  level: 'warning',
  source:
    'Kubernetes: Specifying a Disruption Budget for your Application; the eviction API refuses pods with two budgets',
  since: '0.2.0',
  *check(unit, { units }) {
    const own = unit.disruption.filter(({ item }) => firstUnits(units).get(item) === unit);
    for (const { item, letsGo } of own) {
      if (isUnknown(letsGo)) yield { ...letsGo, item };
      else if (!letsGo) {
        const field =
          ['maxUnavailable', 'minAvailable'].find((key) => key in mapIn(item.object.spec)) ?? 'minAvailable';
        yield {
          item,
          at: ['spec', field],
          value: mapIn(item.object.spec)[field],
          what: 'it lets no pod go when there are as few as there may be.',
        };
      }
    }
    const [first, second] = unit.disruption.map(({ item }) => item);
    if (!first || !second || !own.some(({ item }) => item === second)) return;
    yield {
      item: second,
      at: ['spec', 'selector'],
      what: `budget "${first.object.metadata.name ?? ''}" selects the same pods: with two, none of them can be evicted.`,
      fix: 'keep one of them.',
    };
  },
  examples: {
    good: [{ title: 'one of four', manifests: all(safe(), budget('maxUnavailable: 1')) }],
    bad: [
      { title: 'all four must stay', manifests: all(safe(), budget('minAvailable: 4')) },
      { title: 'rounded up, two of two', manifests: all(safe('replicas: 2'), budget('minAvailable: 51%')) },
      { title: 'two budgets', manifests: all(safe(), budget('maxUnavailable: 1'), budget('minAvailable: 1', 'other')) },
    ],
  },
};

/** A budget may select several units, and is judged with the first. */
const firstUnits = oncePer((units: readonly DeliveryUnit[]) => {
  const pairs = units.flatMap((unit) => unit.disruption.map(({ item }) => [item, unit] as const));
  return new Map<Item, DeliveryUnit>(pairs.reverse());
});
