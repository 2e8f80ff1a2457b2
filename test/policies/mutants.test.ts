import { isKubeObject, type Item } from '../../lib/facts/item';
import { readText } from '../../lib/facts/kubernetes/read';
import { evaluate } from '../../policies/evaluate';
import { definePack, recommended, type Pack } from 'stepgate/gates';
import { manualUpdate } from '../../policies/rules/deployment-safety/manual-update';
import { missingTemplate } from '../../policies/rules/analysis/missing-template';
import { groupBy } from '../../lib/group-by';
import type { Finding } from '../../lib/verdict';
import { mutants, operators, type Mutant, type Operator, type Tree } from './mutate';
import { goodReleases } from './releases/good';

/** A mutant, and what the rules say that may say it. */
interface Fate {
  readonly operator: Operator;
  readonly mutant: Mutant;
  readonly release: string;
  readonly findings: readonly Finding[];
}

const packs = new Map<Operator, Pack>(operators.map((operator) => [operator, packOf(operator)]));

/** The rules of the recommended pack that may find a fault, at its levels: others would find it by accident. */
function packOf({ rules }: Operator): Pack {
  const settings = recommended.settings.filter(({ rule }) => rules.includes(rule.id));
  return definePack({
    name: 'rightful',
    version: recommended.version,
    rules: settings.map(({ rule, level, options }) => [rule, level, options] as const),
  });
}

function judge(objects: readonly Tree[], pack: Pack): readonly Finding[] {
  const items = objects
    .filter((object): object is Tree & Item['object'] => isKubeObject(object))
    .map((object, index): Item => ({ object, origin: { kind: 'construct', path: `mutant/${index}` } }));
  const needsRate = pack.settings.some(({ rule }) => ['detects-rise', 'chances'].includes(rule.id));
  const assumptions = needsRate ? { requestRate: 50 } : {};
  return evaluate(items, pack, { today: '2026-11-25', assumptions }).findings;
}

/** Kinds that no good release holds: the good sides of the examples of their rules are broken instead. */
const ELSEWHERE = ['StatefulSet', 'Experiment'];
const examples = [manualUpdate, missingTemplate].flatMap(({ examples: { good } }) => good);

const fates: readonly Fate[] = [...goodReleases, ...examples].flatMap((base) => {
  const { title, manifests } = base;
  const objects = readText(manifests, 'release.yaml').items.map(({ object }) => object as Tree);
  const own = operators.filter(({ kinds }) => kinds.some((kind) => ELSEWHERE.includes(kind)));
  return (goodReleases.includes(base) ? operators : own).flatMap((operator) =>
    mutants(operator, objects).map((mutant) => ({
      operator,
      mutant,
      release: title,
      findings: mutant.same === undefined ? judge(mutant.objects, packs.get(operator) ?? recommended) : [],
    })),
  );
});

const isReal = ({ operator, mutant }: Fate) => mutant.same === undefined && operator.told !== true;
const isCaught = ({ operator, findings }: Fate) =>
  findings.some(({ severity }) => operator.told === true || severity !== 'info');

