import {
  canFail,
  isUnknown,
  prove,
  unknown,
  type Assumptions,
  type Metric,
  type Plan,
  type Step,
} from '../../lib/plan';
import { analyse, analysis, blueGreenPlan, canaryPlan, metric, pause, setWeight } from './plans';

const GIVEN: Partial<Assumptions> = { podStartSeconds: 30, queryLatencySeconds: 0, routePropagationSeconds: 0 };

describe('can it fail', () => {
  const verdict = (props: Partial<Metric>, informative: Parameters<typeof canFail>[1] = 'endless') => {
    const { canFail: can, reason } = canFail(metric(props), informative);
    return [isUnknown(can) ? 'unknown' : can, reason];
  };

  test('yes, if failureLimit is below count and enough measurements can see it', () => {
    expect(verdict({ count: 5, failureLimit: 4 }, 5)).toEqual([true, 'canFail']);
    expect(verdict({ count: 'unbounded', failureLimit: 100 })).toEqual([true, 'canFail']);
  });

  test.each<[string, Partial<Metric>, string]>([
    ['failureLimit equals count', { count: 3, failureLimit: 3 }, 'limitNotBelowCount'],
    [
      'it is measured once and may fail once',
      { count: 'unbounded', intervalSeconds: undefined, failureLimit: 1 },
      'limitNotBelowCount',
    ],
    [
      'count is 0, which is one without an interval',
      { count: 0, intervalSeconds: undefined, failureLimit: 1 },
      'limitNotBelowCount',
    ],
    ['failures have no limit', { failureLimit: -1 }, 'limitNotBelowCount'],
    [
      'its conditions call everything good',
      { verdicts: { bad: 'Successful', noData: 'Error', notANumber: 'Successful' } },
      'nothingIsBad',
    ],
    [
      'a bad value is only inconclusive',
      { verdicts: { bad: 'Inconclusive', noData: 'Error', notANumber: 'Failed' } },
      'onlyPauses',
    ],
    ['it is a dry run', { dryRun: true }, 'dryRun'],
  ])('no, if %s', (_, props, reason) => {
    expect(verdict(props)).toEqual([false, reason]);
  });

  test('no, if it takes more measurements than can see a bad version', () => {
    expect(verdict({ failureLimit: 3 }, 3)).toEqual([false, 'tooFewMeasurements']);
    expect(canFail(metric({ failureLimit: 3 }), 3).why).toBe(
      'error-rate: it takes 4 bad measurements, and only 3 can see a bad version before the rollout is over',
    );
  });

  test('failures without a limit fail it where successes in a row are asked for', () => {
    expect(verdict({ failureLimit: -1, consecutiveSuccessLimit: 2, count: 5 }, 5)).toEqual([true, 'canFail']);
  });

  test('what is not known is said by name', () => {
    const { canFail: can, why } = canFail(metric({ failureLimit: unknown('args.limit') }), 5);
    expect(can).toEqual({ unknown: 'args.limit' });
    expect(why).toBe('error-rate: not known: args.limit');
  });
});

const steps = [setWeight(10), pause(300), setWeight(50), pause(300)];
const background = (props: Partial<Metric>, startingStep = 0, some: Step[] = steps): Plan =>
  canaryPlan({ steps: some, background: { analysis: analysis(metric(props)), startingStep } });
const first = (plan: Plan, given: Partial<Assumptions> = {}) => {
  const proof = prove(plan, { ...GIVEN, ...given })[0];
  const one = proof?.metrics[0];
  if (!proof || !one) throw new Error('nothing proved');
  return { ...one, proof };
};

test('a background analysis must come to its verdict before promotion', () => {
  expect(first(background({ intervalSeconds: 120, failureLimit: 3 })).proof.canFail).toBe(true);
  expect(first(background({ intervalSeconds: 120, failureLimit: 6 }))).toMatchObject({
    canFail: false,
    reason: 'tooFewMeasurements',
  });
});

test('measurements before the canary serves anything prove nothing', () => {
  const { informativeMeasurements } = first(background({ intervalSeconds: 10, count: 4 }), { podStartSeconds: 90 });
  expect(informativeMeasurements).toBe(0);
});

