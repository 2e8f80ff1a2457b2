import {
  datadogVendor,
  referencesIn,
  withIds,
  type Alert,
  type Artefact,
  type MonitorBody,
} from '../../lib/monitoring';
import { albSignals, isRaw, nginxSignals, Objective, WORKBOOK_WINDOWS, type Matcher } from '../../lib/slo';
import { scope } from '../../lib/monitoring/datadog/filter';
import { answered, kinds, numbersIn, ofKind, PAGES, refused } from './vendor-objectives';

const monitors = (objective: Objective) => ofKind(answered(datadogVendor.alerts(objective)), 'monitor');
const bodyOf = (artefacts: readonly Artefact[], name: string) => {
  const found = artefacts.find((artefact) => artefact.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.body as MonitorBody;
};
const nameOf = ({ spec, id }: Objective, { leg }: Alert) =>
  `slo-${id}-${leg.severity}-${leg.id.replace('/', '-')}` + (spec.name === '' ? '!' : '');

describe('each kind of objective', () => {
  test.each(['availability', 'latency', 'saturation', 'ratio'] as const)('%s has a monitor for each leg', (kind) => {
    const objective = kinds[kind]();
    const { alerts } = answered(datadogVendor.alerts(objective));
    expect(alerts.map(({ leg }) => leg)).toEqual(objective.legs);
    for (const alert of alerts) {
      const { tags, message, priority } = bodyOf(monitors(objective), nameOf(objective, alert));
      expect(tags).toEqual(Object.entries(alert.labels).map(([label, value]) => `${label}:${value}`));
      expect(message).toContain(alert.annotations.summary);
      expect(message).toContain('Owner: shop\nRunbook: https://wiki/checkout#slo');
      expect(priority).toBe(alert.severity === 'page' ? 1 : 3);
    }
  });

  test('freshness is refused, because queries know no time of day', () => {
    expect(refused(datadogVendor.alerts(kinds.freshness()))).toContain('export the age itself');
    expect(refused(datadogVendor.analysis(kinds.freshness()))).toContain('export the age itself');
  });
});

describe('the numbers of a leg', () => {
  test.each([
    ['availability', kinds.availability({ burnWindows: WORKBOOK_WINDOWS.slice(0, 3) })],
    ['a ratio', kinds.ratio()],
    ['a latency over 7 days', kinds.latency({ windowDays: 7 })],
  ])('are those of %s, to the last digit, in query and threshold', (_, objective) => {
    for (const alert of answered(datadogVendor.alerts(objective)).alerts) {
      for (const [part, minutes] of [
        ['long', alert.leg.longMinutes],
        ['short', alert.leg.shortMinutes],
      ] as const) {
        const { query, options } = bodyOf(monitors(objective), `${nameOf(objective, alert)}-${part}`);
        expect(numbersIn(query).at(-1)).toBe(alert.leg.threshold);
        expect(options.thresholds?.critical).toBe(alert.leg.threshold);
        const window = minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
        expect(query).toMatch(new RegExp(`^sum\\(last_${window}\\):.* > [0-9.]+$`));
      }
    }
  });

  test('are burn rates where an SLO counts minutes, and both windows are in one query', () => {
    const objective = kinds.saturation();
    const [body] = monitors(objective).map((monitor) => monitor.body as MonitorBody);
    expect(body?.type).toBe('slo alert');
    expect(body?.query).toBe(
      'burn_rate("${slo/slo-checkout-saturation}").over("30d").long_window("1h").short_window("5m") > 14.4',
    );
    expect(body?.options.thresholds?.critical).toBe(objective.legs[0]?.factor);
  });
});

describe('a leg of events', () => {
  const objective = kinds.ratio();
  const all = monitors(objective);
  const name = 'slo-checkout-mails-page-1h-5m';

  test('fires when both windows burn and the minimum of traffic is met', () => {
    const parts = ['long', 'short', 'bad', 'events'].map((part) => `\${monitor/${name}-${part}}`);
    expect(bodyOf(all, name)).toMatchObject({ type: 'composite', query: parts.join(' && ') });
    expect(bodyOf(all, `${name}-bad`).query).toBe(
      'sum(last_1h):(sum:mails.count{queue:shop}.as_count() - default_zero(sum:mails.count{queue:shop,sent:yes}.as_count())) >= 5',
    );
    expect(bodyOf(all, `${name}-events`).query).toBe('sum(last_1h):sum:mails.count{queue:shop}.as_count() >= 100');
  });

  test('has no monitor for a minimum that asks for nothing', () => {
    const names = monitors(kinds.ratio({ minimum: { events: 1, bad: 0 } })).map((monitor) => monitor.name);
    expect(names.filter((each) => /-(bad|events)$/.test(each))).toEqual([]);
  });

  test('has parts that carry no tag by which people are notified', () => {
    for (const part of all.filter(({ name: each }) => /-(long|short|bad|events)$/.test(each))) {
      expect((part.body as MonitorBody).tags).toEqual([`part-of:${part.name.replace(/-[a-z]+$/, '')}`]);
    }
  });

  test('is silent where there is no data, on purpose', () => {
    for (const { body } of all) {
      expect((body as MonitorBody).options.notify_no_data).toBe(false);
    }
  });
});

test('names are unique, and what is referred to comes before whoever refers to it', () => {
  for (const kind of ['availability', 'latency', 'saturation', 'ratio'] as const) {
    const { artefacts } = answered(datadogVendor.alerts(kinds[kind]()));
    const ids = artefacts.map(({ kind: what, name }) => `${what}/${name}`);
    expect(new Set(ids).size).toBe(ids.length);
    artefacts.forEach(({ body }, index) => {
      expect(ids.slice(0, index)).toEqual(expect.arrayContaining([...referencesIn(body)]));
    });
  }
});

test('every body is also an object of the operator, the same after a reading', () => {
  const set = answered(datadogVendor.alerts(kinds.availability()));
  const plain = set.artefacts.filter(({ kind }) => kind !== 'DatadogGenericResource');
  const objects = ofKind(set, 'DatadogGenericResource').map(({ body }) => body as { spec: Record<string, string> });
  expect(objects.map(({ spec }) => spec.type)).toEqual(plain.map(({ kind }) => kind));
  expect(objects.map(({ spec }) => JSON.parse(spec.jsonSpec ?? '') as object)).toEqual(plain.map(({ body }) => body));
});

test('ids take the place of references, in objects of the operator too', () => {
  const { artefacts } = answered(datadogVendor.alerts(kinds.saturation()));
  const ids = new Map([['slo/slo-checkout-saturation', 'a1b2']]);
  const filled = artefacts.map((artefact) => withIds(artefact, ids));
  expect(filled.flatMap(({ body }) => referencesIn(body))).toEqual([]);
  expect(JSON.stringify(filled)).toContain('burn_rate(\\"a1b2\\")');
  expect(() => artefacts.map((artefact) => withIds(artefact, new Map()))).toThrow(
    'needs the id of slo/slo-checkout-saturation',
  );
});

describe('what Datadog cannot do is said', () => {
  test.each<[string, Objective, string]>([
    ['legs over 48 hours', kinds.availability({ burnWindows: WORKBOOK_WINDOWS }), '48 hours at most'],
    ['28 days', kinds.availability({ windowDays: 28 }), '7, 30 or 90 days'],
    [
      'burn rates over less than an hour',
      kinds.saturation({ burnWindows: [{ severity: 'page', longMinutes: 50, shortMinutes: 5, budget: 0.02 }] }),
      '1 hour and 5 minutes at least',
    ],
    [
      'a minimum that a burn rate does not imply',
      kinds.saturation({ minimum: { bad: 9 } }),
      '0.144 × 60 minutes = 8.64 bad minutes',
    ],
    [
      'samples that are numbers of events',
      Objective.availability({
        service: 'checkout',
        namespace: 'shop',
        owner: 'shop',
        runbook: 'r',
        target: 0.999,
        signals: albSignals({ loadBalancer: 'app/shop/50dc' }),
        burnWindows: PAGES,
      }),
      'aws.applicationelb.request_count',
    ],
    ['raw queries without .as_count()', rawRatio('sum:mails{$side}'), 'Datadog would add up its ratios'],
    ['queries in other languages only', rawRatio(undefined), 'add `raw.datadog`'],
  ])('%s', (_, objective, why) => {
    expect(refused(datadogVendor.alerts(objective))).toContain(why);
  });

  test('regular expressions that * cannot say, and signs that tags cannot have', () => {
    const of = (operator: Matcher['operator'], value: string) => () => scope([{ label: 'code', operator, value }]);
    expect(of('=~', '5[0-9]+')).toThrow('needs more');
    expect(of('=', 'a b')).toThrow('no tag "code:a b"');
  });
});

describe('conditions on labels become conditions on tags', () => {
  test.each<[Matcher['operator'], string, string]>([
    ['=', 'GET', '{code:get}'],
    ['!=', 'GET', '{NOT code:get}'],
    ['=~', '5..|0', '{(code:5* OR code:0)}'],
    ['!~', 'a|b', '{NOT (code:a OR code:b)}'],
    ['=~', 'checkout|.+-checkout-canary', '{(code:checkout OR code:*-checkout-canary)}'],
    ['=~', '1(\\.0)?', '{(code:1 OR code:1.0)}'],
    ['=', '{{args.canary-Hash}}', '{code:{{args.canary-Hash}}}'],
  ])('%s %s is %s', (operator, value, text) => {
    expect(scope([{ label: 'code', operator, value }])).toBe(text);
  });

  test('le is the tag upper_bound, and nothing is *', () => {
    expect(scope([{ label: 'le', operator: '=', value: '0.3' }])).toBe('{upper_bound:0.3}');
    expect(scope([])).toBe('{*}');
  });

  test('all conditions of a query are words: Datadog does not let them be mixed with signs', () => {
    const objective = Objective.availability({
      ...kinds.availability().spec,
      signals: nginxSignals({ ingress: 'checkout', namespace: 'shop' }),
    });
    for (const { body } of monitors(objective)) {
      expect((body as MonitorBody).query).not.toMatch(/\{[^}]*[!,][^}]*\}/);
    }
  });
});

