import type { FieldPath } from '../../../lib/facts/kubernetes/problem';
import type { DeliveryUnit, PodFacts } from '../../../lib/facts/unit';
import { isUnknown, type Known } from '../../../lib/plan';
import type { Findings } from '../../rule';

/** What a rule finds, where requests are served. Where nobody knows whether they are, that is said instead of a fault. */
export function* whereServed({ servesTraffic }: DeliveryUnit, found: Findings): Findings {
  if (servesTraffic === false) return;
  for (const one of found) {
    if (isUnknown(servesTraffic)) {
      yield { unknown: servesTraffic.unknown };
      return;
    }
    yield one;
  }
}

/** The same for the pods of a unit, which may be described elsewhere. */
export function whereServedBy(unit: DeliveryUnit, judge: (pods: PodFacts) => Findings): Findings {
  return whereServed(unit, isUnknown(unit.pods) ? [unit.pods] : judge(unit.pods));
}

/** Where a Kubernetes object has a field; other platforms have none of that name. */
export function fieldIn({ platform }: DeliveryUnit, ...path: FieldPath): FieldPath {
  return platform === 'kubernetes' ? path : [];
}

/** The object that has the pod template, as a finding names it. */
export function ownerOf({ item }: DeliveryUnit, { from }: PodFacts) {
  return from ?? item;
}

/** A number, if it is known. */
export function numberIn(value: Known<number> | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
