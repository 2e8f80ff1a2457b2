import { datadogVendor, type AnalysisOptions, type CanaryForm } from '../../lib/monitoring';
import { datadog, type DatadogProps } from '../../lib/kubernetes/providers';
import { Objective } from '../../lib/slo';
import { answered, kinds, refused } from './vendor-objectives';
import { expected, valueOf, type SideCounts } from './formula';

/** The functions of Datadog that the formulas use, as its documentation says them. */
const functions = {
  default_zero: (value: number) => (Number.isNaN(value) ? 0 : value),
  cutoff_min: (value: number, least: number) => (value < least ? NaN : value),
  abs: Math.abs,
};

const optionsOf = (objective: Objective, options?: AnalysisOptions) =>
  answered(datadogVendor.analysis(objective, options)).map((metric) => ({
    metric,
    // the factory is what these options are for
    props: metric.provider.options as unknown as DatadogProps & { formula: string; queries: Record<string, string> },
  }));

/** What a form says of the counts of both sides. */
function answer(form: CanaryForm, canary: Partial<SideCounts>, stable: Partial<SideCounts>, objective: Objective) {
  const [asked] = optionsOf(objective, { forms: [form], minimumRequests: 100 });
  if (asked === undefined) throw new Error(`there is no ${form}`);
  const { indicator } = objective.spec;
  const isGood = indicator.kind === 'events' && indicator.part.is === 'good';
  const part = ({ bad, total }: Partial<SideCounts>) =>
    isGood && bad !== undefined && total !== undefined ? total - bad : bad;
  const value = valueOf(
    asked.props.formula,
    { canary_total: canary.total, canary_part: part(canary), stable_total: stable.total, stable_part: part(stable) },
    functions,
  );
  return { value, below: asked.metric.below };
}

const both = [
  ['bad events', kinds.availability()],
  ['good events', kinds.latency()],
] as const;

describe.each(both)('formulas over %s', (_, objective) => {
  const canary = { bad: 30, total: 1000 };
  const stable = { bad: 90, total: 9000 };

  test('are the rise and the level', () => {
    expect(answer('rise', canary, stable, objective).value).toBeCloseTo(expected.rise(canary, stable), 8);
    expect(answer('level', canary, {}, objective).value).toBeCloseTo(expected.level(canary), 8);
  });

  test.each([
    [{ bad: 30, total: 1000 }, stable],
    [{ bad: 5, total: 1000 }, stable],
    [
      { bad: 0, total: 1000 },
      { bad: 0, total: 9000 },
    ],
    [
      { bad: 1000, total: 1000 },
      { bad: 9000, total: 9000 },
    ],
  ])('are the significance squared, with its sign: %j beside %j', (a, b) => {
    const z = expected.significance(a, b);
    const { value } = answer('significance', a, b, objective);
    expect(value).toBeDefined();
    expect(Math.sign(value ?? 0)).toBe(Math.sign(z));
    expect(Math.sqrt(Math.abs(value ?? 0)) / Math.abs(z)).toBeCloseTo(1, 4);
  });

  test('take a missing series of failures for none', () => {
    if (objective.spec.indicator.kind === 'events' && objective.spec.indicator.part.is === 'bad') {
      expect(answer('level', { total: 1000 }, {}, objective).value).toBeCloseTo(0, 8);
    } else {
      // no good request at all
      expect(answer('level', { total: 1000 }, {}, objective).value).toBeCloseTo(1, 8);
    }
  });

  test.each<[CanaryForm, Partial<SideCounts>, Partial<SideCounts>]>([
    ['rise', { bad: 0, total: 99 }, stable],
    ['rise', canary, { bad: 0, total: 99 }],
    ['rise', {}, stable],
    ['rise', canary, {}],
    ['significance', { bad: 0, total: 99 }, stable],
    ['significance', canary, { bad: 0, total: 99 }],
    ['significance', {}, {}],
    ['level', { bad: 0, total: 99 }, {}],
    ['level', {}, {}],
  ])('%s has no answer for a canary of %j beside %j', (form, a, b) => {
    expect(answer(form, a, b, objective).value).toBeUndefined();
  });
});

test('one percentage point is not below one percentage point, whatever binary fractions make of it', () => {
  const objective = kinds.availability();
  for (let bad = 0; bad <= 900; bad += 10) {
    const { value, below } = answer('rise', { bad: bad + 10, total: 1000 }, { bad, total: 1000 }, objective);
    expect(value).toBeGreaterThanOrEqual(below);
  }
  const { value, below } = answer('rise', { bad: 19, total: 1000 }, { bad: 10, total: 1000 }, objective);
  expect(value).toBeLessThan(below);
});

test('the significance is held against the square of what was asked for', () => {
  const [asked] = optionsOf(kinds.availability(), { forms: ['significance'], standardErrors: 2.58 });
  expect(asked?.metric).toMatchObject({ below: 6.6564, judged: { threshold: 2.58, continuityCorrected: true } });
});

describe('the options', () => {
  test.each(['availability', 'latency', 'saturation', 'ratio'] as const)('of %s fit the factory', (kind) => {
    for (const { metric, props } of optionsOf(kinds[kind](), { windowMinutes: 7 })) {
      const provider = datadog(props);
      expect(provider.problems?.({ name: metric.name })).toEqual([]);
      expect(provider.spec).toMatchObject({ apiVersion: 'v2', interval: '7m' });
      expect(metric.lookBackSeconds).toBe(420);
    }
  });

  test('sum up counts, and take the newest value of a gauge', () => {
    expect(optionsOf(kinds.availability()).map(({ props }) => props.aggregator)).toEqual(['sum', 'sum', 'sum']);
    expect(optionsOf(kinds.saturation())).toMatchObject([
      { metric: { below: 0.9, args: ['canary-hash'] }, props: { aggregator: 'last' } },
    ]);
  });

  test('select each side by the tag of the slot, in raw queries too', () => {
    const [rise] = optionsOf(kinds.ratio());
    expect(rise?.props.queries).toEqual({
      canary_total: 'sum:mails.count{queue:shop AND pod_hash:{{args.canary-hash}}}.as_count()',
      canary_part: 'sum:mails.count{queue:shop,sent:yes,pod_hash:{{args.canary-hash}}}.as_count()',
      stable_total: 'sum:mails.count{queue:shop AND pod_hash:{{args.stable-hash}}}.as_count()',
      stable_part: 'sum:mails.count{queue:shop,sent:yes,pod_hash:{{args.stable-hash}}}.as_count()',
    });
    expect(rise?.metric.args).toEqual(['canary-hash', 'stable-hash']);
  });

  test('name each counter as the Agent does', () => {
    const [rise] = optionsOf(kinds.latency());
    expect(rise?.props.queries.canary_total).toMatch(/^sum:istio_request_duration_milliseconds\.count\{/);
    expect(rise?.props.queries.canary_part).toMatch(
      /^sum:istio_request_duration_milliseconds\.bucket\{.*upper_bound:1000/,
    );
  });
});

test('without a slot nothing tells the canary from stable', () => {
  const { spec } = kinds.ratio();
  if (spec.indicator.kind === 'gauge') throw new Error('a ratio has events');
  const objective = Objective.ratio({ ...spec, indicator: { ...spec.indicator, slot: undefined } });
  expect(refused(datadogVendor.analysis(objective))).toContain('has no slot');
});
