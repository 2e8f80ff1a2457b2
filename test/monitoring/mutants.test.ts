import { alertTestFiles } from '../../lib/monitoring';
import { testWith } from '../support/tools';
import { sameBecause } from './mutant-same';
import { mutantsOf, type GroupText } from './mutate';
import { survivors } from './mutation-run';
import { oneOfEachKind } from './objectives';
import { promtool } from './promtool';

/**
 * With STEPGATE_ALL_MUTANTS=1 each mutant is run, and not only every second one; and those that are said to be the same are run
 * as well: one that is caught is not the same. It takes a quarter of an hour.
 */
const ALL = process.env.STEPGATE_ALL_MUTANTS === '1';

/** Why no generated history tells these from the right rules, though one could. */
const WHY_ALIVE: readonly (readonly [id: RegExp, why: string])[] = [
  [
    /^slo:bad_events:piece /,
    'in a piece without events it is 0 instead of nothing, and the sum over the pieces is the same',
  ],
  [/^slo:bad_events /, 'it shows only where the last event is longer ago than the window: no history is that long'],
  [
    /: window [34] is /,
    'it shows only where one window has the least number of events and the other has not: no history is that thin',
  ],
];

describe('the generated tests catch a mistake in the rules', () => {
  for (const [kind, objective] of oneOfEachKind.entries()) {
    testWith(
      promtool,
      'no promtool',
      `of ${objective.spec.kind}: 95 % at least of those that make a difference`,
      async () => {
        const [rules, tests] = alertTestFiles(objective) ?? [];
        if (rules === undefined || tests === undefined) throw new Error(`no tests for ${objective.id}`);
        // the body is what this file says
        const { groups } = rules.body as { readonly groups: readonly GroupText[] };
        const mutants = mutantsOf(groups).map((mutant) => ({ mutant, same: sameBecause(objective, mutant) }));
        const same = mutants.filter((one) => one.same !== undefined);
        const other = mutants.filter((one) => one.same === undefined).map(({ mutant }) => mutant);
        // of one kind the odd ones, of the next the even ones: they have most mistakes in common
        const run = ALL ? other : other.filter((_, index) => index % 2 === kind % 2);
        const lived = await survivors([rules, tests], run);
        console.log(
          [
            `${objective.id}: ${run.length - lived.length} of ${run.length} mutants caught, of ${other.length} that there are`,
            ...lived.map(({ id }) => `  survives: ${id}: ${whyAlive(id)}`),
            `  the same as the right rules: ${same.length}`,
            ...same.map(({ mutant, same: why }) => `    ${mutant.id}: ${why}`),
          ].join('\n'),
        );
        expect(other.length).toBeGreaterThan(150);
        expect((run.length - lived.length) / run.length).toBeGreaterThanOrEqual(0.95);
        if (ALL) {
          const all = same.map(({ mutant }) => mutant);
          const living = await survivors([rules, tests], all);
          expect(all.filter((mutant) => !living.includes(mutant)).map(({ id }) => id)).toEqual([]);
        }
      },
      900_000,
    );
  }
});

function whyAlive(id: string): string {
  return WHY_ALIVE.find(([pattern]) => pattern.test(id))?.[1] ?? 'nobody has said why';
}
