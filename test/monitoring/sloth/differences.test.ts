import { sharedDir, testWith } from '../../support/tools';
import { promtool } from '../promtool';
import { billionths, duel, fires, ours, overAll, theirs, type Case } from './duel';
import { examples, type Example } from './examples';
import { firing, hours, looksOf, type History, type Stretch } from './history';

const shared = promtool === undefined ? undefined : sharedDir();

/** Their figure, ours and the true one beside each other, over a history of the example getting-started. */
function differ(name: string, history: History, expectations: (example: Example, looks: number) => Case['expect']) {
  testWith(shared, 'no promtool or no ../shared', name, async (dir) => {
    const example = examples.gettingStarted(dir);
    const looks = looksOf(history);
    // a service that never fails has no series of failures
    const input = example.input(history).filter(({ values }) => !/^0( 0\+0x\d+)*$/.test(values));
    const run = await duel(dir, example, [{ name, input, looks, expect: expectations(example, looks) }]);
    expect(run).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') as unknown });
  });
}

const sum = (history: History, of: (stretch: Stretch) => number) =>
  history.reduce((all, stretch) => all + stretch.looks * of(stretch), 0);

/** The fraction of bad events, by counting them. */
const truth = (history: History) => sum(history, ({ bad }) => bad) / sum(history, ({ total }) => total);
const THEIR_BUDGET = 'period_error_budget_remaining:ratio';
const OUR_BUDGET = 'error_budget:remaining';

describe('we differ from Sloth on purpose:', () => {
  // 1000 requests a minute without an error, then 2 a minute of which one fails
  const uneven = [hours(1, 0, 5000), hours(1, 0.5, 10)];
  const failed = truth(uneven);

  test('of an uneven pair of hours 60 in 60,120 requests failed', () => {
    expect(failed).toBe(60 / 60_120);
    expect(100 * failed).toBeCloseTo(0.0998, 5);
  });

  differ(
    'a quiet hour weighs as much as its requests: theirs says 25 % failed, where 0.0998 % did',
    uneven,
    (example) => [
      // twelve of 24 pieces at 50 %, whatever their size
      { expr: theirs(example, 'sli_error:ratio_rate30d'), value: billionths(0.25) },
      { expr: theirs(example, THEIR_BUDGET), value: billionths(-249) },
      { expr: ours(example, OUR_BUDGET, '30d'), value: billionths(1 - failed / 0.001) },
    ],
  );

  const idle = [hours(1, 0.0005), hours(1, 0, 0), hours(1, 0.0005)];
  differ('an idle hour leaves the budget as it is: theirs is NaN for 30 days', idle, (example) => [
    { expr: `${theirs(example, THEIR_BUDGET)} != bool ${theirs(example, THEIR_BUDGET)}`, value: 1 },
    { expr: ours(example, OUR_BUDGET, '30d'), value: billionths(1 - truth(idle) / 0.001) },
  ]);

  differ('a service that has never failed has all of its budget: theirs has none to show', [hours(2, 0)], (example) => [
    { expr: theirs(example, 'sli_error:ratio_rate1h'), value: undefined },
    { expr: theirs(example, THEIR_BUDGET), value: undefined },
    { expr: ours(example, 'error_ratio', '1h'), value: 0 },
    { expr: ours(example, OUR_BUDGET, '30d'), value: billionths(1) },
  ]);

  // a request a minute: one failure is 1.67 % of an hour
  const once = [hours(2, 0, 5), { looks: 1, total: 5, bad: 1 }, hours(0.5, 0, 5)];
  differ('one failure at night wakes nobody: theirs pages for half an hour', once, (example, looks) => [
    { expr: overAll(fires(example, 'theirs', 'page'), looks), value: firing(once, 0.001, 'page') },
    { expr: overAll(fires(example, 'theirs', 'page'), looks), value: 6 },
    { expr: overAll(fires(example, 'ours', 'page'), looks), value: 0 },
    { expr: ours(example, 'bad_events', '6h'), value: billionths(1) },
  ]);

  const twice = [hours(2, 0, 5), { looks: 2, total: 5, bad: 1 }, hours(0.5, 0, 5)];
  differ('the second failure pages in both', twice, (example, looks) => [
    { expr: overAll(fires(example, 'theirs', 'page'), looks), value: 7 },
    { expr: overAll(fires(example, 'ours', 'page'), looks), value: 6 },
  ]);

  // 600 of 100,000 are six times the budget of 0.1 %, and no more; they compare with 6 * 0.0009999999999999432
  const exactly = [{ looks: 4, total: 100_000, bad: 600 }];
  differ('a threshold has no float noise: theirs pages at exactly 6 times the budget', exactly, (example, looks) => [
    { expr: ours(example, 'error_ratio', '6h'), value: billionths(0.006) },
    { expr: overAll(fires(example, 'theirs', 'page'), looks), value: looks },
    { expr: overAll(fires(example, 'ours', 'page'), looks), value: 0 },
  ]);
});
