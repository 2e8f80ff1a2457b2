import type { Item } from '../lib/facts/item';
import type { DeliveryUnit } from '../lib/facts/unit';
import type { Finding, UnitResult } from '../lib/verdict';
import { placeIn, subjectOf } from './found';

/** Things that get released, with their plans and findings: both looked up when somebody reads them. */
export function unitResults(
  units: readonly DeliveryUnit[],
  raised: readonly { readonly item: Item; readonly finding: Finding }[],
  left: readonly Finding[],
): readonly UnitResult[] {
  let byUnit: ReadonlyMap<DeliveryUnit, readonly Finding[]> | undefined;
  const findingsOf = (unit: DeliveryUnit) => (byUnit ??= attributed(units, raised, new Set(left))).get(unit) ?? [];
  return units.map((unit) => {
    const { item, servesTraffic } = unit;
    return {
      subject: subjectOf(item),
      place: placeIn(item, []),
      ...(typeof servesTraffic === 'boolean' ? { servesTraffic } : {}),
      // simulated when somebody looks at it
      get plan() {
        try {
          return unit.report;
        } catch {
          // the rule that asked for it has failed, which is a finding
          return undefined;
        }
      },
      get findings() {
        return findingsOf(unit);
      },
    };
  });
}

/** Findings by the one unit that they are about; those about several, or none, are nobody's. */
function attributed(
  units: readonly DeliveryUnit[],
  raised: readonly { readonly item: Item; readonly finding: Finding }[],
  left: ReadonlySet<Finding>,
): ReadonlyMap<DeliveryUnit, readonly Finding[]> {
  const owners = new Map<Item, DeliveryUnit | 'several'>();
  for (const unit of units) {
    for (const item of unit.related ?? []) owners.set(item, owners.has(item) ? 'several' : unit);
  }
  for (const unit of units) owners.set(unit.item, unit);
  const byUnit = new Map<DeliveryUnit, Finding[]>();
  for (const { item, finding } of raised) {
    const owner = owners.get(item);
    if (owner === undefined || owner === 'several' || !left.has(finding)) continue;
    const own = byUnit.get(owner);
    if (own) own.push(finding);
    else byUnit.set(owner, [finding]);
  }
  return byUnit;
}
