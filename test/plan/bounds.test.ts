import { prove, SCENARIOS, simulate, type Plan } from '../../lib/plan';
import { analyse, analysis, blueGreenPlan, canaryPlan, metric, pause, routed, setWeight } from './plans';

/** Milliseconds within which each scenario has to come to an end. */
const MOST = 1_000;
const HUGE = 1e9;

const many = (count: number) =>
  Array.from({ length: count / 2 }, (_, index) => [setWeight(index % 100), pause(1)]).flat();

const CASES: readonly [string, Plan][] = [
  ['10,000 steps', canaryPlan({ steps: many(10_000) })],
  ['10,000 steps without a router', canaryPlan({ steps: many(10_000), traffic: { mode: 'podShare' } })],
  [
    '10,000 steps with dynamicStableScale',
    canaryPlan({ steps: many(10_000), traffic: routed({ dynamicStableScale: true }) }),
  ],
  [
    'a count of a billion',
    canaryPlan({ steps: [setWeight(20), analyse(metric({ count: HUGE, failureLimit: HUGE - 1 }))] }),
  ],
  [
    'limits of a billion',
    canaryPlan({ steps: [setWeight(20), analyse(metric({ count: HUGE, consecutiveErrorLimit: HUGE }))] }),
  ],
  ['a million pods behind a router', canaryPlan({ steps: [setWeight(33), pause(60)] }, { replicas: { desired: 1e6 } })],
  [
    'a million pods without a router',
    canaryPlan({ steps: [setWeight(33), pause(60)], traffic: { mode: 'podShare' } }, { replicas: { desired: 1e6 } }),
  ],
  [
    'a million pods of a blue-green',
    blueGreenPlan({ postPromotion: analysis(metric({ count: HUGE })) }, { replicas: { desired: 1e6 } }),
  ],
  [
    'a pause of thirty years beside an analysis',
    canaryPlan({
      steps: [setWeight(20), pause(HUGE)],
      background: { analysis: analysis(metric({ lookBackSeconds: 90, failureLimit: 3 })), startingStep: 0 },
    }),
  ],
  ['no pods', canaryPlan({ steps: [setWeight(20), pause(60)] }, { replicas: { desired: 0 } })],
];

test.each(CASES)('%s: each scenario and the proof come to an end within a second', (_, absurd) => {
  for (const scenario of SCENARIOS) {
    const start = performance.now();
    const { outcome, weightMinutes } = simulate(absurd, scenario, { requestRate: 50 });
    expect({ scenario, late: performance.now() - start > MOST }).toEqual({ scenario, late: false });
    expect(['promoted', 'aborted', 'paused', 'stuck']).toContain(outcome);
    expect(Number.isFinite(weightMinutes)).toBe(true);
  }
  const start = performance.now();
  prove(absurd, { requestRate: 50 });
  expect(performance.now() - start).toBeLessThan(MOST);
});
