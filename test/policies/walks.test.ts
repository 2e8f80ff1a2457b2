import type { Item } from '../../lib/facts/item';
import { Inventory } from '../../lib/facts/kubernetes/inventory';
import { readText } from '../../lib/facts/kubernetes/read';
import type { DeliveryUnit } from '../../lib/facts/unit';
import { unitsOf } from '../../lib/facts/units';
import { manifestsOf } from '../../bench/manifests';
import { ANY_KIND, type Around, type Rule } from '../../policies/rule';
import { rules } from '../../policies/rules';

/** Counts the objects that are looked at in its lists, whether one by one or all of them. */
class CountingInventory extends Inventory {
  looks = 0;

  constructor(items: readonly Item[]) {
    super(items);
    Object.defineProperty(this, 'items', { value: this.counted(items) });
  }

  override of(groupKind: string): readonly Item[] {
    return this.counted(super.of(groupKind));
  }

  override near(groupKind: string, namespace: string | undefined): readonly Item[] {
    const found = super.near(groupKind, namespace);
    this.looks += found.length; // it is a copy
    return this.counted(found);
  }

  private counted(items: readonly Item[]): readonly Item[] {
    return new Proxy(items, {
      get: (list, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) this.looks++;
        return Reflect.get(list, key, receiver) as unknown;
      },
    });
  }
}

/** Looks that units, and then each rule by itself, take for so many services. */
function looks(services: number, asked: readonly Rule[]): ReadonlyMap<string, number> {
  const { items } = readText(manifestsOf(services), 'fleet.yaml');
  const inventory = new CountingInventory(items);
  const units = unitsOf(inventory);
  const counts = new Map([['units', inventory.looks]]);
  for (const rule of asked) {
    const before = inventory.looks;
    const around: Around = { inventory, units, world: 'closed', options: rule.options ?? {} };
    const found = subjects(rule, items, around).flatMap((ask) => [...ask()]);
    expect(found.length).toBeLessThanOrEqual(services);
    counts.set(rule.id, inventory.looks - before);
  }
  return counts;
}

function subjects(rule: Rule, items: readonly Item[], around: Around): (() => Iterable<unknown>)[] {
  if (rule.judges === 'unit') return around.units.map((unit) => () => rule.check(unit, around));
  const asked = rule.kinds.includes(ANY_KIND)
    ? items
    : rule.kinds.flatMap((kind) => [...new Inventory(items).of(kind)]);
  return asked.map(
    (item) => () => (rule.judges === 'relation' ? rule.check(item, around) : rule.check(item.object, around.options)),
  );
}

/** What grows more than the services do. */
function square(asked: readonly Rule[]): readonly string[] {
  const [some, twice] = [looks(30, asked), looks(60, asked)];
  return [...twice].filter(([id, count]) => count > 2.3 * (some.get(id) ?? 0)).map(([id]) => id);
}

test('twice as many services are twice as many looks at objects: neither facts nor rules walk through all of them for each', () => {
  expect(square(rules)).toEqual([]);
});

test('a rule that walks is told from them', () => {
  const base = rules.find((rule) => rule.judges === 'unit');
  if (!base) throw new Error('there is no rule about units.');
  const walks = ({ identity: { name } }: DeliveryUnit, { inventory }: Around) =>
    inventory.of('Service').some(({ object }) => object.metadata.name === name) ? [] : [{ what: 'no Service.' }];
  expect(square([{ ...base, id: 'walker', check: walks }])).toEqual(['walker']);
});
