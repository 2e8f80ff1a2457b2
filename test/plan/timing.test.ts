import fc from 'fast-check';
import { simulate, type AnalysisSpan, type Assumptions, type Metric } from '../../lib/plan';
import { analyse, analysis, canaryPlan, metric, NO_DELAYS, pause, setWeight } from './plans';

/** The formulas of reference §2.3. Notation: d initialDelay, p interval, q query latency, f failureLimit, n count. */
const RUNS = { seed: 23, numRuns: 300 };
const d = fc.nat(300);
const p = fc.integer({ min: 1, max: 300 });
const q = fc.nat(10);
const few = fc.nat(6);

/** The inline analysis of a canary that serves 20 % from the start. */
function inline(
  props: Partial<Metric>,
  kind: 'badFromStart' | 'healthy' | 'noData' | 'notANumber',
  given: Partial<Assumptions>,
) {
  const plan = canaryPlan({ steps: [setWeight(20), analyse(metric(props))] });
  const simulation = simulate(plan, { kind }, { ...NO_DELAYS, ...given });
  const [span] = simulation.analyses;
  if (!span) throw new Error('no analysis ran');
  return { ...simulation, span };
}

const length = ({ startSeconds, endSeconds = NaN }: AnalysisSpan) => endSeconds - startSeconds;

test('the worked example: 4 failed measurements every 5 min abort after 25 min, at 60 %, with 9 weight-minutes', () => {
  const plan = canaryPlan({
    steps: [20, 40, 60, 80].flatMap((weight) => [setWeight(weight), pause(600)]),
    background: { analysis: analysis(metric({ intervalSeconds: 300, failureLimit: 3 })), startingStep: 2 },
  });
  const simulation = simulate(plan, { kind: 'badFromStart' }, NO_DELAYS);
  expect(simulation).toMatchObject({
    outcome: 'aborted',
    durationSeconds: 25 * 60,
    weightMinutes: 9,
    badWeightMinutes: 9,
    detection: { by: 'analysis', metric: 'error-rate', verdict: 'Failed', measurement: 4, secondsToDetect: 25 * 60 },
  });
  expect(simulation.curve).toEqual([
    { atSeconds: 0, exposure: 0.2 },
    { atSeconds: 600, exposure: 0.4 },
    { atSeconds: 1200, exposure: 0.6 },
    { atSeconds: 1500, exposure: 0 },
  ]);
});

test('with real delays the worked example comes out up to a minute later', () => {
  const plan = canaryPlan({
    steps: [20, 40, 60, 80].flatMap((weight) => [setWeight(weight), pause(600)]),
    background: { analysis: analysis(metric({ intervalSeconds: 300, failureLimit: 3 })), startingStep: 2 },
  });
  const { durationSeconds, weightMinutes } = simulate(plan, { kind: 'badFromStart' });
  expect(durationSeconds).toBeGreaterThan(1500);
  expect(durationSeconds).toBeLessThan(1560);
  expect(weightMinutes).toBeCloseTo(9, 0);
});

test('a bad version fails an inline analysis after d + f(p+q) + q', () => {
  fc.assert(
    fc.property(d, p, q, few, (delay, interval, latency, limit) => {
      const { span } = inline(
        { initialDelaySeconds: delay, intervalSeconds: interval, failureLimit: limit, count: limit + 5 },
        'badFromStart',
        { queryLatencySeconds: latency },
      );
      expect(span.verdict).toBe('Failed');
      expect(length(span)).toBe(delay + limit * (interval + latency) + latency);
    }),
    RUNS,
  );
});

test('a good version passes an inline analysis after d + (n-1)(p+q) + q', () => {
  fc.assert(
    fc.property(d, p, q, fc.integer({ min: 1, max: 20 }), (delay, interval, latency, count) => {
      const { span } = inline({ initialDelaySeconds: delay, intervalSeconds: interval, count }, 'healthy', {
        queryLatencySeconds: latency,
      });
      expect(span.verdict).toBe('Successful');
      expect(length(span)).toBe(delay + (count - 1) * (interval + latency) + latency);
    }),
    RUNS,
  );
});

test('errors end an analysis after e·10 s + (e+1)q, whatever the interval', () => {
  fc.assert(
    fc.property(p, q, few, (interval, latency, limit) => {
      const { span, outcome } = inline(
        { intervalSeconds: interval, count: 3, consecutiveErrorLimit: limit },
        'noData',
        { queryLatencySeconds: latency },
      );
      expect(outcome).toBe('aborted');
      expect(span.verdict).toBe('Error');
      expect(length(span)).toBe(limit * 10 + (limit + 1) * latency);
    }),
    RUNS,
  );
});

test('without data the defaults abort after 40 s and 5 queries', () => {
  const { span, detection } = inline({ intervalSeconds: 300, count: 3 }, 'noData', { queryLatencySeconds: 2 });
  expect(length(span)).toBe(40 + 5 * 2);
  expect(detection).toMatchObject({ verdict: 'Error', measurement: 5 });
});