describe('a dashboard', () => {
  const service = { service: 'checkout', namespace: 'shop' };
  const [dashboard] = answered(
    datadogVendor.dashboard({ ...service, objectives: [kinds.availability(), kinds.saturation(), kinds.freshness()] }),
  );
  const text = JSON.stringify(dashboard?.body);

  test('shows canary beside stable, the budget and the speed of its burning, by the marks of the legs', () => {
    expect(text).toContain('by {rollouts_pod_template_hash}');
    expect(text).toContain('Error budget left of 30 days');
    expect(text).toContain('"value":"y = 14.4"');
  });

  test('says which objective it cannot show, and needs no id', () => {
    expect(text).toContain('checkout-freshness: The metric queries of Datadog');
    expect(referencesIn(dashboard?.body ?? {})).toEqual([]);
  });

  test('is refused where nothing could be shown', () => {
    expect(refused(datadogVendor.dashboard({ ...service, objectives: [kinds.freshness()] }))).toContain(
      'export the age',
    );
    expect(refused(datadogVendor.dashboard({ ...service, objectives: [] }))).toContain('no objective to show');
  });
});

/** A ratio whose total is that query. */
function rawRatio(datadog: string | undefined): Objective {
  const { indicator } = kinds.ratio().spec;
  if (indicator.kind === 'gauge' || !isRaw(indicator.total)) throw new Error('the ratio is raw');
  const total = { raw: { promql: 'sum(increase(mails{$side}[$window]))', ...(datadog !== undefined && { datadog }) } };
  return Objective.ratio({ ...kinds.ratio().spec, indicator: { ...indicator, total } });
}
