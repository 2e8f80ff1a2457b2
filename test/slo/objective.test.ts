import {
  BURN_WINDOWS,
  Objective,
  ObjectiveError,
  signalsKinds,
  WORKBOOK_WINDOWS,
  istioSignals,
  isRaw,
  type EventIndicator,
  type EventQuery,
  type Matcher,
} from '../../lib/slo';

const signals = istioSignals({ workload: 'checkout', namespace: 'shop' });
const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const availability = (props: object = {}) => Objective.availability({ ...common, signals, target: 0.999, ...props });
const refusal = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    return error instanceof ObjectiveError ? error.message : String(error);
  }
  return 'nothing was refused';
};

describe('the legs of an objective', () => {
  test('have the factors of the workbook over 30 days, and thresholds without float noise', () => {
    const legs = availability({ burnWindows: WORKBOOK_WINDOWS }).legs;
    expect(legs.map(({ id, factor, threshold }) => [id, factor, threshold])).toEqual([
      ['1h/5m', 14.4, 0.0144],
      ['6h/30m', 6, 0.006],
      ['1d/2h', 3, 0.003],
      ['3d/6h', 1, 0.001],
    ]);
  });

  test('burn slower over 28 days, with the same share of the budget', () => {
    expect(availability({ windowDays: 28 }).legs.map(({ factor }) => factor)).toEqual([13.44, 5.6, 0.933333333333]);
  });
});

describe('an objective is refused', () => {
  test('where a leg can never fire, with the arithmetic', () => {
    expect(refusal(() => availability({ target: 0.9 }))).toContain('14.4 × (1 - 0.9) = 144 % errors');
  });

  test('where the short window is shorter than four scrapes, with the arithmetic', () => {
    expect(refusal(() => availability({ scrapeSeconds: 120 }))).toContain('5m are 300 s, and 4 × 120 s');
    expect(() => availability({ scrapeSeconds: 75 })).not.toThrow();
  });

  test('where the target is a percentage', () => {
    expect(refusal(() => availability({ target: 99.9 }))).toContain('did you mean 0.999?');
  });

  test('where two legs would be the same alert', () => {
    expect(refusal(() => availability({ burnWindows: [...BURN_WINDOWS, ...BURN_WINDOWS] }))).toContain('slo-same-leg');
  });

  test('where a latency threshold is between two buckets, with the nearest', () => {
    const latency = () => Objective.latency({ ...common, signals, thresholdSeconds: 0.3, percentile: 99 });
    expect(refusal(latency)).toContain('take 0.25 or 0.5');
  });
});

test('a percentile is a target', () => {
  const props = { ...common, signals, thresholdSeconds: 0.25, burnWindows: BURN_WINDOWS.slice(1) };
  expect(Objective.latency({ ...props, percentile: 99 }).spec).toEqual(
    Objective.latency({ ...props, target: 0.99 }).spec,
  );
});

/** Which of its test series a query selects, by what they count; undefined for a query in the user's words. */
const selectedBy = (query: EventQuery, { series }: EventIndicator) =>
  isRaw(query)
    ? undefined
    : series
        .filter(({ metric, labels }) => metric === query.metric && query.where.every((one) => meets(labels, one)))
        .map(({ counts }) => counts);

const meets = (labels: Readonly<Record<string, string>>, { label, operator, value }: Matcher) => {
  const own = labels[label] ?? '';
  const equal = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
  return operator.startsWith('!') ? !equal : equal;
};

test.each(
  signalsKinds.flatMap((kind) =>
    kind
      .examples()
      .flatMap((made) => [
        [kind.id, made, made.availability] as const,
        ...(kind.bucketSeconds[0] === undefined ? [] : [[kind.id, made, made.latency(kind.bucketSeconds[0])] as const]),
      ]),
  ),
)(
  '%s names series that its own queries select: all for the whole, and for the part those that are it',
  (id, made, indicator) => {
    expect(made.id).toBe(id);
    const { total, part, series } = indicator;
    const counted = new Set(series.map(({ counts }) => counts));
    const whole = counted.has('total') ? ['total'] : ['good', 'bad'];
    expect([undefined, whole]).toContainEqual(selectedBy(total, indicator)?.sort().reverse());
    expect([undefined, [part.is]]).toContainEqual(selectedBy(part.query, indicator));
  },
);
