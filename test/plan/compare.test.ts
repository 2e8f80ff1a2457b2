import fc from 'fast-check';
import {
  comparePlans,
  reportOn,
  unknown,
  type Assumptions,
  type FigureChange,
  type Plan,
  type RolloutComparison,
} from '../../lib/plan';
import { anyAssumptions, anyPlan } from './generate';
import { analyse, analysis, blueGreenPlan, canaryPlan, metric, pause, plan, setWeight } from './plans';

const watched = (props: Parameters<typeof metric>[0] = {}, weights = [20, 50]) =>
  canaryPlan({
    steps: weights.flatMap((weight) => [setWeight(weight), pause(300)]),
    background: { analysis: analysis(metric(props)), startingStep: 1 },
  });

function compare(before: Plan, after: Plan, given: Partial<Assumptions> = {}, newly = given): RolloutComparison {
  const [rollout] = comparePlans([reportOn(before, given)], [reportOn(after, newly)]).rollouts;
  if (!rollout) throw new Error('nothing was compared');
  return rollout;
}

function figureIn({ figures }: RolloutComparison, figure: FigureChange['figure'], scenario = 'badFromStart') {
  return figures.find(
    (one) => one.figure === figure && (one.subject.kind === 'analysis' || one.subject.scenario.kind === scenario),
  );
}

const named = (name: string, namespace?: string, kind = 'Rollout') =>
  reportOn(plan({ identity: { name, kind, ...(namespace === undefined ? {} : { namespace }) } }));

describe('rollouts', () => {
  test('are the same by kind, namespace and name, and where they were read does not matter', () => {
    const moved = reportOn(plan({ identity: { name: 'shop', kind: 'Rollout', source: 'other.yaml:7' } }));
    const { rollouts } = comparePlans(
      [named('shop'), named('cart', 'a'), named('cart', 'b'), named('old')],
      [named('cart', 'b'), named('old', undefined, 'Deployment'), moved, named('cart', 'a')],
    );
    expect(rollouts.map(({ identity, change }) => [identity.kind, identity.name, change])).toEqual([
      ['Rollout', 'shop', 'same'],
      ['Rollout', 'cart', 'same'],
      ['Rollout', 'cart', 'same'],
      ['Rollout', 'old', 'removed'],
      ['Deployment', 'old', 'added'],
    ]);
  });

  test('that share all three are paired one by one, and what is left over is new or gone', () => {
    const twice = named('shop');
    const changes = (before: number, after: number) =>
      comparePlans(Array(before).fill(twice), Array(after).fill(twice)).rollouts.map(({ change }) => change);
    expect(changes(2, 2)).toEqual(['same', 'same']);
    expect(changes(2, 1)).toEqual(['same', 'removed']);
    expect(changes(1, 3)).toEqual(['same', 'added', 'added']);
  });

  test('that are new are introduced', () => {
    const [added] = comparePlans([], [reportOn(watched())]).rollouts;
    expect(added).toMatchObject({
      change: 'added',
      verdict: expect.stringMatching(
        /^new; a good version is promoted after .+; .+ is aborted by an analysis.* after /,
      ),
    });
  });
});

