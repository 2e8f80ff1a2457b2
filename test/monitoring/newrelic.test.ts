import { newRelicServiceLevel, newRelicVendor, referencesIn, type Artefact } from '../../lib/monitoring';
import { BURN_WINDOWS, type BurnWindow, type Objective } from '../../lib/slo';
import { conditions } from '../../lib/monitoring/newrelic/nrql';
import { nrqlFaults } from './nrql';
import { answered, kinds, ofKind, refused } from './vendor-objectives';

interface Condition {
  readonly nrql: { readonly query: string };
  readonly signal: { readonly aggregationWindow: number; readonly slideBy: number; readonly fillOption: string };
  readonly terms: readonly { threshold: number; thresholdDuration: number; operator: string }[];
}

interface Compound {
  readonly name: string;
  readonly triggerExpression: string;
  readonly componentConditions: readonly { id: string; alias: string }[];
  readonly runbookUrl: string;
  readonly description: string;
}

const set = (objective: Objective) => answered(newRelicVendor.alerts(objective));
const condition = (artefacts: readonly Artefact[], name: string) => {
  const found = artefacts.find(
    (artefact) => artefact.name === name && artefact.kind === 'alertsNrqlConditionStaticCreate',
  );
  if (found === undefined) throw new Error(`there is no ${name}`);
  return (found.body as { condition: Condition }).condition;
};
const compounds = (objective: Objective) =>
  ofKind(set(objective), 'alertsCompoundConditionCreate').map(({ body }) => ({
    ...(body as { compoundAlertCondition: Compound }).compoundAlertCondition,
  }));

const leg = (longMinutes: number, shortMinutes: number): BurnWindow => ({
  severity: 'page',
  longMinutes,
  shortMinutes,
  budget: 0.02,
});

describe('each kind of objective', () => {
  test.each(['availability', 'latency', 'ratio'] as const)('%s has a compound condition for each leg', (kind) => {
    const objective = kinds[kind]();
    const { alerts } = set(objective);
    expect(alerts.map((alert) => alert.leg)).toEqual(objective.legs);
    compounds(objective).forEach(({ runbookUrl, description }, index) => {
      expect(runbookUrl).toBe('https://wiki/checkout#slo');
      expect(description).toContain(alerts[index]?.annotations.summary);
      expect(description).toContain(`owner: shop, severity: page, window: ${alerts[index]?.leg.id}`);
    });
  });

  test.each(['saturation', 'freshness'] as const)('%s is refused: a stream has no minutes', (kind) => {
    expect(refused(newRelicVendor.alerts(kinds[kind]()))).toContain('cannot count minutes');
  });
});

describe('the numbers of a leg', () => {
  test.each([
    ['availability', kinds.availability()],
    ['latency', kinds.latency({ windowDays: 28 })],
    ['ratio', kinds.ratio({ burnWindows: [leg(120, 10), leg(61, 7), leg(13, 2)] })],
  ])('of %s are thresholds to the last digit, in windows that slide by a part of themselves', (_, objective) => {
    const { artefacts } = set(objective);
    objective.legs.forEach(({ id, threshold, longMinutes, shortMinutes }) => {
      for (const [part, minutes] of [
        ['long', longMinutes],
        ['short', shortMinutes],
      ] as const) {
        const { signal, terms } = condition(artefacts, `slo-${objective.id}-page-${id.replace('/', '-')}-${part}`);
        expect(terms).toMatchObject([{ threshold, operator: 'ABOVE', thresholdDuration: signal.slideBy }]);
        expect(signal.aggregationWindow).toBe(minutes * 60);
        expect(signal.aggregationWindow % signal.slideBy).toBe(0);
        expect(signal.slideBy).toBeGreaterThanOrEqual(60);
        expect(signal.slideBy).toBeLessThan(signal.aggregationWindow);
      }
    });
  });
});

