import { faultsOf, OPTIONS, rendered } from './ask';
import { rawObjective } from './raw-objective';
import { metricProviders, noDataChoices, renderMetric, Threshold, wavefront } from '../../lib';
import { isUnsupported, monitoringVendors, type MonitoringVendor } from '../../lib/monitoring';
import { albSignals, istioSignals, Objective, QUERY_LANGUAGES } from '../../lib/slo';
import * as argo from '../support/argo';
import { testWith } from '../support/tools';

const common = { service: 'checkout', namespace: 'shop', owner: 'shop', runbook: 'https://wiki/checkout#slo' };
const slot = { label: 'dimension_TargetGroup', by: 'service' } as const;

/** Objectives of which each vendor that compares at all knows at least one. */
const objectives: readonly Objective[] = [
  Objective.availability({
    ...common,
    target: 0.999,
    signals: istioSignals({ workload: 'checkout', namespace: 'shop' }),
  }),
  Objective.availability({ ...common, target: 0.999, signals: albSignals({ loadBalancer: 'app/shop/1', slot }) }),
  ...QUERY_LANGUAGES.filter((language) => language !== 'promql').map((language) =>
    rawObjective({ language, total: 'a $side', part: 'b $side' }),
  ),
];

/** Providers that cannot judge by an objective, and the word by which each of them says why. */
const NEVER: Readonly<Record<string, RegExp>> = {
  wavefront: /without points as 0/,
  skywalking: /averages of each minute/,
  job: /exit status/,
  kayenta: /own canary configuration/,
  plugin: /author of a plugin/,
};

const vendors: readonly MonitoringVendor[] = monitoringVendors;
const of = (id: string) => vendors.find((vendor) => vendor.id === id);

test('every metric provider of Argo has a vendor, under the same id and title', () => {
  const said = metricProviders.map(({ id }) => ({ id, vendor: of(id)?.id, title: of(id)?.title }));
  expect(said).toEqual(metricProviders.map(({ id, title }) => ({ id, vendor: id, title })));
});

describe.each(metricProviders.map(({ id }) => id))('%s', (id) => {
  const answers = objectives.map((objective) => of(id)!.analysis(objective, OPTIONS));

  test('judges a canary by one of the objectives, or says why it never can', () => {
    const questions = answers.filter((answer) => !isUnsupported(answer));
    const reasons = answers.flatMap((answer) => (isUnsupported(answer) ? [answer.unsupported] : []));
    const never = NEVER[id];
    expect(questions.length > 0).toBe(never === undefined);
    for (const reason of never === undefined ? [] : reasons) {
      expect(reason).toMatch(never!);
    }
  });

  test('gives options that its own factory takes', () => {
    const questions = answers.flatMap((answer) => (isUnsupported(answer) ? [] : answer));
    expect(questions.map(({ provider }) => provider.id)).toEqual(questions.map(() => id));
    expect(questions.flatMap(faultsOf)).toEqual([]);
  });

  test('has an answer about alerts and about a dashboard, if only why there are none', () => {
    const [objective] = objectives;
    const service = { service: 'checkout', namespace: 'shop', objectives: [objective!] };
    for (const answer of [of(id)!.alerts(objective!), of(id)!.dashboard(service)]) {
      expect(isUnsupported(answer) ? answer.unsupported : 'supported').toMatch(/\w{5,}/);
    }
  });
});

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'questions start an analysis in the controller, with the arguments that they name',
  () => {
    const questions = vendors.flatMap((vendor) =>
      objectives.flatMap((objective) => {
        const answer = vendor.analysis(objective, OPTIONS);
        return isUnsupported(answer) ? [] : answer;
      }),
    );
    const runs = questions.map((question) => ({
      metrics: [rendered(question, 'pause')],
      args: question.args.map((name) => ({ name, value: name.includes('address') ? 'http://vendor' : 'x' })),
    }));
    const asked = new Set(questions.map(({ provider }) => provider.id));
    expect(asked.size).toBe(metricProviders.length - Object.keys(NEVER).length);
    expect(argo.metrics(runs).flatMap(({ errors }) => errors)).toEqual([]);
    const unnamed = argo.metrics(runs.map((run) => ({ ...run, args: [] })));
    expect(unnamed.filter(({ errors }) => errors.length === 0)).toEqual([]);
  },
);

test('vendors that Argo only asks write neither alerts nor dashboards, and say who does', () => {
  const [objective] = objectives;
  for (const id of ['graphite', 'influxdb', 'web', ...Object.keys(NEVER)]) {
    const [alerts, dashboard] = [
      of(id)!.alerts(objective!),
      of(id)!.dashboard({ service: 'checkout', namespace: 'shop', objectives: [objective!] }),
    ];
    expect(isUnsupported(alerts) && alerts.unsupported).toMatch(/writes no alerts for .+: let Prometheus/);
    expect(isUnsupported(dashboard) && dashboard.unsupported).toMatch(/writes no dashboards for .+: let Grafana/);
  }
});

testWith(
  argo.oracle(),
  argo.NO_ORACLE,
  'the reason why Wavefront is not asked is true: no points pass for health',
  () => {
    const provider = wavefront({ address: 'example.wavefront.com', query: 'ts(x)', alwaysAnswers: true });
    const phases = noDataChoices.map((noData) => {
      const metric = renderMetric({ name: 'rise', provider, healthy: Threshold.below(0.01), noData });
      const [measured] = argo.measure([{ metric, response: { body: '{"timeseries":[{"data":[]}]}' } }]);
      return measured?.phase;
    });
    expect(phases).toEqual(noDataChoices.map(() => 'Successful'));
  },
);
