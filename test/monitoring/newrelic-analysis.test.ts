import { newRelicVendor, type AnalysisOptions, type CanaryForm } from '../../lib/monitoring';
import { newRelic, type NewRelicProps } from '../../lib/kubernetes/providers';
import { Objective } from '../../lib/slo';
import { expected, valueOf, type SideCounts } from './formula';
import { answered, kinds, refused } from './vendor-objectives';

const metricsOf = (objective: Objective, options?: AnalysisOptions) =>
  answered(newRelicVendor.analysis(objective, options)).map((metric) => ({
    metric,
    // the factory is what these options are for
    props: metric.provider.options as unknown as NewRelicProps,
  }));

/** Functions as New Relic's documentation says them; `max` of the one row is that row's value. */
const functions = {
  round: Math.round,
  sqrt: Math.sqrt,
  clamp_min: (value: number, least: number) => Math.max(value, least),
  max: (value: number) => value,
};

/** What the outer query makes of the inner one's row. */
function answer(form: CanaryForm, canary: SideCounts, stable: SideCounts, objective: Objective) {
  const [asked] = metricsOf(objective, { forms: [form], minimumRequests: 100 });
  const { query = '' } = asked?.props ?? {};
  const [, select = '', where = ''] =
    /^SELECT (max\(.*\)) AS value FROM \(SELECT .*\) WHERE (.*) SINCE 300 seconds ago$/.exec(query) ?? [];
  const { indicator } = objective.spec;
  const isGood = indicator.kind === 'events' && indicator.part.is === 'good';
  const part = ({ bad, total }: SideCounts) => (isGood ? total - bad : bad);
  const row = {
    canaryTotal: canary.total,
    canaryPart: part(canary),
    stableTotal: stable.total,
    stablePart: part(stable),
  };
  const isMet = where.split(' AND ').every((condition) => {
    const [, column = '', least] = /^(\w+) >= (\d+)$/.exec(condition) ?? [];
    return valueOf(column, row, functions) !== undefined && (valueOf(column, row, functions) ?? 0) >= Number(least);
  });
  return { value: isMet ? valueOf(select, row, functions) : undefined, below: asked?.metric.below ?? NaN };
}

describe.each([
  ['bad events', kinds.availability()],
  ['good events', kinds.latency()],
] as const)('queries over %s', (_, objective) => {
  const stable = { bad: 90, total: 9000 };

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
  ])('are the rise, the significance and the level of %j beside %j', (canary, other) => {
    expect(answer('rise', canary, other, objective).value).toBeCloseTo(expected.rise(canary, other), 8);
    expect(answer('level', canary, other, objective).value).toBeCloseTo(expected.level(canary), 8);
    const z = expected.significance(canary, other);
    expect((answer('significance', canary, other, objective).value ?? NaN) / z).toBeCloseTo(1, 6);
  });

  test.each<[CanaryForm, SideCounts, SideCounts]>([
    ['rise', { bad: 0, total: 99 }, stable],
    ['rise', { bad: 0, total: 1000 }, { bad: 0, total: 99 }],
    ['significance', { bad: 0, total: 99 }, stable],
    ['significance', { bad: 0, total: 1000 }, { bad: 0, total: 0 }],
    ['level', { bad: 0, total: 99 }, stable],
    ['level', { bad: 0, total: 0 }, stable],
  ])('%s has no row for a canary of %j beside %j', (form, canary, other) => {
    expect(answer(form, canary, other, objective).value).toBeUndefined();
  });
});

test('one percentage point is not below one percentage point, whatever binary fractions make of it', () => {
  for (let bad = 0; bad <= 900; bad += 10) {
    const { value, below } = answer('rise', { bad: bad + 10, total: 1000 }, { bad, total: 1000 }, kinds.availability());
    expect(value).toBe(below);
  }
});

describe('the options', () => {
  test.each(['availability', 'latency', 'saturation', 'freshness', 'ratio'] as const)(
    'of %s fit the factory',
    (kind) => {
      for (const { metric, props } of metricsOf(kinds[kind](), { windowMinutes: 7 })) {
        const provider = newRelic(props);
        expect(provider.problems?.({ name: metric.name })).toEqual([]);
        expect(provider.emptyIsError).toBe(false);
        expect(props.query).toMatch(/ AS value FROM .* SINCE 420 seconds ago$/);
        expect(props.field).toBe('value');
        expect(metric.lookBackSeconds).toBe(420);
      }
    },
  );

  test('select each side by the attribute of the slot, in raw queries too', () => {
    const [rise] = metricsOf(kinds.ratio());
    expect(rise?.props.query).toContain(
      "filter(count(*), WHERE queue = 'shop' AND pod_hash = '{{args.canary-hash}}') AS canaryTotal, filter(count(*), WHERE pod_hash = '{{args.canary-hash}}' AND queue = 'shop' AND sent IS true) AS canaryPart",
    );
    expect(rise?.metric.args).toEqual(['canary-hash', 'stable-hash']);
  });

  test('of the level leave stable out', () => {
    const [level] = metricsOf(kinds.availability(), { forms: ['level'] });
    expect(level?.metric.args).toEqual(['canary-hash']);
  });

  test('of a gauge ask for its largest value, or for its age at the newest sample', () => {
    expect(metricsOf(kinds.saturation())[0]?.props.query).toMatch(
      /^SELECT max\(pool_used_ratio\) AS value FROM Metric WHERE/,
    );
    expect(metricsOf(kinds.freshness())[0]?.props.query).toMatch(
      /^SELECT max\(timestamp\) \/ 1000 - max\(import_success_seconds\) AS value/,
    );
  });
});

describe('what cannot be asked is said', () => {
  const { spec } = kinds.ratio();
  const ratio = (total: string | undefined, hasSlot = true) => {
    if (spec.indicator.kind === 'gauge') throw new Error('a ratio has events');
    const raw = { promql: 'sum(increase(mails{$side}[$window]))', ...(total !== undefined && { nrql: total }) };
    const slot = hasSlot ? spec.indicator.slot : undefined;
    return Objective.ratio({ ...spec, indicator: { ...spec.indicator, total: { raw }, slot } });
  };

  test.each([
    ['without a slot', ratio('SELECT count(*) FROM Mail', false), 'has no slot'],
    ['in other languages only', ratio(undefined), 'add `raw.nrql`'],
    ['without FROM', ratio('count(*) WHERE $side'), 'is no count'],
    ['of two kinds of data', ratio('SELECT count(*) FROM Letter WHERE $side'), 'counts Letter and Mail'],
  ])('%s', (_, objective, why) => {
    expect(refused(newRelicVendor.analysis(objective))).toContain(why);
  });
});
