import fc from 'fast-check';
import { readAnew } from '../../../lib/facts/kubernetes/analysis/metric';
import { readFilled } from '../../../lib/facts/kubernetes/analysis/read-metric';
import { substitute } from '../../../lib/facts/kubernetes/analysis/arguments';
import { Field } from '../../../lib/facts/kubernetes/field';
import type { Sides } from '../../../lib/facts/kubernetes/sides';
import { reportOnce } from '../../../lib/facts/kubernetes/units/reports';
import { plansOf } from '../../../lib/facts/kubernetes';
import { readText } from '../../../lib/facts/kubernetes/read';
import { DEFAULT_ASSUMPTIONS, reportOn } from '../../../lib/plan';
import { manifestsOf } from '../../../bench/manifests';

// What is read once for metrics and plans that are alike must be what is read of each by itself. Names are chosen so that they
// often are those of a side, equal to each other or to an argument, look like a version's, or say how a request went.
const name = fc.constantFrom('web', 'web-canary', 'cart', 'cart-canary', 'canary', 'preview-2', '500', 'error', 'web2');
type Names = [string, string, string];

const names = fc.tuple(name, name, name);
const slot = fc.constantFrom('$0', '$1', '$2');
const label = fc.constantFrom('service', 'app', 'code', 'status', 'le', 'job', 'rollouts_pod_template_hash');
const value = fc.oneof(
  { weight: 4, arbitrary: slot },
  fc.constantFrom('{{args.name}}', '{{args.name}}-canary', '{{args.hash}}', '5..', 'web|web-canary', '', 'a\\\\.b'),
);
const matcher = fc
  .tuple(label, fc.constantFrom('=', '=', '=', '!=', '=~', '!~'), value)
  .map(([one, operator, text]) => `${one}${operator}"${text}"`);
const selector = fc
  .tuple(
    fc.constantFrom('requests_total', 'errors_total', 'up', 'web_requests_total'),
    fc.array(matcher, { maxLength: 3 }),
  )
  .map(([metric, matchers]) => `${metric}{${matchers.join(',')}}`);
const sum = selector.map((inner) => `sum(rate(${inner}[5m]))`);
const ratio = fc.tuple(sum, sum).map(([above, below]) => `${above} / ${below}`);
const query = fc.oneof(
  ratio,
  fc.tuple(ratio, ratio).map(([one, other]) => `${one} - ${other}`),
  fc.tuple(ratio, sum).map(([one, guard]) => `${one} and on() (${guard} > 10)`),
  fc.tuple(sum, slot).map(([inner, text]) => `label_replace(${inner}, "a", '${text}', "b", "(.*)")`),
  sum,
  sum.map((inner) => `${inner} +`),
);
const conditions = fc.constantFrom(
  { successCondition: 'len(result) > 0 && result[0] < 0.01' },
  { successCondition: 'result[0] >= 0.95', failureCondition: 'result[0] < 0.9' },
  { failureCondition: 'result > 1' },
);
const sides = fc.constantFrom<Sides>(
  { canary: [], stable: [], canaryLabels: [], stableLabels: [] },
  { canary: ['web-canary'], stable: ['web'], canaryLabels: [], stableLabels: [] },
  { canary: ['cart-canary'], stable: ['cart'], canaryLabels: [], stableLabels: [] },
  { canary: [], stable: [], canaryLabels: [['app', 'canary']], stableLabels: [['app', 'web']] },
);
const args = fc.constantFrom(
  new Map<string, string | undefined>([
    ['name', 'web'],
    ['hash', '\uE002'],
  ]),
  new Map<string, string | undefined>([
    ['name', 'cart'],
    ['hash', '\uE003'],
  ]),
  new Map<string, string | undefined>([['name', '']]),
);

/** Reads a metric after one that has other names, holds it against what is read of it alone, and says whether the two share. */
function isSharedAndRight(
  slots: string,
  all: readonly Names[],
  own: object,
  chosen: Sides,
  passed: ReadonlyMap<string, string | undefined>,
): boolean {
  const item = {
    object: { apiVersion: 'v1', kind: 'X', metadata: {} },
    origin: { kind: 'construct', path: 'x' },
  } as const;
  const read = all.map((some) => {
    const text = slots.replaceAll(/\$(\d)/g, (_, index: string) => some[Number(index)] ?? '');
    const metric = { name: 'm', interval: '1m', ...own, provider: { prometheus: { query: text } } };
    const field = new Field(item, metric, ['spec', 'metrics', 0], () => undefined);
    const { unresolved, reading, ...rest } = readFilled(field, passed, chosen);
    const filled = substitute(field, passed);
    // some of the reading is made when somebody asks
    expect({ text, ...rest, reading: { ...reading } }).toEqual({ text, ...readAnew(field.with(filled.value), chosen) });
    expect(unresolved).toBe(filled.error);
    return rest.assessment;
  });
  return new Set(read).size < read.length;
}

test('a metric is read as if no other had been read before', () => {
  let shared = 0;
  fc.assert(
    fc.property(query, names, names, conditions, sides, args, (slots, before, after, own, chosen, passed) => {
      shared += Number(isSharedAndRight(slots, [before, after], own, chosen, passed));
    }),
    { numRuns: 200, seed: 1 },
  );
  expect(shared).toBeGreaterThan(20);
}, 60_000);

test('whether a name is what an argument says is looked at, and nothing else of a name', () => {
  const ratio = 'sum(rate(requests_total{app="$1",code=~"5.."}[5m])) / sum(rate(requests_total{app="$0"}[5m]))';
  const all: Names[] = [
    ['web', 'web', ''],
    ['cart', 'cart', ''],
    ['cart', 'web', ''],
  ];
  const own = { successCondition: 'len(result) > 0 && result[0] < 0.01' };
  const chosen: Sides = { canary: [], stable: [], canaryLabels: [], stableLabels: [] };
  expect(isSharedAndRight(ratio, all.slice(0, 2), own, chosen, new Map())).toBe(true);
  expect(isSharedAndRight(ratio, all.slice(1), own, chosen, new Map())).toBe(false);
  const passed = new Map([['name', 'web']]);
  expect(isSharedAndRight(ratio.replace('$1', '{{args.name}}'), all.slice(0, 2), own, chosen, passed)).toBe(false);
});

test('a report on a plan is what it is without those of other plans, names in all places', () => {
  const { items } = readText(manifestsOf(40), 'fleet.yaml');
  const { plans } = plansOf(items);
  const reports = plans.map((plan) => reportOnce(plan, DEFAULT_ASSUMPTIONS));
  expect(new Set(reports.map(({ simulations }) => simulations[0]?.curve)).size).toBe(2);
  for (const [index, plan] of plans.entries()) {
    expect(JSON.stringify(reports[index])).toBe(JSON.stringify(reportOn(plan, DEFAULT_ASSUMPTIONS)));
  }
  expect(plans.length).toBe(40);
});
