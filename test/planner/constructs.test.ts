import { App, Chart, Duration, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisTemplate,
  Argument,
  istio,
  ProgressiveService,
  prometheus,
  Steps,
  Strategy,
  Threshold,
} from '../../lib';
import { planConstructs, planItems, readText } from '../../lib/planner';

function shop() {
  const chart = new Chart(new App(), 'shop');
  const healthy = new AnalysisTemplate(chart, 'success-rate', {
    args: { service: Argument.required() },
    metrics: ({ service }) => [
      {
        name: 'success-rate',
        provider: prometheus({
          query: `sum(rate(requests_total{service="${service}",code!~"5.."}[2m])) / sum(rate(requests_total{service="${service}"}[2m]))`,
        }),
        healthy: Threshold.atLeast(0.99),
        interval: Duration.minutes(1),
        failureLimit: 2,
        noData: 'pause',
      },
    ],
  });
  const service = (name: string) =>
    new ProgressiveService(chart, name, {
      containers: [{ image: `acme/${name}:1`, portNumber: 5050, readiness: kplus.Probe.fromTcpSocket() }],
      strategy: Strategy.canary({ steps: Steps.exponential({ first: 5, bake: Duration.minutes(5) }) }),
      router: istio({ host: name }),
      analysis: [healthy.use({ service: `${name}-canary` })],
      autoscale: { min: 3, max: 20, cpu: 60 },
    });
  return { chart, checkout: service('checkout'), cart: service('cart') };
}

test('a strategy in code is planned where it stands, with the template and the autoscaler beside it', () => {
  const { checkout } = shop();
  const { reports, problems } = planConstructs(checkout);
  expect(problems).toEqual([]);
  expect(reports).toHaveLength(1);
  const [{ plan, simulations } = { plan: undefined, simulations: [] }] = reports;
  expect(plan).toMatchObject({
    identity: { name: 'checkout', source: expect.stringContaining('shop/checkout/Rollout') },
    replicas: { range: { min: 3, max: 20 } },
    progressDeadline: { aborts: true },
    strategy: {
      kind: 'canary',
      traffic: { mode: 'routed', routers: ['istio'] },
      background: {
        analysis: {
          metrics: [
            {
              failureLimit: 2,
              scope: 'canary',
              lookBackSeconds: 120,
              judged: { quantity: 'successRate', threshold: 0.99 },
              verdicts: { bad: 'Failed', noData: 'Inconclusive', notANumber: 'Inconclusive' },
            },
          ],
        },
      },
    },
  });
  expect(simulations.map(({ scenario, outcome }) => `${scenario.kind} ${outcome}`)).toEqual(
    expect.arrayContaining(['healthy promoted', 'badFromStart aborted', 'crashLoop aborted']),
  );
});

test('the rollout itself, the chart and the app are planned the same; others below them too', () => {
  const { chart, checkout } = shop();
  const names = (scope: Parameters<typeof planConstructs>[0]) =>
    planConstructs(scope).reports.map(({ plan }) => plan.identity.name);
  expect(names(checkout.rollout)).toEqual(['checkout']);
  expect(names(chart)).toEqual(['checkout', 'cart']);
  expect(names(chart.node.root)).toEqual(['checkout', 'cart']);
});

test('planned from code and read back from its manifest, a rollout is the same but for where it was found', () => {
  const { chart } = shop();
  const written = planItems(readText(Yaml.stringify(...(chart.toJson() as object[])), 'shop.yaml').items);
  const coded = planConstructs(chart);
  const anywhere = ({ reports }: typeof coded) =>
    reports.map(({ plan, ...report }) => ({
      ...report,
      plan: { ...plan, identity: { ...plan.identity, source: undefined } },
    }));
  expect(written.reports).toHaveLength(2);
  expect(anywhere(written)).toEqual(anywhere(coded));
});
