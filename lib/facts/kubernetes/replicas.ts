import { unknown } from '../../plan/model/known';
import type { Replicas } from '../../plan/model/plan';
import type { Item } from '../item';
import { Field, type Report } from './field';
import { groupKindOf, namespaceOf, type Inventory } from './inventory';

/** HorizontalPodAutoscalers by what they scale. */
export class Autoscalers {
  private readonly byTarget = new Map<string, Item[]>();

  constructor(inventory: Inventory) {
    for (const item of inventory.of('autoscaling/HorizontalPodAutoscaler')) {
      const target = Field.of(item, () => undefined).at('spec', 'scaleTargetRef');
      const key = `${target.at('kind').text() ?? ''}/${target.at('name').text() ?? ''}`;
      const same = this.byTarget.get(key);
      if (same) same.push(item);
      else this.byTarget.set(key, [item]);
    }
  }

  /** The one that scales a workload; where one of the two says no namespace, they are taken to meet. */
  of(workload: Item): Item | undefined {
    const { kind, metadata } = workload.object;
    const named = this.byTarget.get(`${kind}/${metadata.name ?? ''}`) ?? [];
    const namespace = namespaceOf(workload);
    const meeting = named.filter(
      (item) => [namespace, undefined].includes(namespaceOf(item)) || namespace === undefined,
    );
    return meeting.find((item) => namespaceOf(item) === namespace) ?? meeting[0];
  }
}

/** How many pods a workload wants: what it says, or what an autoscaler may make of it. */
export function readReplicas(spec: Field, workload: Item, autoscalers: Autoscalers, report: Report): Replicas {
  const own = spec.at('replicas').integer({ least: 0 });
  const autoscaler = autoscalers.of(workload);
  if (!autoscaler) {
    return { desired: own ?? 1 };
  }
  const scaling = Field.of(autoscaler, report).at('spec');
  const min = scaling.at('minReplicas').integer({ least: 0 }) ?? 1;
  const max = scaling.at('maxReplicas').required().integer({ least: 1 }) ?? min;
  const name = autoscaler.object.metadata.name ?? groupKindOf(autoscaler.object);
  return {
    desired: own ?? unknown(`replicas: HorizontalPodAutoscaler ${name} wants ${min} to ${max}`),
    range: { min, max },
  };
}