test('while a rollout waits for a person a background analysis goes on without end', () => {
  const waiting = [setWeight(10), pause('indefinite'), setWeight(50)];
  expect(first(background({ intervalSeconds: 600, failureLimit: 9 }, 0, waiting))).toMatchObject({
    canFail: true,
    informativeMeasurements: 'endless',
  });
});

test('a query over the whole service can make a limit below the count unreachable, also inline', () => {
  const inline = (scope: 'canary' | 'service') =>
    first(
      canaryPlan({ steps: [setWeight(4), analyse(metric({ scope, count: 5, failureLimit: 2, lookBackSeconds: 60 }))] }),
      { baselineErrorRate: 0 },
    );
  expect(inline('canary').canFail).toBe(true);
  expect(inline('service')).toMatchObject({ canFail: false, reason: 'tooFewMeasurements', informativeMeasurements: 0 });
});

test('an analysis that never runs is said not to', () => {
  expect(first(background({}, 9))).toMatchObject({
    canFail: false,
    reason: 'neverRuns',
    proof: { why: 'it does not run in a healthy rollout' },
  });
  const none = canaryPlan({ steps: [{ kind: 'analysis', analysis: { name: 'none', templates: [], metrics: [] } }] });
  expect(prove(none, GIVEN)[0]).toMatchObject({ canFail: false, why: 'it has no template: no run is ever made' });
});

test('dilution: the error rate that shows, step by step', () => {
  const { steps: seen } = first(
    background({
      scope: 'service',
      intervalSeconds: 100,
      lookBackSeconds: 0,
      judged: { quantity: 'successRate', threshold: 0.95 },
    }),
    {
      baselineErrorRate: 0,
    },
  );
  expect(
    seen
      .filter(({ exposure }) => exposure > 0)
      .map(({ stepIndex, exposure, detectableErrorRate }) => [stepIndex, exposure, Number(detectableErrorRate)]),
  ).toEqual([
    [1, 0.1, expect.closeTo(0.5)],
    [3, 0.5, expect.closeTo(0.1)],
  ]);
});

test('at 5 % of the traffic a success rate of 95 % shows nothing but a canary that fails every request', () => {
  const at = (weight: number) => {
    const { steps: seen } = first(
      background({ scope: 'service', lookBackSeconds: 0, judged: { quantity: 'successRate', threshold: 0.95 } }, 1, [
        setWeight(weight),
        pause(300),
      ]),
      {
        baselineErrorRate: 0,
      },
    );
    return seen[0]?.detectableErrorRate;
  };
  expect(at(5)).toBe('none');
  expect(at(20)).toBeCloseTo(0.25);
});

test('inline, background, experiment, before and after the switch: every analysis is proved in its place', () => {
  const checked = analysis(metric({ count: 2, needsTraffic: false }));
  const experiment: Step = {
    kind: 'experiment',
    experiment: {
      templates: [{ name: 'new', version: 'canary', replicas: 1 }],
      analyses: [{ analysis: checked, required: true }],
    },
  };
  const plan = canaryPlan({
    steps: [setWeight(10), { kind: 'analysis', analysis: checked }, experiment],
    background: { analysis: checked, startingStep: 0 },
  });
  expect(prove(plan, GIVEN).map(({ role, stepIndex, canFail: can }) => [role, stepIndex, can])).toEqual([
    ['background', undefined, true],
    ['step', 1, true],
    ['experiment', 2, true],
  ]);
  const switched = blueGreenPlan({ prePromotion: checked, postPromotion: checked });
  expect(prove(switched, GIVEN).map(({ role, canFail: can }) => [role, can])).toEqual([
    ['prePromotion', true],
    ['postPromotion', true],
  ]);
});

test('chances count the requests of every step', () => {
  const { power, steps: seen } = first(
    background({ lookBackSeconds: 60, judged: { quantity: 'errorRateSignificance', threshold: 3 } }, 1),
    { requestRate: 20, baselineErrorRate: 0.005 },
  );
  if (isUnknown(power)) throw new Error(power.unknown);
  expect(seen[seen.length - 1]?.requestsPerMeasurement).toBeCloseTo(0.5 * 60 * 20);
  // two weights, five minutes each: better than any one measurement, which sees it with 0.3 at best
  expect(power.power).toBeGreaterThan(0.6);
  expect(power.falseAlarm).toBeLessThan(0.1);
});
