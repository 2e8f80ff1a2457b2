import { Inventory } from '../../lib/facts/kubernetes/inventory';
import { demandsOfMap } from '../../lib/facts/kubernetes/selector';
import { SelectorIndex } from '../../lib/facts/kubernetes/selector-index';
import { unitsOf } from '../../lib/facts/units';
import { releases, type Counted } from './counted';

/** Looks at specs that it takes to find all units, each with all that belongs to it. */
function looksFor(counted: Counted): number {
  const units = unitsOf(new Inventory(counted.items));
  expect(units).toHaveLength(counted.items.length / 6);
  for (const { servesTraffic, disruption, scrapes, alerts } of units) {
    expect([servesTraffic, disruption.length, scrapes.length, alerts.length]).toEqual([true, 1, 2, 1]);
  }
  return counted.looks;
}

describe('four times as many releases take four times as many looks', () => {
  test.each([
    ['in one namespace', () => 'shop', undefined],
    ['each in a namespace of its own, under one name', (index: number) => `shop-${index}`, () => 'web'],
  ])('%s', (_, namespaceOf, nameOf) => {
    const [few, many] = [1000, 4000].map((count) => looksFor(releases(count, namespaceOf, nameOf)));
    expect(few).toBeGreaterThan(1000);
    expect(many).toBe((few ?? 0) * 4);
  });
});

describe('an index of selectors', () => {
  const selecting = (labels: Record<string, string>, namespaces: (string | undefined)[] = ['shop']) => ({
    value: JSON.stringify(labels),
    demands: demandsOfMap(labels),
    namespaces,
  });

  test('asks only those whose rarest label is there', () => {
    let asked = 0;
    const index = new SelectorIndex(
      Array.from({ length: 1000 }, (_, number) => ({
        value: number,
        namespaces: ['shop'],
        demands: [
          ...demandsOfMap({ app: `web-${number}` }),
          { key: 'part-of', oneOf: ['shop'], isMetBy: (value: unknown) => ++asked > 0 && value === 'shop' },
        ],
      })),
    );
    expect(index.selecting({ 'part-of': 'shop', app: 'web-7' }, 'shop')).toEqual([7]);
    expect(asked).toBe(1);
  });

  test('finds in the order of what selects, each once', () => {
    const index = new SelectorIndex([
      selecting({ b: '1' }),
      selecting({}),
      selecting({ a: '1' }, ['shop', undefined]),
      selecting({ a: '2' }),
      selecting({ a: '1', b: '1' }),
    ]);
    expect(index.selecting({ a: '1', b: '1' }, 'shop')).toEqual(['{"b":"1"}', '{}', '{"a":"1"}', '{"a":"1","b":"1"}']);
  });

  test('meets in a namespace, or where one of the two says none', () => {
    const index = new SelectorIndex([selecting({ a: '1' }, ['shop']), selecting({ a: '1', b: '2' }, [undefined])]);
    const found = (namespace: string | undefined) => index.selecting({ a: '1', b: '2' }, namespace).length;
    expect([found('shop'), found('other'), found(undefined)]).toEqual([2, 1, 2]);
  });

  test('takes no label from the prototype', () => {
    const index = new SelectorIndex([selecting({ constructor: 'function Object() { [native code] }' })]);
    expect(index.selecting({}, 'shop')).toEqual([]);
  });
});
