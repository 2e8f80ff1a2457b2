import { isUnknown, unknown, type Known } from '../../../plan/model/known';
import type { Item } from '../../item';
import type { DisruptionFacts, PodFacts } from '../../unit';
import { Field } from '../field';
import { namespaceOf, type Inventory } from '../inventory';
import { demandsOf } from '../selector';
import { SelectorIndex } from '../selector-index';

/** All disruption budgets among the objects, by what they select. */
export class DisruptionBudgets {
  private readonly index: SelectorIndex<Item>;
  /** Fewest pods that each budget selects: it counts those of all its workloads together. */
  private readonly selected = new Map<Item, { pods: Known<number> }>();

  constructor(inventory: Inventory) {
    this.index = new SelectorIndex(
      inventory.of('policy/PodDisruptionBudget').flatMap((item) => {
        const selector = specOf(item).at('selector');
        // an empty selector selects all pods of the namespace, none selects none
        if (!selector.exists) return [];
        return [{ value: item, demands: demandsOf(selector), namespaces: [namespaceOf(item)] }];
      }),
    );
  }

  /** Those that select the pods of a workload. What they let go is known when all workloads have been asked about. */
  of(item: Item, pods: Known<PodFacts>, leastReplicas: Known<number>): readonly DisruptionFacts[] {
    if (isUnknown(pods)) return [];
    return this.index.selecting(pods.labels, namespaceOf(item)).map((budget) => {
      const selected = this.selected.get(budget) ?? { pods: 0 };
      selected.pods = sumOf(selected.pods, leastReplicas);
      this.selected.set(budget, selected);
      return {
        item: budget,
        get letsGo() {
          return letsGo(specOf(budget), selected.pods);
        },
      };
    });
  }
}

function sumOf(one: Known<number>, other: Known<number>): Known<number> {
  if (isUnknown(one)) return one;
  return isUnknown(other) ? other : one + other;
}

/** `policy/v1`, as the disruption controller counts: percentages of pods are rounded up. */
function letsGo(spec: Field, replicas: Known<number>): Known<boolean> {
  const [least, most] = [spec.at('minAvailable'), spec.at('maxUnavailable')];
  if (!most.exists && !least.exists) return true;
  if (isUnknown(replicas)) return replicas;
  const pods = podsIn(most.exists ? most : least, replicas);
  if (isUnknown(pods)) return pods;
  return most.exists ? pods > 0 : replicas > pods;
}

function podsIn(field: Field, replicas: number): Known<number> {
  const value = field.integerOrText();
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value ?? '')?.[1];
  if (percent === undefined) return unknown(`how many pods ${JSON.stringify(field.value)} are`);
  return Math.ceil((Number(percent) * replicas) / 100);
}

function specOf(item: Item): Field {
  return Field.of(item, () => undefined).at('spec');
}
