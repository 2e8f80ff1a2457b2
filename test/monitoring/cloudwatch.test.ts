import { cloudWatchVendor, isUnsupported, type Artefact } from '../../lib/monitoring';
import { albSignals, BURN_WINDOWS, istioSignals, Objective, type AvailabilityProps, type Counter } from '../../lib/slo';
import { alarmFaults } from '../../lib/monitoring/cloudwatch/limits';
import { evaluate, type Series } from './metric-math';

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const signals = albSignals({ loadBalancer: 'app/shop/50dc6c495c0c9188' });
const availability = (props: Partial<AvailabilityProps> = {}) =>
  Objective.availability({ ...common, signals, target: 0.999, ...props });

const counter = (metricName: string): Counter => ({
  metric: 'mails_total',
  where: [],
  counts: 'cumulative',
  cloudWatch: { namespace: 'Mail', metricName, dimensions: {} },
});

const ofGoodMails = Objective.ratio({
  ...common,
  name: 'mails',
  target: 0.99,
  minimum: { events: 100, bad: 5 },
  indicator: {
    kind: 'events',
    total: counter('Mails'),
    part: { is: 'good', query: counter('Sent') },
    series: [{ metric: 'mails_total', labels: {}, counts: 'total' }],
  },
});

function artefacts(objective: Objective): readonly Artefact[] {
  const answer = cloudWatchVendor.alerts(objective);
  if (isUnsupported(answer)) throw new Error(answer.unsupported);
  return answer.artefacts;
}

function refused(objective: Objective): string {
  const answer = cloudWatchVendor.alerts(objective);
  if (!isUnsupported(answer)) throw new Error('it is supported');
  return answer.unsupported;
}

interface AlarmBody {
  readonly AlarmRule?: string;
  readonly AlarmDescription: string;
  readonly Threshold: number;
  readonly Metrics?: readonly { readonly Id: string; readonly Expression?: string; readonly MetricStat?: object }[];
}

function body(objective: Objective, name: string): AlarmBody {
  const found = artefacts(objective).find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.body as AlarmBody;
}

/** Whether an alarm on metrics is in alarm at a point with these sums over its window. */
function fires(alarm: AlarmBody, sums: Readonly<Record<string, Series>>): boolean {
  const expression = alarm.Metrics?.find(({ Id }) => Id === 'ratio')?.Expression ?? '';
  const [value] = evaluate('ratio', { ...sums, ratio: expression }, { length: 1, sumOfNothing: undefined });
  // what is missing is not breaching
  return value !== undefined && value > alarm.Threshold;
}

describe('the alarms of a leg up to a day', () => {
  test('are two on the metrics and one that needs both, made in that order', () => {
    const names = artefacts(availability()).map(({ kind, name }) => [kind.replace(/.*::/, ''), name]);
    expect(names).toEqual([
      ['ServiceLevelObjective', 'slo-shop-checkout-availability'],
      ...['1h-5m', '6h-30m', '3d-6h'].flatMap((leg) => [
        ['Alarm', `slo-shop-checkout-availability-${leg}-long`],
        ['Alarm', `slo-shop-checkout-availability-${leg}-short`],
        ['CompositeAlarm', `slo-shop-checkout-availability-${leg}`],
      ]),
    ]);
    expect(body(availability(), 'slo-shop-checkout-availability-1h-5m').AlarmRule).toBe(
      'ALARM("slo-shop-checkout-availability-1h-5m-long") AND ALARM("slo-shop-checkout-availability-1h-5m-short")',
    );
  });

  test('look at the sums of one period that is as long as the window', () => {
    const periods = (name: string) =>
      body(availability(), `slo-shop-checkout-availability-${name}`).Metrics?.flatMap(({ MetricStat }) =>
        MetricStat === undefined ? [] : [(MetricStat as { Period: number }).Period],
      );
    expect([periods('1h-5m-long'), periods('1h-5m-short'), periods('6h-30m-long')]).toEqual([
      [3600, 3600],
      [300, 300],
      [21600, 21600],
    ]);
  });

  test.each(['long', 'short'])('fire just above the threshold and not at it: the %s window', (window) => {
    const alarm = body(availability(), `slo-shop-checkout-availability-1h-5m-${window}`);
    expect(alarm.Threshold).toBe(0.0144);
    expect(fires(alarm, { total: [10_000], bad: [145] })).toBe(true);
    expect(fires(alarm, { total: [10_000], bad: [144] })).toBe(false);
  });

  test('are quiet without requests, without failures, and where nothing was measured', () => {
    const alarm = body(availability(), 'slo-shop-checkout-availability-1h-5m-short');
    expect(fires(alarm, { total: [0], bad: [0] })).toBe(false);
    expect(fires(alarm, { total: [100], bad: [undefined] })).toBe(false);
    expect(fires(alarm, { total: [undefined], bad: [undefined] })).toBe(false);
  });

  test('ask for the minimum traffic in the long window alone', () => {
    const [long, short] = ['long', 'short'].map((one) =>
      body(availability(), `slo-shop-checkout-availability-1h-5m-${one}`),
    );
    expect(fires(long!, { total: [10], bad: [1] })).toBe(false);
    expect(fires(long!, { total: [10], bad: [2] })).toBe(true);
    expect(fires(short!, { total: [10], bad: [1] })).toBe(true);
  });

  test('count bad events where the good ones are known, and none that is good as a total outage', () => {
    const alarm = body(ofGoodMails, 'slo-shop-checkout-mails-1h-5m-long');
    expect(alarm.Threshold).toBe(0.144);
    expect(fires(alarm, { total: [100], good: [85] })).toBe(true);
    expect(fires(alarm, { total: [100], good: [86] })).toBe(false);
    expect(fires(alarm, { total: [99], good: [50] })).toBe(false);
    expect(fires(alarm, { total: [100], good: [undefined] })).toBe(true);
  });
});