describe('a compound condition', () => {
  const objective = kinds.ratio();
  const name = 'slo-checkout-mails-page-1h-5m';

  test('fires when both windows burn and the minimum of traffic is met', () => {
    const [first] = compounds(objective);
    expect(first).toMatchObject({
      name: `CheckoutMailsErrorBudgetBurn ${name}`,
      triggerExpression: 'A AND B AND C AND D',
      componentConditions: ['long', 'short', 'bad', 'events'].map((part, index) => ({
        id: `\${alertsNrqlConditionStaticCreate/${name}-${part}}`,
        alias: 'ABCD'.charAt(index),
      })),
    });
    const { artefacts } = set(objective);
    const total = "filter(count(*), WHERE queue = 'shop')";
    const bad = `(${total} - filter(count(*), WHERE queue = 'shop' AND sent IS true))`;
    expect(condition(artefacts, `${name}-long`).nrql.query).toBe(`SELECT ${bad} / ${total} FROM Mail`);
    expect(condition(artefacts, `${name}-bad`)).toMatchObject({
      nrql: { query: `SELECT ${bad} FROM Mail` },
      terms: [{ threshold: 5, operator: 'ABOVE_OR_EQUALS' }],
    });
    expect(condition(artefacts, `${name}-events`).terms).toMatchObject([{ threshold: 100 }]);
  });

  test('has no condition for a minimum that asks for nothing', () => {
    const quiet = compounds(kinds.ratio({ minimum: { events: 1, bad: 0 } }));
    expect(quiet.map(({ triggerExpression }) => triggerExpression)).toEqual(['A AND B', 'A AND B']);
  });

  test('stands in another policy than its parts, which tell nobody', () => {
    const { artefacts } = set(objective);
    const policies = (kind: string) =>
      new Set(ofKind({ alerts: [], artefacts }, kind).map(({ body }) => (body as { policyId: string }).policyId));
    expect(policies('alertsCompoundConditionCreate')).toEqual(new Set(['${alertsPolicyCreate/slo-checkout-mails}']));
    expect(policies('alertsNrqlConditionStaticCreate')).toEqual(
      new Set(['${alertsPolicyCreate/slo-checkout-mails-parts}']),
    );
  });
});

test('names are unique, and what is referred to comes before whoever refers to it', () => {
  for (const kind of ['availability', 'latency', 'ratio'] as const) {
    const artefacts = set(kinds[kind]()).artefacts.filter((artefact) => artefact.kind !== 'terraform');
    const ids = artefacts.map(({ kind: what, name }) => `${what}/${name}`);
    expect(new Set(ids).size).toBe(ids.length);
    artefacts.forEach(({ body }, index) => {
      expect(ids.slice(0, index)).toEqual(expect.arrayContaining([...referencesIn(body)]));
    });
  }
});

describe('a service level', () => {
  test('comes with the alerts where New Relic can hold it', () => {
    const [level] = ofKind(set(kinds.latency({ windowDays: 28 })), 'serviceLevelCreate');
    expect(level).toEqual(newRelicServiceLevel(kinds.latency({ windowDays: 28 })));
    expect(level?.body).toMatchObject({
      indicator: {
        events: {
          validEvents: {
            from: 'Metric',
            select: { function: 'SUM', attribute: 'istio_request_duration_milliseconds_count' },
          },
          goodEvents: { select: { function: 'SUM', attribute: 'istio_request_duration_milliseconds_bucket' } },
        },
        objectives: [{ target: 99, timeWindow: { rolling: { count: 28, unit: 'DAY' } } }],
      },
    });
  });

  test('of bad events names them so', () => {
    expect(answered(newRelicServiceLevel(kinds.availability({ windowDays: 7 }))).body).toMatchObject({
      indicator: { events: { badEvents: { from: 'Metric' } }, objectives: [{ target: 99.9 }] },
    });
  });

  test('is refused over 30 days and of a gauge, which leaves the alerts as they are', () => {
    expect(refused(newRelicServiceLevel(kinds.availability()))).toContain('over 1, 7 or 28 days');
    expect(refused(newRelicServiceLevel(kinds.saturation({ windowDays: 28 })))).toContain('counts events');
    expect(ofKind(set(kinds.availability()), 'serviceLevelCreate')).toEqual([]);
    expect(set(kinds.availability()).alerts).toHaveLength(2);
  });
});

