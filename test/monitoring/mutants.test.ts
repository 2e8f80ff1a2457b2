import { alertTestFiles } from '../../lib/monitoring';
import type { Objective } from '../../lib/slo';
import { testWith } from '../support/tools';
import { mutantsOf, type GroupText, type Mutant } from './mutate';
import { oneOfEachKind } from './objectives';
import { promtool, runPromtool } from './promtool';

/** Mutants that nothing can tell from the right rules. */
const SAME = [
  {
    why: 'a minute is whole: the same number of them is above both thresholds',
    of: (what: string) => /(saturation|freshness).* is (1\.1|0\.9) times/i.test(what),
  },
  {
    why: 'the series that the expression reads have the label as well',
    of: (what: string) => /(Burn|remaining) .*: without label (namespace|service|slo)$/.test(what),
  },
  {
    why: 'each objective has pieces of one length only',
    of: (what: string) => /remaining .*: without window=/.test(what),
  },
];

/** Mutants that the generated tests let pass. */
async function survivors(objective: Objective, mutants: readonly Mutant[]): Promise<readonly string[]> {
  const [rules, tests] = alertTestFiles(objective) ?? [];
  if (rules === undefined || tests === undefined) {
    throw new Error(`no tests for ${objective.id}`);
  }
  const body = tests.body as { readonly tests: readonly { readonly name: string }[] };
  const left = [...mutants];
  const lived: string[] = [];
  const work = async () => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const passes = async (body: object) => {
        const files = { [rules.path]: JSON.stringify({ groups: mutant.groups }), 'tests.json': JSON.stringify(body) };
        return (await runPromtool(['test', 'rules', 'tests.json'], files)).status === 0;
      };
      // the tests that should notice come first: most mutants need no others
      const likely = body.tests.filter(({ name }) => mutant.windows.some((window) => name.includes(window)));
      const lives = (await passes({ ...body, tests: likely })) && (await passes(body));
      lived.push(...(lives ? [mutant.what] : []));
    }
  };
  await Promise.all([work(), work()]);
  return lived;
}

describe('the generated tests catch a mistake in the rules', () => {
  for (const objective of oneOfEachKind) {
    testWith(
      promtool,
      'no promtool',
      `of ${objective.spec.kind}, 95 % of them at least`,
      async () => {
        const rules = alertTestFiles(objective)?.[0]?.body as { readonly groups: readonly GroupText[] };
        const mutants = mutantsOf(rules.groups);
        const lived = await survivors(objective, mutants);
        const caught = mutants.length - lived.length;
        console.log(
          [
            `${objective.id}: ${caught} of ${mutants.length} mutants caught`,
            ...lived.map((what) => `  survives: ${what} (${SAME.find(({ of }) => of(what))?.why ?? 'unexplained'})`),
          ].join('\n'),
        );
        const wrong = mutants.length - lived.filter((what) => SAME.some(({ of }) => of(what))).length;
        expect(wrong).toBeGreaterThan(100);
        expect(caught / wrong).toBeGreaterThanOrEqual(0.95);
      },
      600_000,
    );
  }
});