test('comparing anything with itself finds nothing', () => {
  fc.assert(
    fc.property(anyPlan, anyAssumptions, (one, given) => {
      const again = structuredClone(one);
      expect(compare(one, again, given)).toEqual({
        identity: one.identity,
        change: 'same',
        verdict: 'the same',
        plan: [],
        figures: [],
        newRemarks: [],
        goneRemarks: [],
      });
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('swapping the two swaps better and worse, new and gone, and the sign of every difference', () => {
  const opposite = { better: 'worse', worse: 'better', mixed: 'mixed', different: 'different' } as const;
  fc.assert(
    fc.property(anyPlan, anyPlan, anyAssumptions, (one, other, given) => {
      const there = compare(one, other, given);
      const back = compare(other, one, given);
      const key = (change: FigureChange) =>
        JSON.stringify([
          change.figure,
          change.spoken.figure,
          change.before,
          change.after,
          change.judgement,
          change.difference,
        ]);
      const turned = back.figures.map((change) => ({
        ...change,
        before: change.after,
        after: change.before,
        judgement: opposite[change.judgement],
        difference: change.difference === undefined ? undefined : -change.difference,
      }));
      expect(there.figures.map(key).sort()).toEqual(turned.map(key).sort());
      expect(there.judgement && opposite[there.judgement]).toBe(back.judgement);
      expect(there.newRemarks).toEqual(back.goneRemarks);
      expect(there.plan.length > 0).toBe(back.plan.length > 0);
    }),
    { seed: 8, numRuns: 100 },
  );
});

test('more weight earlier shows as more exposure of a bad version, never as less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 5, max: 50 }), (first, more) => {
      const rollout = compare(
        watched({ failureLimit: 2 }, [first, 95]),
        watched({ failureLimit: 2 }, [first + more, 95]),
      );
      expect(figureIn(rollout, 'badWeightMinutes')).toMatchObject({ judgement: 'worse' });
      expect(rollout.judgement).not.toBe('better');
    }),
    { seed: 9, numRuns: 60 },
  );
});

test('a limit that forgives more is worse: it says by how much later, and what was written', () => {
  const rollout = compare(watched(), watched({ failureLimit: 3 }), { requestRate: 10 });
  expect(rollout.plan).toEqual([{ what: 'background: error-rate failureLimit', before: '0', after: '3' }]);
  const detected = figureIn(rollout, 'secondsToDetect');
  expect(detected).toMatchObject({ judgement: 'worse', spoken: { subject: 'bad from the start' } });
  // three more measurements, each with its interval and its query
  expect(detected?.difference).toBeCloseTo(3 * 61);
  expect(figureIn(rollout, 'badRequests')).toMatchObject({ judgement: 'worse' });
  expect(rollout.judgement).toBe('worse');
  expect(rollout.verdict).toMatch(/^worse: /);
});

test('an analysis that is taken away is worse, and a bad version then does harm without end', () => {
  const rollout = compare(watched(), canaryPlan({ steps: [20, 50].flatMap((one) => [setWeight(one), pause(300)]) }));
  expect(figureIn(rollout, 'outcome')).toMatchObject({ after: 'promoted', judgement: 'worse' });
  expect(figureIn(rollout, 'secondsToDetect')).toMatchObject({ after: 'never', judgement: 'worse' });
  expect(figureIn(rollout, 'badWeightMinutes')).toMatchObject({ after: 'endless', judgement: 'worse' });
  expect(rollout.figures.find(({ figure }) => figure === 'guard')).toMatchObject({ after: 'none', judgement: 'worse' });
  expect(rollout.newRemarks.map(({ id }) => id)).toContain('no-analysis');
});

test('an analysis that can no longer fail is worse, however it is called', () => {
  const before = canaryPlan({ steps: [setWeight(20), analyse(metric({ count: 3 }))] });
  const after = canaryPlan({
    steps: [
      setWeight(20),
      { kind: 'analysis', analysis: { ...analysis(metric({ count: 3, failureLimit: 3 })), name: 'checks-4f2a' } },
    ],
  });
  const rollout = compare(before, after);
  expect(rollout.figures.find(({ figure }) => figure === 'canFail')).toMatchObject({
    before: true,
    after: false,
    judgement: 'worse',
    subject: { analysis: 'checks-4f2a' },
  });
  expect(rollout.figures.some(({ figure }) => figure === 'guard')).toBe(false);
});

test('power, false alarms and detectable rates follow the threshold', () => {
  const at = (threshold: number) => watched({ lookBackSeconds: 60, judged: { quantity: 'errorRate', threshold } });
  const { figures } = compare(at(0.05), at(0.008), { requestRate: 20, baselineErrorRate: 0.005 });
  const judged = (name: FigureChange['figure']) => figures.find(({ figure }) => figure === name)?.judgement;
  expect(judged('power')).toBe('better');
  expect(judged('falseAlarm')).toBe('worse');
  expect(judged('detectableAtBest')).toBe('better');
});

test('a shorter pause makes a good rollout shorter, and an endless one makes it never end', () => {
  const paused = (seconds: number | 'indefinite') => canaryPlan({ steps: [setWeight(20), pause(seconds)] });
  const shorter = compare(paused(600), paused(300));
  expect(shorter.plan).toEqual([{ what: 'step 2: pause', before: '10 min', after: '5 min' }]);
  expect(figureIn(shorter, 'durationSeconds', 'healthy')).toMatchObject({
    difference: -300,
    judgement: 'better',
    spoken: { difference: '-5 min' },
  });
  const endless = compare(paused(600), paused('indefinite'));
  expect(figureIn(endless, 'durationSeconds', 'healthy')).toMatchObject({ after: 'never', judgement: 'worse' });
  expect(figureIn(endless, 'durationSeconds', 'healthy')?.difference).toBeUndefined();
  expect(figureIn(endless, 'outcome', 'healthy')).toMatchObject({ judgement: 'worse' });
});

test('what is not known is said, and judged neither better nor worse', () => {
  const rollout = compare(watched(), watched({ failureLimit: unknown('{{args.limit}} has no value') }));
  expect(rollout.plan[0]?.after).toBe('not known ({{args.limit}} has no value)');
  const canFail = rollout.figures.find(({ figure }) => figure === 'canFail');
  expect(canFail).toMatchObject({ before: true, judgement: 'different' });
  expect(canFail?.spoken.after).toMatch(/^not known: /);
});

describe('steps', () => {
  const steps = (...all: Parameters<typeof canaryPlan>[0]['steps'] & object) => canaryPlan({ steps: all });
  const changes = (before: Plan, after: Plan) =>
    compare(before, after).plan.map(({ what, before: was, after: is }) => [what, was, is]);

  test('that are put in or taken out leave the others as they were', () => {
    const short = steps(setWeight(20), pause(60), setWeight(50), pause(60));
    const long = steps(setWeight(5), pause(30), setWeight(20), pause(60), setWeight(50), pause(60));
    expect(changes(short, long)).toEqual([
      ['step 1: setWeight', undefined, '5'],
      ['step 2: pause', undefined, '30 s'],
    ]);
    expect(changes(long, short)).toEqual([
      ['step 1: setWeight', '5', undefined],
      ['step 2: pause', '30 s', undefined],
    ]);
  });

  test('are compared number by number, within analyses too', () => {
    const one = steps(setWeight(20), analyse(metric({ count: 3 })));
    const other = steps(setWeight(25), analyse(metric({ count: 5, intervalSeconds: 120 })));
    expect(changes(one, other)).toEqual([
      ['step 1: setWeight', '20', '25'],
      ['step 2: analysis: error-rate intervalSeconds', '1 min', '2 min'],
      ['step 2: analysis: error-rate count', '3', '5'],
    ]);
  });

  test('by the ten thousand are compared in bounded time', () => {
    const many = (weight: number) =>
      Array.from({ length: 10_000 }, (_, index) => setWeight(index % 2 === 0 ? weight : index % 90));
    const empty = reportOn(plan());
    const report = (weight: number) => ({
      ...empty,
      plan: canaryPlan({ steps: many(weight) }),
    });
    const start = performance.now();
    const [rollout] = comparePlans([report(91)], [report(92)]).rollouts;
    expect(rollout?.plan).toHaveLength(5_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test('everything else that is written is compared by its own name', () => {
  const before = plan({ replicas: { desired: 10 }, minReadySeconds: 0 });
  const after = plan({
    replicas: { desired: 5, range: { min: 2, max: 8 } },
    minReadySeconds: 90,
    progressDeadline: { seconds: 300, aborts: true },
  });
  expect(compare(before, after).plan).toEqual([
    { what: 'replicas desired', before: '10', after: '5' },
    { what: 'minReadySeconds', before: '0 s', after: '1 min 30 s' },
    { what: 'progressDeadline', before: '10 min', after: '5 min' },
    { what: 'progressDeadline aborts', before: 'no', after: 'yes' },
    { what: 'replicas range min', after: '2' },
    { what: 'replicas range max', after: '8' },
  ]);
  expect(compare(before, blueGreenPlan()).plan).toEqual([{ what: 'strategy', before: 'canary', after: 'blueGreen' }]);
  expect(compare(before, before, { requestRate: 5 }, { requestRate: 9 }).plan).toEqual([
    { what: 'assumed requestRate', before: '5', after: '9' },
  ]);
});
