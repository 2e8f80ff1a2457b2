import {
  isUnknown,
  REMARKS,
  remarksOnTemplate,
  reportOn,
  unknown,
  type Assumptions,
  type Plan,
  type Remark,
} from '../../lib/plan';
import { analyse, analysis, canaryPlan, metric, pause, routed, setWeight } from './plans';

const sees = (plan: Plan, given: Partial<Assumptions> = {}): readonly Remark[] => reportOn(plan, given).remarks;
const ids = (plan: Plan, given?: Partial<Assumptions>) => sees(plan, given).map(({ id }) => id);

/** Nothing to remark on: the steps end in a soak, and one metric of the canary watches from the first traffic on. */
const good = (): Plan => ({
  ...canaryPlan({
    steps: [setWeight(20), pause(300), setWeight(60), pause(300), setWeight(100), pause(300)],
    traffic: routed(),
    background: {
      analysis: analysis(metric({ verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Inconclusive' } })),
      startingStep: 1,
    },
  }),
  progressDeadline: { seconds: 600, aborts: true },
  rollbackWindowRevisions: 3,
});

/** The good plan with another strategy. */
const having = (change: object): Plan => ({
  ...good(),
  strategy: { ...good().strategy, ...change },
});
const background = (props: Parameters<typeof metric>[0], startingStep = 1) =>
  having({ background: { analysis: analysis(metric(props)), startingStep } });

/** For each kind a plan that earns it. */
const CASES: Readonly<Record<string, readonly [Plan, Partial<Assumptions>?]>> = {
  'never-ends': [
    having({ steps: [setWeight(20), { kind: 'analysis', analysis: { name: '', templates: [], metrics: [] } }] }),
  ],
  'no-analysis': [having({ background: undefined })],
  'cannot-fail': [background({ count: 1, failureLimit: 1 })],
  undetected: [background({ verdicts: { bad: 'Successful', noData: 'Failed', notANumber: 'Failed' } })],
  blind: [background({ verdicts: { bad: 'Failed', noData: 'Successful', notANumber: 'Failed' } })],
  'cold-start': [
    background({ verdicts: { bad: 'Failed', noData: 'Error', notANumber: 'Failed' } }, 0),
    { podStartSeconds: 300 },
  ],
  diluted: [background({ scope: 'service', judged: { quantity: 'errorRate', threshold: 0.15 } })],
  chances: [
    background({ lookBackSeconds: 60, judged: { quantity: 'errorRate', threshold: 0.05 } }),
    { requestRate: 10 },
  ],
  'no-steps': [having({ steps: [] })],
  unrouted: [having({ traffic: { mode: 'separateServices' } })],
  jump: [having({ steps: [setWeight(20), pause(600)] })],
  'rounded-weight': [{ ...having({ traffic: { mode: 'podShare' } }), replicas: { desired: 1 } }],
  overloaded: [
    having({
      steps: [{ kind: 'setCanaryScale', scale: { replicas: 1 } }, setWeight(40), pause(300), setWeight(80), pause(300)],
    }),
  ],
  'indefinite-pause': [having({ steps: [setWeight(20), pause('indefinite'), setWeight(60), pause(300)] })],
  'stuck-on-crash': [{ ...good(), progressDeadline: { seconds: 600, aborts: false } }],
  'slow-rollback': [having({ traffic: { mode: 'podShare' } }), { podStartSeconds: 400 }],
  'unknown-guard': [background({ scope: unknown('scope: an argument') })],
  unguarded: [background({ failureLimit: 3 })],
  'no-soak': [having({ steps: [setWeight(20), pause(300), setWeight(60), pause(300)] })],
  'no-rollback-window': [{ ...good(), rollbackWindowRevisions: 0 }],
  slow: [having({ steps: [setWeight(20), pause(7200), setWeight(60), pause(300), setWeight(100), pause(300)] })],
};

test('a plan with nothing wrong earns no warning', () => {
  expect(sees(good()).filter(({ severity }) => severity === 'warning')).toEqual([]);
});

test('a metric with little power earns no remark beside one that sees what it misses', () => {
  const weak = metric({ lookBackSeconds: 60, judged: { quantity: 'errorRate', threshold: 0.05 } });
  const judged = { quantity: 'errorRate', threshold: 0.007, minimumRequests: 1000 } as const;
  const strong = metric({ name: 'strong', lookBackSeconds: 60, judged });
  const beside = (...metrics: Parameters<typeof analysis>) =>
    ids(having({ background: { analysis: analysis(...metrics), startingStep: 1 } }), { requestRate: 500 });
  expect(beside(weak)).toContain('chances');
  expect(beside(weak, strong)).not.toContain('chances');
});

test('every kind of remark has a plan that earns it, and only kinds that exist have one', () => {
  expect(Object.keys(CASES).sort()).toEqual(REMARKS.map(({ id }) => id).sort());
});

test.each(REMARKS.map(({ id }) => id))('%s is found, and not in the good plan', (id) => {
  const [plan, given] = CASES[id] ?? [good()];
  const found = sees(plan, given).filter((remark) => remark.id === id);
  expect(found.length).toBeGreaterThan(0);
  for (const { what, why, fix } of found) {
    for (const sentence of [what, why, fix]) expect(sentence).toMatch(/^["a-z].*\.$/);
  }
  if (id !== 'unguarded') expect(ids(good())).not.toContain(id);
});

test('warnings come first, and steps are counted from 1 as people do', () => {
  const found = sees(having({ background: undefined, steps: [setWeight(20), pause('indefinite')] }));
  const severities = found.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort().reverse());
  expect(found.find(({ id }) => id === 'indefinite-pause')).toMatchObject({
    stepIndex: 1,
    what: 'step 2 pauses for ever.',
  });
});

test('what lies behind a wait for a person is told apart from the wait', () => {
  const waits = having({ steps: [setWeight(20), pause('indefinite'), setWeight(60), pause(300)] });
  const { simulations, resumed } = reportOn(waits);
  expect(simulations[0]).toMatchObject({ outcome: 'paused', reason: 'indefinitePause' });
  expect(resumed?.[0]).toMatchObject({ outcome: 'promoted' });
  expect(ids(waits)).not.toContain('never-ends');
  expect(reportOn(waits, { manualResumeSeconds: 60 })).not.toHaveProperty('resumed');
});

test('failureLimit that is not below count is no gate, whatever else is not known', () => {
  const { proofs } = reportOn(background({ count: 1, failureLimit: 1, scope: unknown('scope: a Job') }));
  expect(proofs[0]?.metrics[0]).toMatchObject({ canFail: false, reason: 'limitNotBelowCount' });
  const { proofs: open } = reportOn(background({ scope: unknown('scope: a Job') }));
  expect(isUnknown(open[0]?.canFail)).toBe(true);
});

test('an inline analysis is guarded as a background one is', () => {
  expect(
    ids(
      having({
        background: undefined,
        steps: [setWeight(20), analyse(metric({ count: 5 })), setWeight(100), pause(60)],
      }),
    ),
  ).not.toContain('no-analysis');
});

test('a template on its own earns a remark only for what is wrong wherever it is used', () => {
  expect(remarksOnTemplate(analysis(metric({ count: 1, failureLimit: 1 })))).toMatchObject([
    { id: 'cannot-fail', severity: 'warning', what: expect.stringContaining('failureLimit 1 is not below count 1') },
  ]);
  expect(remarksOnTemplate(analysis(metric(), metric({ scope: unknown('an argument') })))).toEqual([]);
  expect(remarksOnTemplate(analysis(metric({ dryRun: true, count: 1, failureLimit: 1 })))).toEqual([]);
});
