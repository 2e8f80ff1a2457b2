import {
  BURN_WINDOWS,
  clashesIn,
  Objective,
  ObjectiveError,
  istioSignals,
  type BurnWindow,
  type EventIndicator,
} from '../../lib/slo';

const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const availability = (props: object = {}) => Objective.availability({ ...common, signals, target: 0.999, ...props });
const leg = (longMinutes: number, shortMinutes: number, budget: number): BurnWindow => ({
  severity: 'page',
  longMinutes,
  shortMinutes,
  budget,
});

function refused(make: () => unknown): ObjectiveError {
  try {
    make();
  } catch (error) {
    if (error instanceof ObjectiveError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
const rules = (make: () => unknown) => refused(make).problems.map(({ rule }) => rule);

describe('a number that makes no sense is refused, and shown as it is', () => {
  test.each<[string, object]>([
    ['slo-target', { target: NaN }],
    ['slo-target', { target: Infinity }],
    ['slo-target', { target: -0.5 }],
    ['slo-target', { target: 1 }],
    ['slo-target', { target: 1 - 1e-14 }],
    ['slo-window', { windowDays: NaN }],
    ['slo-window', { windowDays: Infinity }],
    ['slo-window', { windowDays: -30 }],
    ['slo-window', { windowDays: 1 / 7 }],
    ['slo-window', { windowDays: 1e6 }],
    ['slo-minimum', { minimum: { bad: NaN } }],
    ['slo-minimum', { minimum: { events: -1 } }],
    ['slo-scrape', { scrapeSeconds: 0 }],
    ['slo-scrape', { scrapeSeconds: Infinity }],
    ['slo-leg', { burnWindows: [leg(NaN, 5, 0.02)] }],
    ['slo-leg', { burnWindows: [leg(Infinity, 5, 0.02)] }],
    ['slo-leg', { burnWindows: [leg(60, 5.001, 0.02)] }],
    ['slo-leg', { burnWindows: [leg(60, 60, 0.02)] }],
    ['slo-leg', { burnWindows: [leg(60, 5, NaN)] }],
    ['slo-leg', { burnWindows: [leg(60, 5, 1.01)] }],
    ['slo-legs', { burnWindows: [] }],
    ['slo-legs', { windowDays: 1 }],
  ])('%s: %o', (rule, props) => {
    const error = refused(() => availability(props));
    expect(error.problems.map(({ rule }) => rule)).toEqual([rule]);
    expect(error.message).not.toContain('null');
  });

  test('NaN is called NaN', () => {
    expect(refused(() => availability({ target: NaN })).message).toContain('target: "NaN"');
  });

  test('a gauge needs a limit', () => {
    const gauge = { ...common, metric: 'pool_used_ratio', target: 0.99 };
    expect(rules(() => Objective.saturation({ ...gauge, limit: NaN }))).toEqual(['slo-limit']);
    expect(Objective.saturation({ ...gauge, limit: 0.1 + 0.2 }).spec.indicator).toMatchObject({ limit: 0.3 });
  });

  test('target and percentile may say the same, and nothing else', () => {
    const latency = (target: number, percentile: number) =>
      Objective.latency({ ...common, signals, thresholdSeconds: 1, target, percentile });
    expect(latency(0.999, 99.9).spec.target).toBe(0.999);
    expect(rules(() => latency(0.99, 99.9))).toEqual(['slo-target']);
  });
});

describe('a leg that would report a service which keeps its objective is refused', () => {
  test('with the arithmetic of its speed', () => {
    const [problem] = refused(() => availability({ windowDays: 7, burnWindows: BURN_WINDOWS })).problems;
    expect(problem).toMatchObject({
      rule: 'slo-slow-leg',
      value: '3d/6h',
      what: 'it fires while the objective is met, at 0.233333333333 times the speed that the budget allows.',
      why: 'at that speed the budget of 7 days lasts 30 days.',
    });
    expect(problem?.fix).toContain('give it a budget of 0.429 or more (3d are 42.9 % of 7 days)');
    const enough = BURN_WINDOWS.map((one) => (one.longMinutes === 4320 ? { ...one, budget: 0.429 } : one));
    expect(() => availability({ windowDays: 7, burnWindows: enough })).not.toThrow();
  });

  test('and so is one that looks back further than the budget holds', () => {
    const long = [leg(4320, 360, 1)];
    expect(refused(() => availability({ windowDays: 2, burnWindows: long })).message).toContain(
      'its long window of 3d is longer than the 2 days',
    );
  });

  test.each([
    [7, ['1h/5m', '6h/30m']],
    [28, ['1h/5m', '6h/30m', '3d/6h']],
    [90, ['1h/5m', '6h/30m', '3d/6h']],
  ])('over %d days the usual legs are %j', (windowDays, ids) => {
    expect(availability({ windowDays }).legs.map(({ id }) => id)).toEqual(ids);
  });
});

describe('legs of one objective', () => {
  test('may overlap, in any order: the highest threshold comes first', () => {
    const legs = [leg(720, 60, 0.05), leg(60, 5, 0.02), leg(120, 5, 0.02)];
    expect(availability({ burnWindows: legs }).legs.map(({ id }) => id)).toEqual(['1h/5m', '2h/5m', '12h/1h']);
  });

  test('may be equal where one pages and one is a ticket', () => {
    const twins = [leg(60, 5, 0.02), { ...leg(60, 5, 0.01), severity: 'ticket' } as const];
    expect(() => availability({ burnWindows: twins })).not.toThrow();
  });

  test('may not be the same alert, even with another budget', () => {
    expect(rules(() => availability({ burnWindows: [leg(60, 5, 0.02), leg(60, 5, 0.03)] }))).toEqual(['slo-same-leg']);
  });

  test.each([5, 15, 30, 60, 75])('of five minutes have enough scrapes at one every %d s', (scrapeSeconds) => {
    expect(() => availability({ scrapeSeconds })).not.toThrow();
  });
});

describe('words that mean something else to those who read them are refused', () => {
  test.each([
    'Checkout',
    'check out',
    '-checkout',
    'checkout"',
    'check/out',
    '',
    'a'.repeat(64),
    'check\nout',
    '{{x}}',
  ])('the name %j', (service) => {
    expect(rules(() => availability({ service }))).toEqual(['slo-name']);
  });

  test.each(['owner', 'runbook'])('a template in %s, which Prometheus would fill in', (at) => {
    expect(rules(() => availability({ [at]: 'shop {{ $value }}' }))).toEqual(['slo-template']);
  });
});

describe("a query in an author's own words", () => {
  const raw = (total: string, more: Partial<EventIndicator> = {}): Objective =>
    Objective.ratio({
      ...common,
      target: 0.999,
      indicator: {
        kind: 'events',
        total: { raw: { promql: total } },
        part: { is: 'bad', query: { raw: { promql: 'sum(increase(jobs_total{ok="no",$side}[$window]))' } } },
        series: [{ metric: 'jobs_total', labels: { ok: 'no' }, counts: 'bad' }],
        ...more,
      },
    });
  const fine = 'sum(increase(jobs_total{$side}[$window]))';

  test('counts events: a rate would never reach the minimum of bad ones', () => {
    expect(refused(() => raw('sum(rate(jobs_total{$side}[$window]))')).message).toContain('write increase()');
    expect(() => raw('sum(increase(error_rate_total{$side}[$window]))')).not.toThrow();
  });

  test('tells canary from stable where a slot says that it can', () => {
    const slot = { label: 'pod_hash', by: 'hash' } as const;
    expect(rules(() => raw('sum(increase(jobs_total[$window]))', { slot }))).toEqual(['slo-side']);
    expect(() => raw(fine, { slot })).not.toThrow();
    expect(() => raw('sum(increase(jobs_total[$window]))')).not.toThrow();
  });

  test('comes with the series of its tests', () => {
    expect(rules(() => raw(fine, { series: [] }))).toEqual(['slo-series']);
  });
});

test('two objectives that have one name are told apart only by another name', () => {
  const one = availability({ service: 'checkout', name: 'api-latency' });
  const other = availability({ service: 'checkout-api', name: 'latency' });
  expect(clashesIn([one, other])).toMatchObject([{ rule: 'slo-clash', at: 'objectives[1]' }]);
  expect(clashesIn([one, availability({ service: 'checkout-api', name: 'latency', namespace: 'bank' })])).toEqual([]);
});
