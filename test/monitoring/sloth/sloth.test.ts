import { Objective } from '../../../lib/slo';
import { sharedDir, testWith } from '../../support/tools';
import { promtool } from '../promtool';
import { billionths, duel, fires, ours, overAll, theirs, type Case } from './duel';
import { examples, type Example } from './examples';
import { firing, hours, looksOf, type History, type Loudness } from './history';
import { accidents, around, requestStories, wifiStories, type Scenario } from './scenarios';

const shared = promtool === undefined ? undefined : sharedDir();
const why = 'no promtool or no ../shared';
const loudnesses: readonly Loudness[] = ['page', 'ticket'];
const passed = { status: 0, output: expect.stringContaining('SUCCESS') as unknown };

/** At every look both fire or neither does, and at as many looks as counting the events says. */
function sameAlerts(example: Example, name: string, history: History): Case {
  const looks = looksOf(history);
  const expectations = loudnesses.flatMap((loudness) => {
    const [theirOnes, ourOnes] = [fires(example, 'theirs', loudness), fires(example, 'ours', loudness)];
    const count = firing(history, example.objective.budget, loudness, example.both);
    return [
      { expr: overAll(`abs(${theirOnes} - ${ourOnes})`, looks), value: 0 },
      { expr: overAll(theirOnes, looks), value: count },
      { expr: overAll(ourOnes, looks), value: count },
    ];
  });
  return { name, input: example.input(history), looks, expect: expectations };
}

async function fight(example: Example, dir: string, scenarios: readonly Scenario[]) {
  for (const { name, history, fired } of scenarios) {
    const fires = loudnesses.filter(
      (loudness) => firing(history, example.objective.budget, loudness, example.both) > 0,
    );
    expect([name, fires]).toEqual([name, loudnesses.filter((loudness) => fired.includes(loudness))]);
  }
  const cases = scenarios.map(({ name, history }) => sameAlerts(example, name, history));
  expect(await duel(dir, example, cases)).toEqual(passed);
}

describe("the alerts of Sloth's example getting-started, said in our API, fire when Sloth's do", () => {
  testWith(shared, why, 'around every threshold', async (dir) => {
    const example = examples.gettingStarted(dir);
    await fight(example, dir, around(example.objective.budget, 100_003));
  });

  testWith(
    shared,
    why,
    'while trouble comes and goes',
    async (dir) => {
      const example = examples.gettingStarted(dir);
      await fight(example, dir, requestStories(example.objective.budget));
    },
    180_000,
  );

  testWith(shared, why, 'whatever else happens', async (dir) => {
    const example = examples.gettingStarted(dir);
    const histories = accidents(example.objective.budget, 10);
    const cases = histories.map((history) => sameAlerts(example, JSON.stringify(history), history));
    expect(await duel(dir, example, cases)).toEqual(passed);
  });
});

describe("the alerts of Sloth's example home-wifi, whose events are looks at a gauge, fire when Sloth's do", () => {
  testWith(shared, why, 'around every threshold, for clients that are unhappy', async (dir) => {
    await fight(examples.goodWifi(dir), dir, around(0.05, 41));
  });

  testWith(shared, why, 'around every threshold, for clients that are lost', async (dir) => {
    await fight(examples.riskWifi(dir), dir, around(0.001, 401));
  });

  testWith(
    shared,
    why,
    'while trouble comes and goes',
    async (dir) => {
      const both: readonly Loudness[] = ['page', 'ticket'];
      await fight(examples.goodWifi(dir), dir, wifiStories({ outage: both, spike: [], half: ['ticket'] }));
      await fight(examples.riskWifi(dir), dir, wifiStories({ outage: both, spike: both, half: both }));
    },
    180_000,
  );
});

describe("Sloth's example no-alerts, whose alerts are switched off", () => {
  testWith(shared, why, 'has the same error ratios and the same budget as ours, where traffic is even', async (dir) => {
    const example = examples.noAlerts(dir);
    const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
    const history = [hours(3, 0), hours(2, 0.0004), hours(3, 0.00005)];
    const looks = looksOf(history);
    const bad = history.reduce((sum, stretch) => sum + stretch.looks * stretch.bad, 0);
    const left = 1 - bad / (looks * 10_007) / 0.0001;
    const expectations = [
      ...windows.map((window) => ({
        expr: `${theirs(example, `sli_error:ratio_rate${window}`)} - ${ours(example, 'error_ratio', window)}`,
        value: 0,
      })),
      { expr: theirs(example, 'period_error_budget_remaining:ratio'), value: billionths(left) },
      { expr: ours(example, 'error_budget:remaining', '30d'), value: billionths(left) },
    ];
    const run = await duel(dir, example, [
      { name: 'even traffic', input: example.input(history), looks, expect: expectations },
    ]);
    expect(run).toEqual(passed);
  });

  testWith(shared, why, 'is no objective of ours: what nobody watches is refused', (dir) => {
    const { indicator: _, ...spec } = examples.noAlerts(dir).objective.spec;
    const without = () =>
      Objective.ratio({
        ...spec,
        indicator: { kind: 'events', total: { raw: {} }, part: { is: 'bad', query: { raw: {} } }, series: [] },
        burnWindows: [],
      });
    expect(without).toThrow('slo-legs');
  });
});