test('c successes in a row end an analysis early, after d + (c-1)(p+q) + q', () => {
  const { span } = inline({ consecutiveSuccessLimit: 3, count: 10, initialDelaySeconds: 20 }, 'healthy', {
    queryLatencySeconds: 1,
  });
  expect(length(span)).toBe(20 + 2 * 61 + 1);
});

test('controllers before 1.8 do not know successes in a row and measure to the end', () => {
  const props = { consecutiveSuccessLimit: 3, count: 10 };
  expect(length(inline(props, 'healthy', { controllerVersion: '1.7' }).span)).toBe(9 * 60);
  expect(length(inline(props, 'healthy', { controllerVersion: '1.8' }).span)).toBe(2 * 60);
});

test('too few successes in a row are inconclusive, and a failure where failures have no limit', () => {
  const props = { count: 3, failureLimit: 3, consecutiveSuccessLimit: 1 };
  expect(inline(props, 'badFromStart', {})).toMatchObject({ outcome: 'paused', reason: 'inconclusive' });
  expect(inline({ ...props, failureLimit: -1 }, 'badFromStart', {})).toMatchObject({
    outcome: 'aborted',
    reason: 'analysis',
  });
});

test('the inconclusive measurement after the limit pauses for a person', () => {
  const { span, outcome, reason, durationSeconds } = inline(
    { count: 9, inconclusiveLimit: 2, verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Failed' } },
    'noData',
    {},
  );
  expect({ outcome, reason, durationSeconds }).toEqual({
    outcome: 'paused',
    reason: 'inconclusive',
    durationSeconds: 'never',
  });
  expect(length(span)).toBe(2 * 60);
});

test('a metric whose failureLimit equals its count never fails', () => {
  expect(inline({ count: 3, failureLimit: 3 }, 'badFromStart', {}).outcome).toBe('promoted');
  expect(inline({ count: 3, failureLimit: 2 }, 'badFromStart', {}).outcome).toBe('aborted');
});

test('NaN passes a failure condition alone, fails a success condition alone and pauses where both are given', () => {
  const verdicts = (notANumber: Metric['verdicts']['notANumber']) =>
    ({ bad: 'Failed', noData: 'Error', notANumber }) as const;
  expect(inline({ count: 1, verdicts: verdicts('Successful') }, 'notANumber', {}).outcome).toBe('promoted');
  expect(inline({ count: 1, verdicts: verdicts('Failed') }, 'notANumber', {}).outcome).toBe('aborted');
  expect(inline({ count: 1, verdicts: verdicts('Inconclusive') }, 'notANumber', {}).outcome).toBe('paused');
});

test('the first bad metric stops the others one look later, and a dry run decides nothing', () => {
  const other = metric({ name: 'other', intervalSeconds: 1000, count: 3, failureLimit: 2 });
  const run = (...metrics: Metric[]) => {
    const plan = canaryPlan({ steps: [setWeight(20), analyse(...metrics)] });
    return simulate(plan, { kind: 'badFromStart' }, { ...NO_DELAYS, reconcileSeconds: 1 });
  };
  const ends = (...metrics: Metric[]) => run(...metrics).analyses.map(length);
  expect(ends(metric({ count: 2 }))).toEqual([0]);
  expect(ends(metric({ count: 2 }), other)).toEqual([1]);
  expect(run(metric({ count: 2 }), other).detection).toMatchObject({ metric: 'error-rate', measurement: 1 });
  expect(run(metric({ count: 2, dryRun: true })).outcome).toBe('promoted');
});

test('a fault in mid-run is found within (f+1)(p+q) and the time the window takes to fill', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 60 }),
      q,
      few,
      fc.nat(120),
      fc.integer({ min: 700, max: 1500 }),
      (interval, latency, limit, window, at) => {
        const plan = canaryPlan({
          steps: [setWeight(50), pause(4000)],
          background: {
            analysis: analysis(metric({ intervalSeconds: interval, failureLimit: limit, lookBackSeconds: window })),
            startingStep: 0,
          },
        });
        const { detection } = simulate(
          plan,
          { kind: 'fault', atSeconds: at },
          { ...NO_DELAYS, queryLatencySeconds: latency },
        );
        const fill = 0.05 * window;
        expect(detection?.secondsToDetect).toBeLessThanOrEqual(
          (limit + 1) * (interval + latency) + fill + latency + 1e-6,
        );
        expect(detection?.secondsToDetect).toBeGreaterThanOrEqual(limit * (interval + latency) + latency - 1e-6);
      },
    ),
    RUNS,
  );
});

test('a query over the whole service sees a bad canary only from the weight at which it shows', () => {
  const plan = (weight: number) =>
    canaryPlan({
      steps: [setWeight(weight), pause(3600)],
      background: { analysis: analysis(metric({ scope: 'service', lookBackSeconds: 60 })), startingStep: 1 },
    });
  // threshold 5 %, nothing else fails: 5 % of the traffic is not yet above it
  const given = { baselineErrorRate: 0 };
  expect(simulate(plan(5), { kind: 'badFromStart' }, given).outcome).toBe('promoted');
  expect(simulate(plan(6), { kind: 'badFromStart' }, given).outcome).toBe('aborted');
});
