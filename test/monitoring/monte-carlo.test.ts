import { Duration } from 'cdk8s';
import { reportOn, simulate, type Plan } from '../../lib/plan';
import { chanceOfBad } from '../../lib/plan/prove/bad-chance';
import { oddsOf } from '../../scripts/monte-carlo';
import { defaultPlan, enoughRequests, powerRows } from '../../scripts/power';

/** Chance that one of two objectives aborts, if they err apart. */
const ofTwo = (chance: number) => 1 - (1 - chance) ** 2;

test.each<[string, Duration | undefined]>([
  ['the default steps', undefined],
  ['steps of three minutes', Duration.minutes(3)],
])(
  'with %s two objectives abort less than 5 %% of healthy rollouts and each catches one point more',
  (_, bake) => {
    for (const { target, baseline, falseAborts, enough, worse } of powerRows(bake)) {
      const row = { target, baseline, enough };
      expect({ ...row, ofTwo: ofTwo(falseAborts), isLow: ofTwo(falseAborts) < 0.05 }).toMatchObject({ isLow: true });
      expect({ ...row, caught: worse.aborted, isHigh: worse.aborted >= 0.8 }).toMatchObject({ isHigh: true });
      expect(enough).toBeLessThan(1000);
    }
  },
  120_000,
);

const DICE = { rollouts: 4_000, seed: 7 };

/** The plan with other metrics in the background, and no analysis in its steps. */
function watchedBy(plan: Plan, change: (judged: object) => object, failureLimit: number): Plan {
  const { strategy } = plan;
  if (strategy.kind !== 'canary' || !strategy.background) throw new Error('nothing watches');
  const { analysis } = strategy.background;
  const metrics = analysis.metrics
    .filter(({ judged }) => judged.quantity === 'errorRateRise')
    // the change leaves the quantity as it is
    .map((metric) => ({ ...metric, failureLimit, judged: change(metric.judged) as typeof metric.judged }));
  return {
    ...plan,
    strategy: {
      ...strategy,
      steps: strategy.steps.filter(({ kind }) => kind !== 'analysis'),
      background: { ...strategy.background, analysis: { ...analysis, metrics } },
    },
  };
}

test('a rise of one point alone, from a few requests on, would abort most of the healthy rollouts', () => {
  const naive = watchedBy(
    defaultPlan(0.99),
    (judged) => ({ ...judged, minimumRequests: 50, minimumStableRequests: 0 }),
    0,
  );
  const { aborted } = oddsOf(naive, { requestRate: 8, baseline: 0.01, rise: 0 }, DICE);
  expect(aborted).toBeGreaterThan(0.5);
});

test('one measurement comes out as often as the exact chance says', () => {
  const once = (plan: Plan): Plan => {
    if (plan.strategy.kind !== 'canary' || !plan.strategy.background) throw new Error('nothing watches');
    const { background } = plan.strategy;
    const metrics = background.analysis.metrics.map((metric) => ({ ...metric, count: 1 }));
    return {
      ...plan,
      strategy: { ...plan.strategy, background: { ...background, analysis: { ...background.analysis, metrics } } },
    };
  };
  const given = { queryLatencySeconds: 0, reconcileSeconds: 0, routePropagationSeconds: 0 };
  const plan = once(
    watchedBy(defaultPlan(0.99), (judged) => ({ ...judged, threshold: 0.0085, minimumRequests: 100 }), 0),
  );
  const measured = simulate(plan, { kind: 'healthy' }, given).analyses.flatMap(({ measurements }) => measurements);
  expect(measured).toMatchObject([{ times: 1 }]);
  const [{ exposure = 0 } = {}] = measured;
  const weather = { requestRate: 400, baseline: 0.01, rise: 0.008 };
  const exact = chanceOfBad(
    { quantity: 'errorRateRise', threshold: 0.0085 },
    {
      canaryRequests: weather.requestRate * 300 * exposure,
      stableRequests: weather.requestRate * 300 * (1 - exposure),
      canaryErrorRate: 0.018,
      stableErrorRate: 0.01,
      scope: 'canary',
    },
  );
  const { aborted } = oddsOf(plan, weather, DICE, given);
  expect(exact).toBeGreaterThan(0.3);
  expect(Math.abs(aborted - (exact ?? NaN))).toBeLessThan(4 * Math.sqrt(0.25 / DICE.rollouts));
});

test('a service that starves is never aborted and asks a person', () => {
  const plan = defaultPlan(0.999);
  expect(oddsOf(plan, { requestRate: 0.01, baseline: 0.001, rise: 0 }, DICE)).toEqual({ aborted: 0, asked: 1 });
});

test('the report on the default service has detection and power', () => {
  const plan = defaultPlan(0.999);
  const requestRate = Math.ceil(enoughRequests(plan, 0.001));
  const { proofs, simulations } = reportOn(plan, { requestRate, baselineErrorRate: 0.001 });
  const background = proofs.find(({ role }) => role === 'background');
  expect(background?.canFail).toBe(true);
  const powers = background?.metrics.map(({ power }) => ('power' in power ? power.power : 0)) ?? [];
  expect(Math.max(...powers)).toBeGreaterThanOrEqual(0.8);
  expect(simulations.find(({ scenario }) => scenario.kind === 'badFromStart')).toMatchObject({
    outcome: 'aborted',
    detection: { by: 'analysis', verdict: 'Failed' },
  });
});