/** How many mutants of each entry of the catalogue there are, and how many of them are caught. */
const TABLE: Readonly<Record<string, readonly [mutants: number, caught: number]>> = {
  '1 % rise': [3, 3],
  '7.8 autoscaler': [5, 5],
  '7.8 availability': [1, 1],
  '7.8 condition': [32, 32],
  '7.8 fails open': [16, 16],
  '7.8 literal': [15, 15],
  '7.8 no analysis': [8, 8],
  '7.8 no pod': [16, 16],
  '7.8 quantity': [6, 6],
  '7.8 runbook': [10, 10],
  '7.8 selector': [8, 8],
  '7.8 twice': [43, 43],
  '7.8 unused': [17, 17],
  F01: [7, 7],
  F03: [14, 14],
  F04: [4, 4],
  F05: [7, 7],
  F06: [2, 2],
  F07: [23, 23],
  G01: [16, 16],
  G02: [16, 16],
  G03: [16, 16],
  G04: [15, 15],
  G05: [42, 42],
  G06: [8, 8],
  G07: [15, 15],
  G08: [4, 4],
  G09: [18, 12],
  G10: [31, 31],
  R01: [16, 16],
  R02: [9, 9],
  R03: [27, 27],
  R04: [27, 27],
  R05: [4, 4],
  R06: [42, 42],
  R07: [9, 9],
  R08: [7, 7],
  'W01 B1': [1, 1],
  'W01 C1': [8, 8],
  'W01 C11': [5, 5],
  'W01 C13': [8, 8],
  'W01 C15': [1, 1],
  'W01 C2': [6, 6],
  'W01 C22': [7, 7],
  'W01 C7': [5, 5],
  'W01 C8': [1, 1],
  'W01 R1': [14, 14],
  'W01 R10': [3, 3],
  'W01 R2': [7, 7],
  'W01 R15': [4, 4],
  'W01 S2': [8, 8],
  'W01 S6': [9, 9],
  'W01 S7': [9, 9],
  'W01 S8': [8, 8],
  'W01 metrics': [50, 50],
  'W01 provider': [16, 16],
  W02: [41, 41],
  W03: [34, 34],
  W04: [7, 7],
  W05: [15, 15],
  W06: [14, 14],
  X01: [1, 1],
  X02: [24, 24],
  X03: [45, 37],
  X04: [7, 7],
  X05: [14, 14],
  X06: [2, 2],
  alerts: [96, 96],
  'disruption budget': [36, 36],
  'grace period': [9, 9],
  image: [39, 39],
  'lead time': [8, 8],
  'never ends': [9, 9],
  'no manual step': [2, 2],
  'not progressive': [8, 8],
  owner: [10, 10],
  preStop: [9, 9],
  probes: [6, 6],
  replicas: [8, 8],
  route: [12, 12],
  runbook: [10, 10],
  scraping: [18, 12],
  spread: [9, 9],
};

/** Those that live, by what is wrong with them, and why. */
const SURVIVORS: Readonly<Record<string, readonly [number, why: string]>> = {
  'no soak under all traffic': [8, 'the pack tells of it as an info, as not every team has the time'],
  'a monitor of other pods': [3, 'its router counts the requests as well: whether that is collected is not known'],
  'no monitor': [3, 'its router counts the requests as well: whether that is collected is not known'],
  'the query counts the requests of all versions': [
    6,
    'the workload has the name of the stable Service: whose requests the query counts is not known',
  ],
};

/** Rules of the pack that no mutant is for, and why. */
const NO_MUTANT: Readonly<Record<string, string>> = {
  undetected: 'what cannot fail is told by cannot-fail, before it',
  'cold-start': 'it takes two faults in two objects: a condition that errs, and a start before there is data',
  'final-soak': 'it is told as an info',
  'errs-without-data': 'it is told as an info, and is how one of the good releases is made',
  'web-errors': 'no good release asks the web',
};

describe('Mutants of good releases', () => {
  const real = fates.filter(isReal);

  it('are three hundred at least, and nineteen of twenty are caught by a rule that is there for them', () => {
    expect(real.length).toBeGreaterThanOrEqual(300);
    expect(real.filter(isCaught).length / real.length).toBeGreaterThanOrEqual(0.95);
  });

  it('are caught as this table says', () => {
    const table = groupBy(real, ({ operator }) => operator.of);
    expect(
      Object.fromEntries([...table].map(([of, some]) => [of, [some.length, some.filter(isCaught).length]])),
    ).toEqual(TABLE);
  });

  it('live for a reason that is written down', () => {
    const alive = groupBy(
      real.filter((fate) => !isCaught(fate)),
      ({ operator }) => operator.title,
    );
    expect(Object.fromEntries([...alive].map(([title, some]) => [title, some.length]))).toEqual(
      Object.fromEntries(Object.entries(SURVIVORS).map(([title, [count]]) => [title, count])),
    );
  });

  it('are told of where the pack demands nothing', () => {
    const told = fates.filter(({ operator }) => operator.told === true);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((fate) => !isCaught(fate)).map(({ mutant }) => mutant.place)).toEqual([]);
  });

  it('are made by each operator', () => {
    const used = new Set(fates.map(({ operator }) => operator));
    expect(operators.filter((operator) => !used.has(operator)).map(({ title }) => title)).toEqual([]);
  });

  it('need every rule of the pack but those of which it is said why not', () => {
    const hit = new Set(fates.filter(isCaught).flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    const idle = recommended.settings.map(({ rule }) => rule.id).filter((id) => !hit.has(id));
    expect(idle.toSorted()).toEqual(Object.keys(NO_MUTANT).toSorted());
  });
});
