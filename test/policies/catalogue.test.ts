import { isKubeObject, type Item } from '../../lib/facts/item';
import { readText } from '../../lib/facts/kubernetes/read';
import { groupBy } from '../../lib/group-by';
import { evaluate } from '../../policies/evaluate';
import { definePack } from '../../policies/packs/pack';
import { ruleOf, rules } from '../../policies/rules';
import { CATALOGUE } from '../../scripts/catalogue';
import { ALIASES, OWN } from './catalogue-releases';
import { mutants, operators, type Tree } from './mutate';
import { faults } from './releases/faults';
import { goodReleases } from './releases/good';
import { REFUSED } from './validated';

const entries = CATALOGUE.flatMap((chapter) => chapter.entries);
const operatorsOf = groupBy(operators, ({ of }) => of);
const good = goodReleases.map(({ manifests }) => readText(manifests, 'release.yaml').items.map(({ object }) => object));

/** Everything that has the fault of an entry: releases, then mutants, made when they are asked for. */
function* broken(id: string): Iterable<readonly Item[]> {
  const { manifests = [], faulty = [] } = OWN[id] ?? {};
  const own = [
    ...manifests,
    ...faults.filter(({ title }) => faulty.some((one) => title.endsWith(one))).map((one) => one.manifests),
  ];
  const refused = REFUSED[id.replace('W01 ', '')];
  for (const text of [...own, ...(refused === undefined ? [] : [refused])]) yield readText(text, 'release.yaml').items;
  for (const operator of operatorsOf.get(ALIASES[id] ?? id) ?? []) {
    for (const objects of good) {
      for (const { same, objects: mutated } of mutants(operator, objects as unknown as readonly Tree[])) {
        if (same === undefined) yield itemsOf(mutated);
      }
    }
  }
}

function itemsOf(objects: readonly Tree[]): readonly Item[] {
  return objects
    .filter((object): object is Tree & Item['object'] => isKubeObject(object))
    .map((object, index): Item => ({ object, origin: { kind: 'construct', path: `mutant/${index}` } }));
}

/** Whether a rule finds something in one of them. */
function isFoundBy(rule: string, id: string): boolean {
  const pack = definePack({ name: 'one', version: '1.0.0', rules: [ruleOf(rule)] });
  // chances take long to compute, and other rules do not ask for them
  const assumptions = ['chances', 'detects-rise'].includes(rule) ? { requestRate: 50 } : {};
  for (const items of broken(id)) {
    const { findings } = evaluate(items, pack, { today: '2026-11-26', assumptions });
    if (findings.some((finding) => finding.rule === rule)) return true;
  }
  return false;
}

describe('What can be wrong with a release', () => {
  test.each(entries.map((entry) => [entry.id, entry.fault, entry] as const))('%s: %s', (id, _, entry) => {
    expect(entry.rules.filter((rule) => !isFoundBy(rule, id))).toEqual([]);
  });

  test('is found by a rule, or it is said why not', () => {
    expect(entries.filter(({ rules: own, note }) => own.length === 0 && note === undefined)).toEqual([]);
    expect(entries.filter((entry) => entry.rules.length === 0).map(({ id }) => id)).toEqual([
      '7.5',
      '7.8 weights',
      'W01 R17',
    ]);
  });

  test('has one entry for each id, and one for each fault that good releases are broken by', () => {
    const ids = entries.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
    expect([...operatorsOf.keys()].filter((of) => !ids.includes(of))).toEqual([]);
  });

  test('is what each of our rules is about', () => {
    const named = new Set(entries.flatMap((entry) => entry.rules));
    expect(rules.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});