describe('what New Relic cannot do is said', () => {
  test('legs over six hours, with the arithmetic', () => {
    expect(refused(newRelicVendor.alerts(kinds.availability({ burnWindows: BURN_WINDOWS })))).toContain(
      '21600 s (6 hours) at most, and of "checkout-availability" the leg 3d/6h needs 3d = 259200 s',
    );
  });

  test('windows too short to slide', () => {
    const objective = kinds.availability({ burnWindows: [leg(60, 1)], scrapeSeconds: 15 });
    expect(refused(newRelicVendor.alerts(objective))).toContain('one window is 60 s');
  });

  test('texts with a quote', () => {
    expect(() => conditions([{ label: 'job', operator: '=', value: "it's" }])).toThrow('ends a text at the first');
  });
});

test('conditions on labels become conditions on attributes, and a missing one is unequal', () => {
  expect(
    conditions([
      { label: 'code', operator: '=', value: '200' },
      { label: 'code', operator: '!=', value: '500' },
      { label: 'code', operator: '=~', value: '5..|0' },
      { label: 'http.code', operator: '!~', value: '4..' },
    ]),
  ).toBe(
    "code = '200' AND (code != '500' OR code IS NULL) AND code RLIKE r'^(5..|0)$' AND (`http.code` NOT RLIKE r'^(4..)$' OR `http.code` IS NULL)",
  );
});

describe('a dashboard', () => {
  const service = { service: 'checkout', namespace: 'shop' };
  const objectives = [kinds.availability(), kinds.latency(), kinds.saturation(), kinds.freshness(), kinds.ratio()];
  const [dashboard] = answered(newRelicVendor.dashboard({ ...service, objectives }));
  const text = JSON.stringify(dashboard?.body);

  test('shows canary beside stable, the budget and the speed of its burning, row by row', () => {
    expect(text).toContain('FACET rollouts_pod_template_hash TIMESERIES');
    expect(text).toContain('burn rate (alerts at 1h/5m: 14.4, 6h/30m: 6)');
    expect(text).toContain('SINCE 30 days ago');
    const places = [...text.matchAll(/"column":(\d+),"row":(\d+)/g)].map(([place]) => place);
    expect(new Set(places).size).toBe(places.length);
  });

  test('is refused where there is nothing to show', () => {
    expect(refused(newRelicVendor.dashboard({ ...service, objectives: [] }))).toContain('no objective to show');
  });
});

/** All queries of alerts, canaries and dashboards. */
function allQueries(): readonly string[] {
  const objectives = [kinds.availability(), kinds.latency(), kinds.ratio()];
  const gauges = [kinds.saturation(), kinds.freshness()];
  const told = [
    ...objectives.map((objective) => set(objective).artefacts),
    ...[...objectives, ...gauges].map((objective) => answered(newRelicVendor.analysis(objective))),
    answered(
      newRelicVendor.dashboard({ service: 'checkout', namespace: 'shop', objectives: [...objectives, ...gauges] }),
    ),
  ];
  const queries: string[] = [];
  JSON.stringify(told, (key, value: unknown) => {
    if (key === 'query' && typeof value === 'string') queries.push(value);
    return value;
  });
  return queries;
}

describe('the queries', () => {
  test('are NRQL as far as anybody outside New Relic can say', () => {
    const queries = allQueries();
    expect(queries.length).toBeGreaterThan(40);
    expect(queries.flatMap((query) => nrqlFaults(query).map((fault) => `${fault}: ${query}`))).toEqual([]);
  });

  test.each([
    ['SELECT sum(a FROM Metric', 'a bracket is not closed'],
    ["SELECT sum(a) FROM Metric WHERE b = 'c", 'a text does not end'],
    ['SELECT sum(a) FROM Metric WHERE ', 'a condition is empty'],
    ['SELECT sum(a) WHERE b = 1 FROM Metric', 'its clauses are not in order'],
    ['SELECT rate(a) FROM Metric', 'rate is no function'],
    ['SELECT sum(a) FROM Metric WHERE b = 1 AND $side', 'a place was not filled'],
    ['SELECT filter(sum(a), WHERE b = 1 AND ) FROM Metric', 'a condition is empty'],
  ])('and %s would be found', (query, fault) => {
    expect(nrqlFaults(query).join('; ')).toContain(fault);
  });
});