describe('a leg of more than a day', () => {
  const name = 'slo-shop-checkout-availability';

  test('watches the burn rates that its SLO computes, at the factor of the leg', () => {
    expect(body(availability(), `${name}-3d-6h-long`)).toMatchObject({
      Namespace: 'AWS/ApplicationSignals',
      MetricName: 'BurnRate',
      Dimensions: [
        { Name: 'SloName', Value: name },
        { Name: 'BurnRateWindowMinutes', Value: '4320' },
      ],
      Threshold: 1,
    });
    expect(body(availability(), name)).toMatchObject({
      BurnRateConfigurations: [{ LookBackWindowMinutes: 360 }, { LookBackWindowMinutes: 4320 }],
      Goal: { Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } }, AttainmentGoal: 99.9 },
    });
  });

  test('says that it knows no minimum traffic, and the others do not say so', () => {
    const silent = /whatever the traffic was/;
    expect(body(availability(), `${name}-3d-6h-long`).AlarmDescription).toMatch(silent);
    expect(body(availability(), `${name}-6h-30m-long`).AlarmDescription).not.toMatch(silent);
  });

  test('is possible up to seven days, and refused beyond', () => {
    const leg = { severity: 'ticket', shortMinutes: 600, budget: 0.3 } as const;
    const week = availability({ burnWindows: [{ ...leg, longMinutes: 10_080 }] });
    expect(artefacts(week)).toHaveLength(4);
    expect(refused(availability({ burnWindows: [{ ...leg, longMinutes: 11_520 }] }))).toMatch(
      /looks back 168 hours at most.*8d\/10h/,
    );
  });
});

describe('what CloudWatch would refuse is refused here, with the arithmetic', () => {
  const [quick] = BURN_WINDOWS;

  test.each([
    ['ten seconds, for an hour', 10, 360, 2, /^$/],
    [
      '8 days in pieces of a day',
      86_400,
      8,
      2,
      /86400 s × 8 = 691200 s, and 604800 s is the most for periods of an hour/,
    ],
    ['7 days in pieces of an hour', 3600, 168, 2, /^$/],
    [
      'a day and a minute in minutes',
      60,
      1441,
      2,
      /60 s × 1441 = 86460 s, and 86400 s is the most for periods under an hour/,
    ],
    ['three days at once', 259_200, 1, 2, /its period of 259200 s is longer than a day/],
    ['eleven metrics', 60, 1, 11, /it has 11 metrics, and 10 is the most/],
  ])('%s', (_name, periodSeconds, evaluationPeriods, metrics, fault) => {
    expect(alarmFaults({ periodSeconds, evaluationPeriods, metrics }).join('; ')).toMatch(fault);
  });

  test('a window that is no multiple of a minute', () => {
    expect(refused(availability({ burnWindows: [{ ...quick!, shortMinutes: 2.5 }] }))).toMatch(
      /leg 1h\/150s: its period of 150 s is neither 10, 20 or 30 s nor a multiple of 60 s/,
    );
  });

  test('a name and a description that are too long', () => {
    const long = 'x'.repeat(60);
    expect(refused(availability({ name: long, namespace: long }))).toMatch(/has \d+ characters, and 128 letters/);
    expect(refused(availability({ runbook: `https://wiki/${'x'.repeat(1000)}` }))).toMatch(
      /leg 1h\/5m: its description has \d+ characters, and 1024 is the most/,
    );
  });

  test('an SLO over a fraction of a day', () => {
    expect(refused(availability({ windowDays: 7.5 }))).toMatch(/window of 7.5 days is no whole number of days/);
  });

  test('counters that it does not know, gauges, and alarms on a search', () => {
    const istio = istioSignals({ workload: 'checkout', namespace: 'shop' });
    expect(refused(availability({ signals: istio }))).toMatch(/istio_requests_total, which CloudWatch does not know/);
    expect(refused(Objective.saturation({ ...common, metric: 'pool', limit: 0.9, target: 0.99 }))).toMatch(
      /reads a gauge/,
    );
    const search = { raw: { cloudwatch: `SUM(SEARCH('{Mail,Version} Jobs $side', 'Sum', $window))` } };
    const raw = Objective.ratio({
      ...common,
      target: 0.99,
      indicator: { kind: 'events', total: search, part: { is: 'bad', query: search }, series: [] },
    });
    expect(refused(raw)).toMatch(/no alarm can be set on a search/);
  });
});

describe('conditions on series', () => {
  const where = (matcher: object) =>
    availability({
      signals: albSignals({ loadBalancer: 'app/shop/1', where: [matcher as Counter['where'][number]] }),
    });
  const dimensions = (objective: Objective) =>
    (body(objective, 'slo-shop-checkout-availability-1h-5m-long').Metrics?.[0]?.MetricStat as { Metric: object })
      .Metric;

  test('on an exported dimension hold for the metric too; labels of the exporter do not reach it', () => {
    const zone = { Name: 'AvailabilityZone', Value: 'eu-central-1a' };
    expect(dimensions(where({ label: 'dimension_AvailabilityZone', operator: '=', value: zone.Value }))).toMatchObject({
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop/1' }, zone],
    });
    expect(dimensions(where({ label: 'job', operator: '=~', value: 'yace.*' }))).toMatchObject({
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop/1' }],
    });
  });

  test('that are patterns are refused', () => {
    expect(refused(where({ label: 'dimension_AvailabilityZone', operator: '=~', value: 'eu-.*' }))).toMatch(
      /AvailabilityZone=~"eu-\.\*", and a dimension of CloudWatch has one exact value/,
    );
  });
});
