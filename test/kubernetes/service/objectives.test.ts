import { Chart, Duration } from 'cdk8s';
import {
  type InvalidInputError,
  istio,
  ProgressiveService,
  ReleaseApp,
  Steps,
  Strategy,
  type ProgressiveServiceProps,
} from '../../../lib';
import { serviceObjectiveChecks } from '../../../lib/kubernetes/checks/service-objectives';
import { newRelicVendor, Objective, prometheusVendor } from '../../../lib/monitoring';
import { availability, container, latency, OWN, released, signals } from '../objectives/services';
import { only } from '../../support/synth';

const elsewhere = Objective.availability({ ...OWN, signals, target: 0.999, namespace: 'elsewhere' });
const another = Objective.availability({ ...OWN, signals, target: 0.999, service: 'cart' });

/** The problems of a service that is refused, and what is left of it in the chart. */
function refusal(
  props: Partial<ProgressiveServiceProps>,
  { namespace }: { namespace?: string } = { namespace: 'shop' },
) {
  const chart = new Chart(new ReleaseApp(), 'shop', { namespace });
  try {
    new ProgressiveService(chart, 'checkout', {
      containers: [container],
      router: istio({ host: 'checkout' }),
      ...props,
    });
  } catch (error) {
    const { problems, message } = error as InvalidInputError;
    return { rules: problems.map(({ rule }) => rule), message, children: chart.node.children };
  }
  throw new Error('it was not refused');
}

describe('what could not work is refused before anything is made', () => {
  const monitoring = [prometheusVendor];
  const cases: Record<string, Partial<ProgressiveServiceProps>> = {
    P9: { objectives: [availability] },
    P10: { objectives: [elsewhere], monitoring },
    P11: { objectives: [availability, availability], monitoring },
    P12: {
      objectives: [availability],
      monitoring,
      router: undefined,
      strategy: Strategy.canary({
        steps: Steps.linear({ bake: Duration.minutes(5) }),
        router: istio({ host: 'checkout' }),
        analysis: { ...released().service.analysis!.strategy.canary!.analysis!, dryRun: 'all' },
      }),
    },
    P13: { objectives: [availability], monitoring, router: undefined, strategy: Strategy.blueGreen() },
  };

  test('every check has a case', () => {
    expect(Object.keys(cases)).toEqual(serviceObjectiveChecks.map(({ id }) => id));
  });

  test.each(Object.entries(cases))('%s', (rule, props) => {
    const { rules, message, children } = refusal(props);
    expect(rules).toContain(rule);
    expect(rules.filter((one) => one.startsWith('P'))).toEqual([rule]);
    expect(message).toContain('"shop/checkout" cannot be built');
    expect(children).toEqual([]);
  });

  test('an objective of another service, or in a chart without a namespace', () => {
    expect(refusal({ objectives: [another], monitoring }).message).toContain('say service: "checkout"');
    const { rules, message } = refusal({ objectives: [availability], monitoring }, {});
    expect(rules).toEqual(['P10']);
    expect(message).toContain('this service has no namespace');
  });

  test('monitoring of nothing', () => {
    expect(refusal({ monitoring }).rules).toEqual(['P9']);
  });

  test('an objective that no vendor can judge by or alert on, together with all else that is wrong', () => {
    const { rules, message, children } = refusal({
      objectives: [availability],
      monitoring: [newRelicVendor],
      replicas: 1,
    });
    expect(rules).toEqual(expect.arrayContaining(['P5', 'objective-alerts']));
    expect(message).toContain('"shop/checkout" cannot be built');
    expect(children).toEqual([]);
  });

  test('what the templates would be refused for, under the path of the service', () => {
    const { message, children } = refusal({ objectives: [availability], monitoring, judgement: { failureLimit: -2 } });
    expect(message).toContain('"shop/checkout" cannot be built');
    expect(message).toContain('failureLimit');
    expect(children).toEqual([]);
  });
});

test('the analysis starts with the first traffic, is scoped to both versions, and the gates are steps', () => {
  const { chart, service } = released();
  const { analysis, steps } = only(chart, 'Rollout').spec.strategy.canary;
  expect(analysis).toEqual({
    templates: [{ templateName: service.analysis?.watch.name }],
    args: [
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
    ],
    startingStep: 1,
  });
  expect(steps.slice(-4).map((step: object) => Object.keys(step)[0])).toEqual([
    'analysis',
    'setWeight',
    'pause',
    'analysis',
  ]);
});

test('objectives need no router: pods are told apart by their hash', () => {
  const { service } = released({ router: undefined, objectives: [availability, latency] });
  expect(service.analysis?.soak).toBeDefined();
});

test('without objectives there is neither an analysis nor a monitoring', () => {
  const { service } = released({ objectives: [], monitoring: [] });
  expect([service.analysis, service.monitoring]).toEqual([undefined, undefined]);
});
